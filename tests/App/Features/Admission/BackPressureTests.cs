using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Chorus.App.Features.Admission;
using Chorus.App.Tests.Deployment;
using Chorus.Escrow.Depositing;

namespace Chorus.App.Tests.Features.Admission;

public sealed class BackPressureTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Above_the_bound_a_statement_is_asked_to_come_again_and_then_is_taken()
    {
        await using var site = await TestSite.StartAsync(underWay: 1);
        var deposit = site.Reporter().Seal(TestDeployment.Centre, Quorum.Of(3), 7);
        using var client = site.Client();
        using var held = new HeldBody();
        var first = client.PostAsync("/api/statements", held, Stop);
        await held.Begun;
        var gate = site.Services.GetRequiredService<Gates>().Statements;
        await UntilAsync(() => gate.UnderWay == 1);

        using (var refused = await site.SendAsync(deposit))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
            refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(2, 30);
            var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(Stop);
            problem.GetProperty("type").GetString().ShouldBe("urn:chorus:busy");
            problem.GetProperty("title").GetString()!.ShouldStartWith("Nothing is lost.");
        }
        site.Deployment.Trustees.ShouldAllBe(t => t.Calls == 0);

        held.LetGo();
        (await first).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var taken = await site.SendAsync(deposit);
        taken.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_full_gate_of_statements_leaves_look_ups_open()
    {
        await using var site = await TestSite.StartAsync(underWay: 1);
        using var pass = site.Services.GetRequiredService<Gates>().Statements.TryEnter(1);
        (await site.LookupAsync(site.Reporter())).ShouldBe("""{"reports":[],"messages":[]}""");
    }

    [Theory]
    [InlineData("/api/statements")]
    [InlineData("/api/messages")]
    [InlineData("/api/lookup")]
    public async Task Every_path_out_leaves_the_gate(string path)
    {
        await using var site = await TestSite.StartAsync();
        var gates = site.Services.GetRequiredService<Gates>();
        var gate = path switch { "/api/statements" => gates.Statements, "/api/messages" => gates.Messages, _ => gates.Lookups };
        using var client = site.Client();
        foreach (var body in new[] { "{}", "nothing", new string('x', 2_000_000) })
        {
            using var content = new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
            using var answer = await client.PostAsync(path, content, Stop);
            ((int)answer.StatusCode).ShouldBeInRange(400, 413);
        }
        // Whoever gives up half way has left too.
        using var gone = new CancellationTokenSource();
        using var held = new HeldBody();
        var post = client.PostAsync(path, held, gone.Token);
        await held.Begun;
        await UntilAsync(() => gate.UnderWay == 1);
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => post);

        await UntilAsync(() => gate.UnderWay == 0);
    }

    // Between the client and the site's pipeline lie threads; nothing else tells when it has arrived or left.
    private static async Task UntilAsync(Func<bool> reached)
    {
        while (!reached())
        {
            Stop.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
