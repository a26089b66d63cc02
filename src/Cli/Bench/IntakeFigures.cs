using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Chorus.Cli.Bench;

/// <summary>What <c>chorus bench intake</c> found.</summary>
/// <param name="posted">the deposits.</param>
/// <param name="bytesPerReport">by which the files of the site and of the three trustees grew for each.</param>
/// <param name="loads">what each process used.</param>
/// <param name="own">processor time of the process that posted them, on the same machine.</param>
/// <param name="limit">deposits per second by <see cref="IntakeLimit"/>.</param>
internal sealed class IntakeFigures(PostedDeposits posted, double bytesPerReport, IReadOnlyList<ProcessLoad> loads, TimeSpan own, double limit)
{
    private const double Mebibyte = 1 << 20;

    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    private double PerSecond => posted.Accepted / posted.Elapsed.TotalSeconds;

    public void Write(TextWriter output)
    {
        var culture = CultureInfo.InvariantCulture;
        output.WriteLine(string.Create(culture, $"accepted            {posted.Accepted} in {posted.Elapsed.TotalSeconds:F1} s, {PerSecond:F0} per second"));
        output.WriteLine(string.Create(culture, $"limit               {limit:F0} per second on this machine for signatures and packets alone, {limit / PerSecond:F2} times as many"));
        output.WriteLine($"failed              {posted.Failed}{(posted.FirstFailure is { } why ? $", the first with: {why}" : "")}");
        output.WriteLine(string.Create(culture, $"answered within     p50 {posted.Percentile(50):F1} ms, p95 {posted.Percentile(95):F1} ms, p99 {posted.Percentile(99):F1} ms"));
        output.WriteLine(string.Create(culture, $"on disk per report  {bytesPerReport:F0} bytes, site and three trustees together"));
        foreach (var load in loads)
        {
            output.WriteLine(string.Create(
                culture, $"{load.Name,-18}  {Milliseconds(load.Processor):F3} ms of processor time per deposit; MiB in memory at the start, in the middle and at the end {string.Join(", ", load.ResidentBytes.Select(each => (each / Mebibyte).ToString("F0", culture)))}, at most {load.PeakBytes / Mebibyte:F0}"));
        }
        output.WriteLine(string.Create(culture, $"this process        {Milliseconds(own):F3} ms of processor time per deposit, on the same processors"));
        output.WriteLine("Each of the four holds every acknowledged deposit once.");
    }

    public string ToJson() => new JsonObject
    {
        ["accepted"] = posted.Accepted,
        ["failed"] = posted.Failed,
        ["seconds"] = posted.Elapsed.TotalSeconds,
        ["perSecond"] = PerSecond,
        ["limitPerSecond"] = limit,
        ["ratioToLimit"] = limit / PerSecond,
        ["p50Ms"] = posted.Percentile(50),
        ["p95Ms"] = posted.Percentile(95),
        ["p99Ms"] = posted.Percentile(99),
        ["bytesPerReport"] = bytesPerReport,
        ["processes"] = new JsonArray([.. loads.Select(load => new JsonObject
        {
            ["name"] = load.Name,
            ["processorMsPerReport"] = Milliseconds(load.Processor),
            ["residentBytes"] = new JsonArray([.. load.ResidentBytes.Select(each => JsonValue.Create(each))]),
            ["peakBytes"] = load.PeakBytes,
        })]),
        ["ownProcessorMsPerReport"] = Milliseconds(own),
    }.ToJsonString(s_indented) + "\n";

    private double Milliseconds(TimeSpan processor) => processor.TotalMilliseconds / Math.Max(1, posted.Accepted);
}
