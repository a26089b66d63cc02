using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Chorus.Escrow.Depositing;
using Chorus.Sealing;
using Chorus.Simulation.Tests.World;
using Chorus.Trustee;
using Chorus.Trustee.Settings;

namespace Chorus.Simulation.Tests;

/// <summary>One trustee's whole process but for the process: HTTPS for the site, the operator's socket, the log.</summary>
public sealed class HostTests : IAsyncLifetime
{
    private readonly Circle _circle = Circle.OnDisk();
    private readonly CancellationTokenSource _stop = new();
    private readonly StringWriter _output = new();
    private HostAddresses _addresses = null!;
    private Task _serving = Task.CompletedTask;

    private DataFolder Folder => _circle.Folder(0);

    public async ValueTask InitializeAsync()
    {
        _circle.Stop(0);
        var manifest = Path.Combine(Folder.Root, "manifest-from-site.json");
        await File.WriteAllBytesAsync(manifest, _circle.Manifest.File);
        TrusteeSetup.Sign(Folder, manifest).Length.ShouldBe(64);
        var started = new TaskCompletionSource<HostAddresses>(TaskCreationOptions.RunContinuationsAsynchronously);
        _serving = TrusteeHost.RunAsync(Folder, _output, _circle.Time, started.SetResult, _stop.Token);
        await Task.WhenAny(started.Task, _serving);
        _addresses = await started.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _circle.Restart(0);
        _circle.Dispose();
        _stop.Dispose();
        await _output.DisposeAsync();
    }

    [Fact]
    public async Task The_site_deposits_asks_for_the_state_and_gets_refusals_it_can_act_on()
    {
        using var site = Client(_circle.SiteIdentity);
        var reporter = _circle.NewReporter();
        var report = reporter.Deposit(2, 1);

        using var deposited = await PostAsync(site, report.Signed, report.Packets[0]);
        deposited.StatusCode.ShouldBe(HttpStatusCode.OK);
        var ack = Base64UrlText.Decode((await JsonAsync(deposited)).GetProperty("ack").GetString(), 64, "ack");
        Acknowledgement.Verify(_circle.Manifest.Trustees[0].SigningKey, 0, report.Signed.Hash, ack).ShouldBeTrue();

        using var status = await site.GetAsync(new Uri("/v1/status", UriKind.Relative), TestContext.Current.CancellationToken);
        var state = await JsonAsync(status);
        state.GetProperty("reports").GetInt32().ShouldBe(1);
        state.GetProperty("nextRun").GetString().ShouldBe("2026-11-23T21:01:00Z");
        state.GetProperty("lastOutcome").GetString().ShouldBe("none");
        state.GetProperty("lacking").GetArrayLength().ShouldBe(0);

        using var releases = await site.GetAsync(new Uri("/v1/releases?after=0", UriKind.Relative), TestContext.Current.CancellationToken);
        (await JsonAsync(releases)).GetProperty("releases").GetArrayLength().ShouldBe(0);

        using var wrongPacket = await PostAsync(site, reporter.Deposit(2, 1).Signed, report.Packets[0]);
        await ShouldBeProblemAsync(wrongPacket, HttpStatusCode.BadRequest, "urn:chorus:bad-packet");
        using var unknown = await PostAsync(site, reporter.Withdraw(reporter.Deposit(2, 1)), null);
        await ShouldBeProblemAsync(unknown, HttpStatusCode.NotFound, "urn:chorus:unknown-report");
        using var notJson = await site.PostAsync(new Uri("/v1/statements", UriKind.Relative), new StringContent("{"), TestContext.Current.CancellationToken);
        await ShouldBeProblemAsync(notJson, HttpStatusCode.BadRequest, "urn:chorus:malformed");

        using var withdrawn = await PostAsync(site, reporter.Withdraw(report), null);
        withdrawn.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var replayed = await PostAsync(site, report.Signed, report.Packets[0]);
        await ShouldBeProblemAsync(replayed, HttpStatusCode.Conflict, "urn:chorus:withdrawn");
    }

