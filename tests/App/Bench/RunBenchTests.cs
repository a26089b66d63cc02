using System.Text.Json;

namespace Chorus.App.Tests.Bench;

/// <summary><c>chorus bench run</c> as the process that a user starts.</summary>
public sealed class RunBenchTests : IDisposable
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Three_trustees_release_what_agrees_among_the_stored_reports_and_the_figures_carry_their_names()
    {
        var (code, printed, _) = await RunAsync("--reports", "450", "--json", _folder["figures.json"]);

        code.ShouldBe(0);
        printed.ShouldContain("released   4 of 450 reports, as stored");
        var figures = JsonDocument.Parse(await File.ReadAllBytesAsync(_folder["figures.json"], Stop)).RootElement;
        figures.EnumerateObject().Select(f => f.Name).ShouldBe(["reports", "startSeconds", "runSeconds", "released", "startPeakRssBytes", "peakRssBytes", "processorSeconds", "diskBytes"]);
        figures.GetProperty("peakRssBytes").GetInt64().ShouldBeGreaterThanOrEqualTo(figures.GetProperty("startPeakRssBytes").GetInt64());
        Directory.EnumerateDirectories(_folder["."]).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_number_of_reports_that_no_run_takes_is_refused_with_the_bounds()
    {
        var (code, _, error) = await RunAsync("--reports", "4194305");

        code.ShouldNotBe(0);
        error.ShouldContain("--reports has to be 1 to 4194304.");
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var bench = BenchProcess.Start("run", _folder["."], arguments);
        var output = bench.StandardOutput.ReadToEndAsync(Stop);
        var error = bench.StandardError.ReadToEndAsync(Stop);
        await bench.WaitForExitAsync(Stop);
        return (bench.ExitCode, await output, await error);
    }
}
