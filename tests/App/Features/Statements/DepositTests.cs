using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Chorus.App.Data;
using Chorus.App.Tests.Deployment;
using Chorus.Escrow.Depositing;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Tests.Features.Statements;

public sealed class DepositTests : IAsyncLifetime
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private TestSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await TestSite.StartAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_deposit_is_acknowledged_by_all_three_trustees_and_found_by_its_receipt()
    {
        var reporter = _site.Reporter();
        var deposit = reporter.Seal(TestDeployment.Centre, Quorum.Of(3), 7);

        using var answer = await _site.SendAsync(deposit);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        await ShouldBeAcknowledgedAsync(answer, deposit);
        var found = JsonDocument.Parse(await _site.LookupAsync(reporter)).RootElement.GetProperty("reports")[0].GetProperty("versions")[0];
        OwnReport.TryOpen(
            _site.Deployment.Manifest, reporter.Keys, Bytes(found, "statement"), Bytes(found, "signature"), Bytes(found, "content"),
            Bytes(found, "escrowed"), Bytes(found, "selfWrap"), out var opened, out _).ShouldBeTrue();
        opened!.Document.Answers["story"]!.Text.ShouldBe(reporter.Story);
    }

    [Fact]
    public async Task The_same_deposit_sent_again_gets_the_same_answer_and_is_kept_once()
    {
        var deposit = _site.Reporter().Seal(TestDeployment.Centre, Quorum.Of(3), 7);

        using var first = await _site.SendAsync(deposit);
        using var second = await _site.SendAsync(deposit);

        (await second.Content.ReadAsByteArrayAsync(Stop)).ShouldBe(await first.Content.ReadAsByteArrayAsync(Stop));
        (await _site.QueryAsync(db => db.Across<ReportVersion>().CountAsync(Stop))).ShouldBe(1);
        _site.Deployment.Trustees.ShouldAllBe(t => t.Calls == 1);
    }

    [Fact]
    public async Task Two_tries_at_the_same_moment_get_the_same_answer()
    {
        var deposit = _site.Reporter().Seal(TestDeployment.Centre, Quorum.Of(3), 7);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _site.SendAsync(deposit)));

        var bodies = await Task.WhenAll(answers.Select(a => a.Content.ReadAsStringAsync(Stop)));
        bodies.Distinct(StringComparer.Ordinal).ShouldHaveSingleItem().ShouldStartWith("{\"acks\":[");
    }

    [Fact]
    public async Task With_a_trustee_down_nothing_is_lost_and_a_later_try_completes()
    {
        var reporter = _site.Reporter();
        var deposit = reporter.Seal(TestDeployment.Centre, Quorum.Of(3), 7);
        _site.Deployment.Trustees[1].Down = true;

        using var refused = await _site.SendAsync(deposit);

        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>(Stop);
        problem.GetProperty("type").GetString().ShouldBe("urn:chorus:trustee-unreachable");
        problem.GetProperty("title").GetString()!.ShouldStartWith("Nothing is lost. Try again");
        (await _site.LookupAsync(reporter)).ShouldBe("""{"reports":[],"messages":[]}""");

        _site.Deployment.Trustees[1].Down = false;
        using var completed = await _site.SendAsync(deposit);
        await ShouldBeAcknowledgedAsync(completed, deposit);
        (await _site.LookupAsync(reporter)).ShouldContain(deposit.Signed.Statement.Handle.ToString());
    }

    [Fact]
    public async Task What_a_trustee_acknowledges_with_a_false_signature_is_not_acknowledged_however_often_it_comes()
    {
        var reporter = _site.Reporter();
        var deposit = reporter.Seal(TestDeployment.Centre, Quorum.Of(3), 7);
        _site.Deployment.Trustees[1].Forging = true;
        for (var i = 0; i < 2; i++)
        {
            using var refused = await _site.SendAsync(deposit);
            refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        }

        _site.Deployment.Trustees[1].Forging = false;
        using var completed = await _site.SendAsync(deposit);
        await ShouldBeAcknowledgedAsync(completed, deposit);
    }

    [Fact]
    public async Task Packets_are_destroyed_once_the_trustees_have_them()
    {
        var deposit = _site.Reporter().Seal(TestDeployment.Centre, Quorum.Of(3), 7);
        _site.Deployment.Trustees[2].Down = true;
        using var pending = await _site.SendAsync(deposit);
        _site.Database.Contains(deposit.Packets[0]).ShouldBeTrue();

        _site.Deployment.Trustees[2].Down = false;
        using var complete = await _site.SendAsync(deposit);

        _site.Database.Contains(deposit.Content.AsSpan(1_000, 100)).ShouldBeTrue();
        deposit.Packets.ShouldAllBe(p => !_site.Database.Contains(p.AsSpan(60, 60).ToArray()));
    }

    [Fact]
    public async Task A_changed_signature_is_refused_before_anything_is_stored()
    {
        var deposit = _site.Reporter().Seal(TestDeployment.Centre, Quorum.Of(3), 7);
        var signature = deposit.Signed.Signature.ToArray();
        signature[5] ^= 1;

        using var answer = await _site.SendAsync(deposit with { Signed = deposit.Signed with { Signature = signature } });

        await ShouldRefuseAsync(answer, HttpStatusCode.BadRequest, "bad-signature");
    }

    [Theory]
    [InlineData("content")]
    [InlineData("packet")]
    [InlineData("escrowed")]
    public async Task What_was_not_signed_is_refused(string what)
    {
        var reporter = _site.Reporter();
        var deposit = reporter.Seal(TestDeployment.Centre, Quorum.Of(3), 7);
        var other = reporter.Seal(TestDeployment.Centre, Quorum.Of(3), 7);
        var mixed = what switch
        {
            "content" => deposit with { Content = other.Content },
            "escrowed" => deposit with { Escrowed = other.Escrowed },
            _ => deposit with { Packets = [deposit.Packets[0], other.Packets[1], deposit.Packets[2]] },
        };

        using var answer = await _site.SendAsync(mixed);

        await ShouldRefuseAsync(answer, HttpStatusCode.BadRequest, what == "packet" ? "bad-packet" : "malformed");
    }

    [Fact]
    public async Task A_statement_under_another_manifest_is_refused_with_what_to_do()
    {
        using var elsewhere = new TestDeployment(TimeProvider.System);
        var deposit = new TestReporter(elsewhere.Manifest).Seal(TestDeployment.Centre, Quorum.Of(3), 7);
        using var answer = await _site.SendAsync(deposit);
        await ShouldRefuseAsync(answer, HttpStatusCode.BadRequest, "malformed");
    }

    [Fact]
    public async Task A_body_above_the_limit_is_refused_while_it_is_read()
    {
        using var client = _site.Client();
        using var endless = new StreamContent(new EndlessStream());
        endless.Headers.ContentType = new("application/json");

        using var answer = await client.PostAsync("/api/statements", endless, Stop);

        await ShouldRefuseAsync(answer, HttpStatusCode.RequestEntityTooLarge, "too-large");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"statement\":\"AAAA\"")]
    [InlineData("{\"statement\":\"AAAA\",\"signature\":\"AAAA\",\"cookie\":1}")]
    [InlineData("{\"statement\":\"A===\",\"signature\":\"AAAA\"}")]
    public async Task What_is_not_the_format_is_refused(string body)
    {
        using var client = _site.Client();
        using var content = new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        using var answer = await client.PostAsync("/api/statements", content, Stop);
        await ShouldRefuseAsync(answer, HttpStatusCode.BadRequest, "malformed");
    }

    [Fact]
    public async Task A_receipts_place_is_taken_once()
    {
        var reporter = _site.Reporter();
        using var first = await _site.SendAsync(reporter.Seal(TestDeployment.Centre, Quorum.Of(3), 7, number: 4));
        using var second = await _site.SendAsync(reporter.Seal(TestDeployment.Centre, Quorum.Of(3), 7, number: 4));
        using var third = await _site.SendAsync(reporter.Seal(TestDeployment.Centre, Quorum.Of(3), 7, number: 5));

        first.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await second.Content.ReadAsStringAsync(Stop)).ShouldContain("urn:chorus:family-full");
        third.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task ShouldRefuseAsync(HttpResponseMessage answer, HttpStatusCode status, string name)
    {
        answer.StatusCode.ShouldBe(status);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
        problem.GetProperty("type").GetString().ShouldBe("urn:chorus:" + name);
        problem.GetProperty("title").GetString()!.ShouldEndWith(".");
        (await _site.QueryAsync(db => db.Across<ReportVersion>().CountAsync(Stop))).ShouldBe(0);
        _site.Deployment.Trustees.ShouldAllBe(t => t.Calls == 0);
    }

    private async Task ShouldBeAcknowledgedAsync(HttpResponseMessage answer, SealedDeposit deposit)
    {
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
        byte[][] acks = [.. body.GetProperty("acks").EnumerateArray().Select(a => Base64UrlText.Decode(a.GetString(), Acknowledgement.Length, "an ack"))];
        Acknowledgement.VerifyAll(_site.Deployment.Manifest, deposit.Signed.Hash, acks).ShouldBeTrue();
    }

    private static byte[] Bytes(JsonElement element, string name) =>
        Base64UrlText.TryDecode(element.GetProperty(name).GetString(), out var bytes) ? bytes : [];

    private sealed class EndlessStream : Stream
    {
        private long _read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _read; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            // If nobody stops it, it ends after a gigabyte, and the test fails.
            _read += count;
            Array.Fill(buffer, (byte)' ', offset, count);
            return _read > 1 << 30 ? 0 : count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
