namespace Chorus.Cases.Yaml;

/// <summary>A process, holiday or jurisdiction file that cannot be used.</summary>
/// <param name="faults">each a sentence with the file, the place and what to change.</param>
public sealed class CaseFileException(params IReadOnlyList<string> faults) : Exception(string.Join('\n', faults))
{
    /// <summary>What is wrong, a sentence each.</summary>
    public IReadOnlyList<string> Faults => faults;
}
