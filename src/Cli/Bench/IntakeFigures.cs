using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Chorus.Cli.Bench;

/// <summary>What <c>chorus bench intake</c> found.</summary>
/// <param name="posted">the deposits.</param>
/// <param name="bytes">by which the files of the site and of the three trustees grew.</param>
/// <param name="loads">what each process used.</param>
internal sealed class IntakeFigures(PostedDeposits posted, long bytes, IReadOnlyList<ProcessLoad> loads)
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    private double PerSecond => posted.Accepted / posted.Elapsed.TotalSeconds;

    private double BytesPerReport => (double)bytes / Math.Max(1, posted.Accepted);

    public void Write(TextWriter output)
    {
        var culture = CultureInfo.InvariantCulture;
        output.WriteLine(string.Create(culture, $"accepted            {posted.Accepted} in {posted.Elapsed.TotalSeconds:F1} s, {PerSecond:F0} per second"));
        output.WriteLine($"failed              {posted.Failed}{(posted.FirstFailure is { } why ? $", the first with: {why}" : "")}");
        output.WriteLine(string.Create(culture, $"answered within     p50 {posted.Percentile(50):F1} ms, p95 {posted.Percentile(95):F1} ms, p99 {posted.Percentile(99):F1} ms"));
        output.WriteLine(string.Create(culture, $"on disk per report  {BytesPerReport:F0} bytes, site and three trustees together"));
        foreach (var load in loads)
        {
            output.WriteLine(string.Create(
                culture, $"{load.Name,-18}  {load.PeakBytes / 1048576.0:F0} MiB at most, {load.Processor.TotalMilliseconds / Math.Max(1, posted.Accepted):F3} ms of processor time per deposit"));
        }
        output.WriteLine("Each of the four holds every acknowledged deposit once.");
    }

    public string ToJson() => new JsonObject
    {
        ["accepted"] = posted.Accepted,
        ["failed"] = posted.Failed,
        ["seconds"] = posted.Elapsed.TotalSeconds,
        ["perSecond"] = PerSecond,
        ["p50Ms"] = posted.Percentile(50),
        ["p95Ms"] = posted.Percentile(95),
        ["p99Ms"] = posted.Percentile(99),
        ["bytesPerReport"] = BytesPerReport,
    }.ToJsonString(s_indented) + "\n";
}
