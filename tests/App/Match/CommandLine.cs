using System.CommandLine;
using Chorus.Cli;

namespace Chorus.App.Tests.Match;

/// <summary>The command line, run in this process.</summary>
internal sealed class CommandLine : IDisposable
{
    private readonly TempFolder _folder = new();

    public string Out => _folder["releases.jsonl"];

    /// <summary>Runs <c>chorus match --out</c> over these lines.</summary>
    public Ended Match(string[] lines, params string[] options)
    {
        File.WriteAllLines(_folder["reports.jsonl"], lines);
        return MatchFile(_folder["reports.jsonl"], options);
    }

    public Ended MatchFile(string reports, params string[] options) => Run(["match", reports, "--out", Out, .. options]);

    public static Ended Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var configuration = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false };
        var code = CommandTree.Root().Parse(arguments).Invoke(configuration);
        return new Ended(code, Lines(output), Lines(error));
    }

    /// <summary>The released lines, sorted.</summary>
    public string[] Released() => [.. File.ReadAllLines(Out).Order(StringComparer.Ordinal)];

    public string this[string name] => _folder[name];

    public void Dispose() => _folder.Dispose();

    private static string[] Lines(StringWriter writer) => writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    internal sealed record Ended(int Code, string[] Output, string[] Error);
}
