using System.CommandLine;
using System.Globalization;

namespace Chorus.Cli.Generate;

/// <summary><c>chorus generate</c>: a stream of made-up reports, and what a match of it has to give.</summary>
internal static class GenerateCommand
{
    private const int MostReports = 4_000_000;

    public static Command Create()
    {
        var count = new Argument<int>("COUNT") { Description = $"How many reports, 1 to {MostReports:N0}." };
        count.Validators.Add(result =>
        {
            if (result.Tokens is not [var token] || !int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > MostReports)
            {
                result.AddError($"COUNT is a number from 1 to {MostReports:N0}.");
            }
        });
        var seed = new Option<int>("--seed") { Description = "The same seed gives the same stream.", Required = true };
        var output = new Option<FileInfo?>("--out") { Description = "Where the stream goes; to standard output without it." };
        var expected = new Option<FileInfo?>("--expected") { Description = "Where the expected output of chorus match goes." };
        var command = new Command(
            "generate",
            "Writes a stream of made-up reports for chorus match, with three runs, and its expected output from its own knowledge of who is who.")
        {
            count, seed, output, expected,
        };
        command.SetAction(parsed =>
        {
            try
            {
                return Execute(parsed.GetValue(count), parsed.GetValue(seed), parsed.GetValue(output), parsed.GetValue(expected), parsed.InvocationConfiguration.Output);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                parsed.InvocationConfiguration.Error.WriteLine(e.Message);
                return 1;
            }
        });
        return command;
    }

    private static int Execute(int count, int seed, FileInfo? output, FileInfo? expected, TextWriter console)
    {
        using var reports = output?.CreateText();
        using var releases = expected?.CreateText();
        Write(count, seed, reports ?? console, releases);
        return 0;
    }

    /// <summary>Writes the stream and, if wanted, its expected output.</summary>
    internal static void Write(int count, int seed, TextWriter reports, TextWriter? expected)
    {
        var rule = new ExpectedReleases();
        foreach (var entry in new GeneratedStream(count, seed).Entries())
        {
            reports.Write(StreamLines.Of(entry) + "\n");
            if (expected is not null)
            {
                foreach (var line in rule.Next(entry))
                {
                    expected.Write(StreamLines.Of(line) + "\n");
                }
            }
        }
    }
}
