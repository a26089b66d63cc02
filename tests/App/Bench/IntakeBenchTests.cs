using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Chorus.App.Tests.Bench;

/// <summary><c>chorus bench intake</c> as the processes that a user starts.</summary>
public sealed class IntakeBenchTests : IDisposable
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_deposit_is_counted_and_the_figures_carry_their_names()
    {
        using var bench = Start(reports: 12, "--json", _folder["figures.json"]);
        var printed = await bench.StandardOutput.ReadToEndAsync(Stop);
        await bench.WaitForExitAsync(Stop);

        bench.ExitCode.ShouldBe(0);
        printed.ShouldContain("Each of the four holds every acknowledged deposit once.");
        var figures = JsonDocument.Parse(await File.ReadAllBytesAsync(_folder["figures.json"], Stop)).RootElement;
        figures.EnumerateObject().Select(f => f.Name).ShouldBe(["accepted", "failed", "seconds", "perSecond", "limitPerSecond", "ratioToLimit", "p50Ms", "p95Ms", "p99Ms", "bytesPerReport", "processes", "ownProcessorMsPerReport"]);
        figures.GetProperty("accepted").GetInt32().ShouldBe(12);
        figures.GetProperty("failed").GetInt32().ShouldBe(0);
        var processes = figures.GetProperty("processes").EnumerateArray().ToList();
        processes.Select(each => each.GetProperty("name").GetString()).ShouldBe(["site", "trustee 0", "trustee 1", "trustee 2"]);
        processes.ShouldAllBe(each => each.GetProperty("residentBytes").EnumerateArray().Count(bytes => bytes.GetInt64() > 0) == 3);
        Directory.EnumerateDirectories(_folder["."]).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_killed_process_ends_the_measurement_with_a_sentence_and_leaves_nothing_running()
    {
        using var bench = Start(reports: 2_000);
        while (await bench.StandardOutput.ReadLineAsync(Stop) is { } line && !line.StartsWith("Posting", StringComparison.Ordinal))
        {
        }
        // Children are listed by the thread that started them.
        var four = string.Concat(Directory.EnumerateDirectories($"/proc/{bench.Id}/task").Select(thread => File.ReadAllText(Path.Combine(thread, "children"))))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture)).ToList();
        four.Count.ShouldBe(4);
        var second = four.Single(id => File.ReadAllText($"/proc/{id}/cmdline").Contains("trustee-1", StringComparison.Ordinal));

        Process.GetProcessById(second).Kill();

        (await bench.StandardError.ReadToEndAsync(Stop)).ShouldContain("The process of trustee 1 ended in the middle (exit code 137), so nothing was measured; the other three were stopped.");
        await bench.WaitForExitAsync(Stop);
        bench.ExitCode.ShouldBe(1);
        four.ShouldAllBe(id => !Directory.Exists($"/proc/{id}"));
        Directory.EnumerateDirectories(_folder["."]).ShouldBeEmpty();
    }

    private Process Start(int reports, params string[] more) =>
        BenchProcess.Start("intake", _folder["."], ["--reports", $"{reports}", "--connections", "64", .. more]);
}