    [Theory]
    [InlineData("\"note\":1")]
    [InlineData("\"packet\":\"AAAA\"")]
    [InlineData("\"Statement\":\"AAAA\"")]
    public async Task A_body_with_an_unknown_or_repeated_member_is_refused_and_stores_nothing(string member)
    {
        using var site = Client(_circle.SiteIdentity);
        var report = _circle.NewReporter().Deposit(2, 1);
        var body = $"{{\"statement\":\"{Base64UrlText.Encode(report.Signed.Bytes)}\",\"signature\":\"{Base64UrlText.Encode(report.Signed.Signature)}\",\"packet\":\"{Base64UrlText.Encode(report.Packets[0])}\"";

        using var refused = await site.PostAsync(new Uri("/v1/statements", UriKind.Relative), new StringContent($"{body},{member}}}"), TestContext.Current.CancellationToken);
        await ShouldBeProblemAsync(refused, HttpStatusCode.BadRequest, "urn:chorus:malformed");
        (await TrusteeSetup.StatusAsync(Folder, TestContext.Current.CancellationToken)).ShouldContain("reports      0");

        using var taken = await site.PostAsync(new Uri("/v1/statements", UriKind.Relative), new StringContent($"{body}}}"), TestContext.Current.CancellationToken);
        taken.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Nobody_but_the_site_gets_a_word_in()
    {
        using var identity = TlsIdentity.Create("stranger", TimeProvider.System);
        using var stranger = Client(identity);

        await Should.ThrowAsync<HttpRequestException>(() => stranger.GetAsync(new Uri("/v1/status", UriKind.Relative), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_operator_sees_the_state_and_the_log_names_no_report()
    {
        using var site = Client(_circle.SiteIdentity);
        var report = _circle.NewReporter().Deposit(2, 1);
        using var deposited = await PostAsync(site, report.Signed, report.Packets[0]);

        (await TrusteeSetup.StatusAsync(Folder, TestContext.Current.CancellationToken)).ShouldContain("reports      1");
        (await TrusteeSetup.AskForRunAsync(Folder, TestContext.Current.CancellationToken)).ShouldContain("one more trustee");

        var log = _output.ToString();
        log.ShouldStartWith("2026-11-23T21Z Trustee 0 (Trustee 0) is up");
        log.ShouldContain("The operator asked for a run.");
        log.ShouldNotContain(report.Signed.Statement.Handle.ToString());
        log.ShouldNotContain("127.0.0.1");
    }

    [Fact]
    public async Task A_second_process_on_the_same_folder_is_told_why_it_cannot_start()
    {
        (await Should.ThrowAsync<OperatorException>(() => TrusteeHost.RunAsync(Folder, TextWriter.Null, _circle.Time, TestContext.Current.CancellationToken)))
            .Message.ShouldContain("Another trustee process");
    }

    [Fact]
    public void A_manifest_with_another_key_or_an_older_version_is_not_signed()
    {
        var file = Path.Combine(Folder.Root, "other.json");
        var json = System.Text.Encoding.UTF8.GetString(_circle.Manifest.File);
        File.WriteAllText(file, json.Replace(Base64UrlText.Encode(_circle.Manifest.Trustees[0].PacketKey), Base64UrlText.Encode(SecureRandom.Bytes(32)), StringComparison.Ordinal));
        Should.Throw<OperatorException>(() => TrusteeSetup.Sign(Folder, file)).Message.ShouldContain("another packet key");

        File.WriteAllText(file, json.Replace("Workers", "Porters", StringComparison.Ordinal));
        Should.Throw<OperatorException>(() => TrusteeSetup.Sign(Folder, file)).Message.ShouldContain("you signed version 1 already");
        Should.Throw<OperatorException>(() => TrusteeSetup.Sign(Folder, file + ".missing")).Message.ShouldContain("There is no file");
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) =>
        await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

    private static async Task ShouldBeProblemAsync(HttpResponseMessage answer, HttpStatusCode code, string type)
    {
        answer.StatusCode.ShouldBe(code);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await JsonAsync(answer);
        problem.GetProperty("type").GetString().ShouldBe(type);
        problem.GetProperty("title").GetString().ShouldNotBeNullOrWhiteSpace();
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient site, SignedStatement signed, byte[]? packet) => site.PostAsJsonAsync(
        new Uri("/v1/statements", UriKind.Relative),
        new
        {
            statement = Base64UrlText.Encode(signed.Bytes),
            signature = Base64UrlText.Encode(signed.Signature),
            packet = packet is null ? null : Base64UrlText.Encode(packet),
        },
        TestContext.Current.CancellationToken);

    private HttpClient Client(TlsIdentity identity)
    {
        var handler = new SocketsHttpHandler { SslOptions = new PinnedPeers(_circle.Manifest.Trustees[0].Certificate).ClientOptions(identity) };
        return new HttpClient(handler) { BaseAddress = new Uri($"https://{_addresses.Site}") };
    }
}
