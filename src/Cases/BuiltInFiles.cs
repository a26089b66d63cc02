using System.Reflection;
using Chorus.Cases.Deadlines;
using Chorus.Cases.Jurisdictions;
using Chorus.Cases.Processes;

namespace Chorus.Cases;

/// <summary>The processes, holiday files and jurisdiction files of this assembly.</summary>
public static class BuiltInFiles
{
    /// <summary>The processes by their names.</summary>
    public static IReadOnlyDictionary<string, Process> Processes { get; } = Read("processes/", ProcessReader.Parse, p => p.Name);

    /// <summary>The holiday files by their names.</summary>
    public static IReadOnlyDictionary<string, HolidayFile> Holidays { get; } = Read("holidays/", HolidayFile.Parse, h => h.Name);

    /// <summary>What is known of the law of places, by their codes.</summary>
    public static IReadOnlyDictionary<string, Jurisdiction> Jurisdictions { get; } = Read("jurisdictions/", Jurisdiction.Parse, j => j.Code);

    private static Dictionary<string, T> Read<T>(string folder, Func<string, string, T> parse, Func<T, string> key)
    {
        var assembly = Assembly.GetExecutingAssembly();
        return BuiltInFileNames.In(folder).Select(name => parse(name[folder.Length..], Text(assembly, name))).ToDictionary(key);
    }

    private static string Text(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}

/// <summary>What is built in, by name only: nothing is read or checked for it.</summary>
public static class BuiltInFileNames
{
    /// <summary>The names of the processes.</summary>
    public static IReadOnlyList<string> Processes { get; } = [.. In("processes/").Select(name => Path.GetFileNameWithoutExtension(name))];

    /// <summary>The names of the holiday files.</summary>
    public static IReadOnlyList<string> Holidays { get; } = [.. In("holidays/").Select(name => Path.GetFileNameWithoutExtension(name))];

    internal static IEnumerable<string> In(string folder) =>
        Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(n => n.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal);
}
