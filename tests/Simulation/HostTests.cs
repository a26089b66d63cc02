using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Chorus.Escrow.Depositing;
using Chorus.Sealing;
using Chorus.Simulation.Tests.World;
using Chorus.Trustee;
using Chorus.Trustee.Keys;
using Chorus.Trustee.Settings;

namespace Chorus.Simulation.Tests;

/// <summary>One trustee's whole process but for the process: HTTPS for the site, the operator's socket, the log.</summary>
public sealed class HostTests : IAsyncLifetime
{
    private static readonly Uri Statements = new("/v1/statements", UriKind.Relative);

    private readonly RunningHost _host = new();

    private Circle Circle => _host.Circle;

    private DataFolder Folder => _host.Folder;

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task The_site_deposits_asks_for_the_state_and_gets_refusals_it_can_act_on()
    {
        using var site = Client(Circle.SiteIdentity);
        var reporter = Circle.NewReporter();
        var report = reporter.Deposit(2, 1);

        var deposited = await PostAsync(site, report.Signed, report.Packets[0]);
        ShouldAcknowledge(deposited.Ack, report.Signed);

        using var status = await site.GetAsync(new Uri("/v1/status", UriKind.Relative), TestContext.Current.CancellationToken);
        var state = await JsonAsync(status);
        state.GetProperty("reports").GetInt32().ShouldBe(1);
        state.GetProperty("nextRun").GetString().ShouldBe("2026-11-23T21:01:00Z");
        state.GetProperty("lastOutcome").GetString().ShouldBe("none");
        state.GetProperty("lacking").GetArrayLength().ShouldBe(0);
        state.GetProperty("denied").GetArrayLength().ShouldBe(0);

        using var releases = await site.GetAsync(new Uri("/v1/releases?after=0", UriKind.Relative), TestContext.Current.CancellationToken);
        (await JsonAsync(releases)).GetProperty("releases").GetArrayLength().ShouldBe(0);

        using var keys = await site.GetAsync(new Uri("/v1/packet-keys", UriKind.Relative), TestContext.Current.CancellationToken);
        (await JsonAsync(keys)).GetProperty("list").ValueKind.ShouldBe(JsonValueKind.Null);

        (await PostAsync(site, reporter.Deposit(2, 1).Signed, report.Packets[0])).ShouldBeRefused("bad-packet");
        (await PostAsync(site, reporter.Withdraw(reporter.Deposit(2, 1)), null)).ShouldBeRefused("unknown-report");
        using var notJson = await site.PostAsync(Statements, new StringContent("{"), TestContext.Current.CancellationToken);
        await ShouldBeMalformedAsync(notJson);

        (await PostAsync(site, reporter.Withdraw(report), null)).Ack.ShouldNotBeNull();
        (await PostAsync(site, report.Signed, report.Packets[0])).ShouldBeRefused("withdrawn");
    }

    [Fact]
    public async Task The_site_is_told_whether_to_name_what_it_keeps_and_a_name_of_another_length_is_refused()
    {
        using var site = Client(Circle.SiteIdentity);
        async Task<HttpResponseMessage> NameAsync(byte[] entry, bool last) => await site.PostAsJsonAsync(
            new Uri("/v1/kept", UriKind.Relative), new { reports = new[] { Base64UrlText.Encode(entry) }, last }, TestContext.Current.CancellationToken);

        using var refused = await NameAsync(new byte[47], true);
        await ShouldBeMalformedAsync(refused);
        using var some = await NameAsync(new byte[48], false);
        (await JsonAsync(some)).GetProperty("wanted").GetBoolean().ShouldBeTrue();
        using var all = await NameAsync(new byte[48], true);
        (await JsonAsync(all)).GetProperty("wanted").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Statements_of_one_request_are_each_judged_alone_and_in_order()
    {
        using var site = Client(Circle.SiteIdentity);
        var reporter = Circle.NewReporter();
        var first = reporter.Deposit(2, 1);
        var second = reporter.Deposit(3, 2);
        var strange = Circle.NewReporter().Deposit(2, 3);
        var withdrawal = reporter.Withdraw(first);

        var answers = await PostAsync(
            site,
            Body(first.Signed, first.Packets[0]),
            Body(strange.Signed, first.Packets[0]),
            Body(second.Signed, second.Packets[0]),
            Body(first.Signed, first.Packets[0]),
            Body(withdrawal, null),
            Body(first.Signed, first.Packets[0]));

        ShouldAcknowledge(answers[0].Ack, first.Signed);
        answers[1].ShouldBeRefused("bad-packet");
        ShouldAcknowledge(answers[2].Ack, second.Signed);
        ShouldAcknowledge(answers[3].Ack, first.Signed);
        ShouldAcknowledge(answers[4].Ack, withdrawal);
        answers[5].ShouldBeRefused("withdrawn");
        (await TrusteeSetup.StatusAsync(Folder, TestContext.Current.CancellationToken)).ShouldContain("reports      1");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65)]
    public async Task A_request_has_one_to_64_statements(int count)
    {
        using var site = Client(Circle.SiteIdentity);
        var report = Circle.NewReporter().Deposit(2, 1);

        using var refused = await site.PostAsJsonAsync(
            Statements, new { statements = Enumerable.Repeat(Body(report.Signed, report.Packets[0]), count) }, TestContext.Current.CancellationToken);

        await ShouldBeMalformedAsync(refused);
    }

