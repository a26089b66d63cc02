using System.Diagnostics;
using System.Text.Json;
using Chorus.Cli;
using Chorus.Cli.Bench;
using Chorus.Mpc;

namespace Chorus.App.Tests.Bench;

public sealed class MatchBenchTests
{
    private static readonly string[] Keys = ["rows", "seconds", "bytesSentPerTrustee", "andGates", "rounds", "peakRssBytes", "limitSeconds", "ratioToLimit"];

    [Fact]
    public async Task Three_processes_match_and_their_figures_are_printed_and_written()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var (code, output, error) = await RunAsync("--rows", "4000", "--mode", "unverified", "--json", file);

            code.ShouldBe(0, error);
            output.ShouldContain("ns/(N log2 N)");
            using var json = JsonDocument.Parse(File.ReadAllText(file));
            json.RootElement.GetProperty("rows").GetInt32().ShouldBe(4000);
            json.RootElement.GetProperty("mode").GetString().ShouldBe("unverified");
            Keys.ShouldAllBe(key => json.RootElement.GetProperty(key).GetDouble() > 0);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_scan_for_a_new_report_is_measured_beside_a_run_over_all()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var (code, output, error) = await RunAsync("--rows", "4000", "--new", "0,1", "--mode", "verified", "--phases", "--json", file);

            code.ShouldBe(0, error);
            output.ShouldContain("compare");
            using var json = JsonDocument.Parse(File.ReadAllText(file));
            var (all, scan) = (json.RootElement[0], json.RootElement[1]);
            (all.GetProperty("newReports").GetInt32(), scan.GetProperty("newReports").GetInt32()).ShouldBe((0, 1));
            // 4,000 rows with 4: 63 gates a pair for equality and ten for the rule, with what whole words round up where a vector is folded into one bit.
            scan.GetProperty("andGates").GetInt64().ShouldBeInRange(63 * 16_000, 78 * 16_384);
            scan.GetProperty("rounds").GetInt64().ShouldBeLessThan(all.GetProperty("rounds").GetInt64());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("--rows", "10")]
    [InlineData("--rows", "0")]
    [InlineData("--rows", "many")]
    [InlineData("--new", "17")]
    [InlineData("--new", "one")]
    [InlineData("--mode", "quick")]
    public async Task What_cannot_be_measured_is_refused_with_what_can(string option, string value)
    {
        var (code, output, error) = await RunAsync(option, value);

        code.ShouldBe(2);
        output.ShouldBeEmpty();
        error.ShouldContain(option);
    }

    [Fact]
    public async Task A_process_that_is_killed_is_named_and_the_two_others_end()
    {
        var parties = MatchParties.Start();
        Process[] processes = [.. parties.ProcessIds.Select(Process.GetProcessById)];
        try
        {
            processes[1].Kill();
            await processes[1].WaitForExitAsync(TestContext.Current.CancellationToken);

            var failed = await Should.ThrowAsync<BenchFailedException>(
                () => parties.MeasureAsync(4000, 0, VerificationMode.Unverified, TimeProvider.System, TestContext.Current.CancellationToken));

            failed.Message.ShouldContain("trustee 1");
        }
        finally
        {
            parties.Dispose();
        }

        processes.ShouldAllBe(process => process.HasExited);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var invocation = new System.CommandLine.InvocationConfiguration { Output = output, Error = error };
        var code = await CommandTree.Root().Parse(["bench", "match", .. arguments]).InvokeAsync(invocation, TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}
