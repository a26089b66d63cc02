using System.CommandLine;
using Chorus.Cli.Generate;

namespace Chorus.Cli.Match;

/// <summary><c>chorus match</c>: the whole protocol over a file of reports, on this machine.</summary>
internal static class MatchCommand
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int BadInput = 2;
    private const int Stopped = 130;

    public static Command Create()
    {
        var input = new Argument<FileInfo>("REPORTS.jsonl")
        {
            Description = """
                One JSON object a line: a report {"id","reporter","quorum","organisation","respondent":[{"kind","value","region"?,"place"?}],"acts","when","country","sector","text"}, {"run":true}, or {"withdraw":"id"}.
                """.Trim(),
        };
        var output = new Option<FileInfo?>("--out") { Description = "Where the releases go; to standard output without it. It is there only if all went well." };
        var skipBad = new Option<bool>("--skip-bad") { Description = "Names bad lines and processes the rest." };
        var command = new Command(
            "match",
            """
            Seals every report, deposits it with three trustees in this process, runs the private matching over loopback links, and opens what is released. Writes a line for every group in which a run releases somebody new.
            A bad line is named with its number; then nothing is processed, and the exit code is 2. Taking back a report that was released already is refused with a line on standard error, and the rest goes on with exit code 0.
            """.Trim())
        {
            input, output, skipBad,
        };
        command.SetAction((parsed, cancel) => Task.Run(() => Guarded(
            parsed.GetValue(input)!, parsed.GetValue(output), parsed.GetValue(skipBad), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancel), CancellationToken.None));
        return command;
    }

    /// <summary>Says in a sentence what a file system or an interruption can do.</summary>
    private static int Guarded(FileInfo input, FileInfo? output, bool skipBad, TextWriter console, TextWriter error, CancellationToken cancel)
    {
        if (string.Equals(input.FullName, output?.FullName, StringComparison.Ordinal))
        {
            error.WriteLine("The releases cannot go into the file of the reports. Give --out another path.");
            return BadInput;
        }
        try
        {
            return Execute(input, output, skipBad, console, error, cancel);
        }
        catch (Exception e) when (Cause(e) is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"{Cause(e).Message} Nothing was written.");
            return Failed;
        }
        catch (Exception e) when (cancel.IsCancellationRequested && Cause(e) is (OperationCanceledException or MatchFailedException))
        {
            error.WriteLine("Stopped. Nothing was written.");
            return Stopped;
        }
    }

    private static int Execute(FileInfo input, FileInfo? output, bool skipBad, TextWriter console, TextWriter error, CancellationToken cancel)
    {
        // What an earlier match left would look like this one's result if this one fails.
        output?.Delete();
        if (!input.Exists)
        {
            error.WriteLine($"There is no file {input}. Give the path of a file of reports, one JSON object a line.");
            return BadInput;
        }

        var figures = new MatchFigures(TimeProvider.System);
        var found = figures.Time("reading and checking", () => InputCheck.Check(input.FullName));
        foreach (var bad in found.Bad)
        {
            error.WriteLine($"line {bad.Number}: {bad.Reason}.");
        }
        if (found.Bad.Count > 0 && !skipBad)
        {
            error.WriteLine($"{Lines(found.Bad.Count)} cannot be processed, so nothing was. Mend them, or leave them out with --skip-bad.");
            return BadInput;
        }

        var progress = new MatchProgress(error, ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected, found.Reports);
        try
        {
            using var matching = new Matching(found.Organisations, TimeProvider.System, figures, progress, error);
            Write(matching.Process(found.Good, cancel), output, console);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && Cause(e) is MatchFailedException)
        {
            progress.Clear();
            error.WriteLine($"{Cause(e).Message} Nothing was written.");
            return Failed;
        }

        progress.Clear();
        figures.Write(error);
        return Done;
    }

    /// <summary>Writes everything or nothing: into a file beside the output that takes its name at the end.</summary>
    private static void Write(IEnumerable<GroupLine> lines, FileInfo? output, TextWriter console)
    {
        if (output is null)
        {
            foreach (var line in lines.ToList())
            {
                console.Write(StreamLines.Of(line) + "\n");
            }
            return;
        }

        var unfinished = output.FullName + ".unfinished";
        try
        {
            using (var writer = new StreamWriter(unfinished))
            {
                foreach (var line in lines)
                {
                    writer.Write(StreamLines.Of(line) + "\n");
                }
            }
            File.Move(unfinished, output.FullName, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    private static string Lines(int count) => count == 1 ? "1 line" : $"{count} lines";

    /// <summary>What failed first, out of the wrapping that work on several cores gives it.</summary>
    private static Exception Cause(Exception e) => e is AggregateException { InnerExceptions: [var first, ..] } ? Cause(first) : e;
}