    [Theory]
    [InlineData("\"note\":1")]
    [InlineData("\"packet\":\"AAAA\"")]
    [InlineData("\"Statement\":\"AAAA\"")]
    public async Task A_body_with_an_unknown_or_repeated_member_is_refused_and_stores_nothing(string member)
    {
        using var site = Client(Circle.SiteIdentity);
        var report = Circle.NewReporter().Deposit(2, 1);
        var body = $"{{\"statements\":[{{\"statement\":\"{Base64UrlText.Encode(report.Signed.Bytes)}\",\"signature\":\"{Base64UrlText.Encode(report.Signed.Signature)}\",\"packet\":\"{Base64UrlText.Encode(report.Packets[0])}\"";

        using var refused = await site.PostAsync(Statements, new StringContent($"{body},{member}}}]}}"), TestContext.Current.CancellationToken);
        await ShouldBeMalformedAsync(refused);
        (await TrusteeSetup.StatusAsync(Folder, TestContext.Current.CancellationToken)).ShouldContain("reports      0");

        using var taken = await site.PostAsync(Statements, new StringContent($"{body}}}]}}"), TestContext.Current.CancellationToken);
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
        using var site = Client(Circle.SiteIdentity);
        var report = Circle.NewReporter().Deposit(2, 1);
        await PostAsync(site, report.Signed, report.Packets[0]);

        (await TrusteeSetup.StatusAsync(Folder, TestContext.Current.CancellationToken)).ShouldContain("reports      1");
        (await TrusteeSetup.AskForRunAsync(Folder, TestContext.Current.CancellationToken)).ShouldContain("one more trustee");

        var log = _host.Log;
        log.ShouldStartWith("2026-11-23T21Z Trustee 0 (Trustee 0) is up");
        log.ShouldContain("The operator asked for a run.");
        log.ShouldNotContain(report.Signed.Statement.Handle.ToString());
        log.ShouldNotContain("127.0.0.1");
    }

    [Fact]
    public async Task A_second_process_on_the_same_folder_is_told_why_it_cannot_start()
    {
        (await Should.ThrowAsync<OperatorException>(() => TrusteeHost.RunAsync(Folder, TextWriter.Null, Circle.Time, TestContext.Current.CancellationToken)))
            .Message.ShouldContain("Another trustee process");
    }

    [Fact]
    public async Task A_descriptor_that_was_lost_is_written_anew_at_a_start()
    {
        await using var host = new RunningHost();
        File.Delete(host.Folder.DescriptorFile);
        await host.InitializeAsync();

        Descriptor.TryRead(host.Folder).ShouldNotBeNull().PacketKey.ShouldBe(host.Circle.Manifest.Trustees[0].PacketKey);
    }

    [Fact]
    public void A_manifest_with_another_key_or_an_older_version_is_not_signed()
    {
        var file = Path.Combine(Folder.Root, "other.json");
        var json = System.Text.Encoding.UTF8.GetString(Circle.Manifest.File);
        File.WriteAllText(file, json.Replace(Base64UrlText.Encode(Circle.Manifest.Trustees[0].PacketKey), Base64UrlText.Encode(SecureRandom.Bytes(32)), StringComparison.Ordinal));
        Should.Throw<OperatorException>(() => TrusteeSetup.Sign(Folder, file)).Message.ShouldContain("another packet key");

        File.WriteAllText(file, json.Replace("Workers", "Porters", StringComparison.Ordinal));
        Should.Throw<OperatorException>(() => TrusteeSetup.Sign(Folder, file)).Message.ShouldContain("you signed version 1 already");
        Should.Throw<OperatorException>(() => TrusteeSetup.Sign(Folder, file + ".missing")).Message.ShouldContain("There is no file");
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) =>
        await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

    private void ShouldAcknowledge(string? ack, SignedStatement signed) => Acknowledgement.Verify(
        Circle.Manifest.Trustees[0].SigningKey, 0, signed.Hash, Base64UrlText.Decode(ack, Acknowledgement.Length, "ack")).ShouldBeTrue();

    private static async Task ShouldBeMalformedAsync(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await JsonAsync(answer);
        problem.GetProperty("type").GetString().ShouldBe("urn:chorus:malformed");
        problem.GetProperty("title").GetString().ShouldNotBeNullOrWhiteSpace();
    }

    private static object Body(SignedStatement signed, byte[]? packet) => new
    {
        statement = Base64UrlText.Encode(signed.Bytes),
        signature = Base64UrlText.Encode(signed.Signature),
        packet = packet is null ? null : Base64UrlText.Encode(packet),
    };

    private static async Task<Answer> PostAsync(HttpClient site, SignedStatement signed, byte[]? packet) => (await PostAsync(site, Body(signed, packet))).ShouldHaveSingleItem();

    private static async Task<Answer[]> PostAsync(HttpClient site, params object[] statements)
    {
        using var answer = await site.PostAsJsonAsync(Statements, new { statements }, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (await answer.Content.ReadFromJsonAsync<Dictionary<string, Answer[]>>(TestContext.Current.CancellationToken))!["answers"];
    }

    private sealed record Answer(string? Ack, string? Problem, string? Sentence)
    {
        public void ShouldBeRefused(string problem)
        {
            (Ack, Problem).ShouldBe((null, problem));
            Sentence.ShouldNotBeNullOrWhiteSpace();
        }
    }

    private HttpClient Client(TlsIdentity identity)
    {
        var handler = new SocketsHttpHandler { SslOptions = _host.ClientOptions(identity) };
        return new HttpClient(handler) { BaseAddress = new Uri($"https://{_host.Addresses.Site}") };
    }
}
