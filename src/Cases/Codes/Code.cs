using System.ComponentModel;
using System.Reflection;
using System.Text.Json;

namespace Chorus.Cases.Codes;

/// <summary>The spelling of codes in events and files: the name of the value in small letters with hyphens; act codes as they are.</summary>
internal static class Code
{
    /// <summary>The code of a value: <c>insufficient-evidence</c>.</summary>
    internal static string Of<T>(T value)
        where T : struct, Enum => Book<T>.Spelling[value];

    /// <summary>What a code means, for people and for the schema.</summary>
    internal static string Meaning<T>(T value)
        where T : struct, Enum => Book<T>.Meaning[value];

    /// <summary>All values in their order.</summary>
    internal static IReadOnlyList<T> All<T>()
        where T : struct, Enum => Book<T>.Values;

    /// <summary>The value of a code; false where there is none.</summary>
    internal static bool TryRead<T>(string code, out T value)
        where T : struct, Enum => Book<T>.ByCode.TryGetValue(code, out value);

    private static class Book<T>
        where T : struct, Enum
    {
        internal static readonly T[] Values = Enum.GetValues<T>();

        internal static readonly Dictionary<T, string> Spelling = Values.ToDictionary(v => v, v =>
            typeof(T) == typeof(ActCode) ? v.ToString() : JsonNamingPolicy.KebabCaseLower.ConvertName(v.ToString()));

        internal static readonly Dictionary<T, string> Meaning = Values.ToDictionary(v => v, v =>
            typeof(T).GetField(v.ToString())!.GetCustomAttribute<DescriptionAttribute>()!.Description);

        internal static readonly Dictionary<string, T> ByCode = Values.ToDictionary(v => Spelling[v], v => v);
    }
}
