namespace Chorus.Log.Notes;

/// <summary>Names of logs and of their keys (C2SP signed-note): an address without a scheme, such as example.org/cases.</summary>
public static class KeyName
{
    /// <summary>Characters of the longest.</summary>
    public const int Most = 200;

    /// <summary>Whether it is one: ASCII without space and plus, so narrower than the specification lets a name be.</summary>
    public static bool IsOne(string text) => text.Length is > 0 and <= Most && text.All(c => c is > ' ' and <= '~' and not '+');

    internal static string Checked(string text) =>
        IsOne(text) ? text : throw new ArgumentException($"a name has 1 to {Most} ASCII characters, without space and +", nameof(text));
}
