using System.CommandLine;

namespace Chorus.Cli.Bench;

/// <summary><c>chorus bench intake</c>: how many deposits a site and three trustees take in a second.</summary>
internal static class IntakeBenchCommand
{
    private const int MostReports = 4_000_000;
    private const int MostConnections = 1024;

    internal static Command Create()
    {
        var reports = new Option<int>("--reports") { Description = $"How many deposits, each by another receipt, 1 to {MostReports}.", DefaultValueFactory = _ => 10_000 };
        var connections = new Option<int>("--connections") { Description = $"How many are sent at a time, 1 to {MostConnections}.", DefaultValueFactory = _ => 64 };
        var json = new Option<FileInfo?>("--json") { Description = "A file for the same figures, as one JSON object." };
        var folder = new Option<DirectoryInfo?>("--folder") { Description = "Where the deployment and the sealed deposits go for the time of the measurement, about 40 KB for each report; the system's temporary folder without it." };
        reports.Validators.Add(result => Bound(result, result.GetValueOrDefault<int>(), MostReports, "--reports"));
        connections.Validators.Add(result => Bound(result, result.GetValueOrDefault<int>(), MostConnections, "--connections"));
        var command = new Command(
            "intake",
            """
            Seals the deposits beforehand, as browsers do; starts a site and three trustees as processes of their own on this machine; posts the deposits over as many connections as asked for; and counts at the end what each of the four holds. A deposit counts when the answer holds the acknowledgements of three trustees; a thousand of them are verified after the clock has stopped. Up to 5,000 deposits, as many as are measured at most, go before, for warming up, and are not in the figures. Leave the machine alone meanwhile.
            Example: chorus bench intake --reports 20000 --connections 64 --json figures.json
            """.Trim())
        {
            reports, connections, json, folder,
        };
        command.SetAction((parsed, cancel) => RunAsync(
            parsed.GetValue(reports), parsed.GetValue(connections), parsed.GetValue(json), parsed.GetValue(folder),
            parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancel));
        return command;
    }

    private static void Bound(System.CommandLine.Parsing.SymbolResult result, int value, int most, string option)
    {
        if (value < 1 || value > most)
        {
            result.AddError($"{option} has to be 1 to {most}.");
        }
    }

    private static Task<int> RunAsync(
        int reports, int connections, FileInfo? json, DirectoryInfo? folder, TextWriter output, TextWriter error, CancellationToken cancel) =>
        BenchOutcome.OfAsync(
            json,
            "Stopped, and so are the site and the three trustees.",
            error,
            async () =>
            {
                var figures = await new IntakeBench(reports, connections, output, error).RunAsync(folder?.FullName ?? Path.GetTempPath(), cancel);
                figures.Write(output);
                return figures.ToJson();
            },
            cancel);
}
