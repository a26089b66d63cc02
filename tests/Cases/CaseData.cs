namespace Chorus.Cases.Tests;

/// <summary>Files of tests/data/cases/.</summary>
internal static class CaseData
{
    internal static string Text(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "data", "cases", file)).ReplaceLineEndings("\n");

    internal static string[] Lines(string file) => Text(file).TrimEnd('\n').Split('\n');
}
