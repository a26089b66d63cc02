using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Chorus.App.Features.Attachments;
using Chorus.App.Jobs;
using Chorus.App.Tests.Deployment;
using Chorus.Sealing;
using Microsoft.Extensions.Hosting;

namespace Chorus.App.Tests.Features.Attachments;

/// <summary>A file on its way to the site, before there is a report.</summary>
public sealed class UploadTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_chunk_again_is_taken_and_another_in_its_place_is_refused()
    {
        await using var site = await TestSite.StartAsync();
        var file = new TestFile(site.Deployment.Manifest, "hello"u8.ToArray());
        await file.UploadAsync(site);
        await file.UploadAsync(site);

        using var other = await file.PutAsync(site, 0, Changed(file.Chunks[0]));
        await ShouldRefuseAsync(other, HttpStatusCode.Conflict, "chunk-conflict");
    }

    [Fact]
    public async Task What_has_arrived_is_told_so_that_the_rest_can_follow()
    {
        await using var site = await TestSite.StartAsync();
        var file = new TestFile(site.Deployment.Manifest, new byte[3 * AttachmentSize.ChunkLength]);
        using var begun = await site.PostAsync("/api/attachments", file.Beginning);
        foreach (var i in new[] { 0, 2 })
        {
            using var sent = await file.PutAsync(site, i, file.Chunks[i]);
        }

        using var state = await file.StateAsync(site);
        (await state.Content.ReadAsStringAsync(Stop)).ShouldBe("""{"count":3,"have":[0,2]}""");
    }

    [Fact]
    public async Task Without_the_token_nobody_adds_asks_or_drops()
    {
        await using var site = await TestSite.StartAsync();
        var file = new TestFile(site.Deployment.Manifest, "hello"u8.ToArray());
        await file.UploadAsync(site);
        var wrong = SecureRandom.Bytes(32);

        await ShouldRefuseAsync(await file.PutAsync(site, 0, file.Chunks[0], wrong), HttpStatusCode.NotFound, "unknown-upload");
        await ShouldRefuseAsync(await file.StateAsync(site, wrong), HttpStatusCode.NotFound, "unknown-upload");
        await ShouldRefuseAsync(await file.DropAsync(site, wrong), HttpStatusCode.NotFound, "unknown-upload");
        await ShouldRefuseAsync(await site.PostAsync("/api/attachments", new { file.Id, Token = wrong, Count = 1 }), HttpStatusCode.Conflict, "attachment-conflict");
    }

    [Fact]
    public async Task Wrong_lengths_indexes_and_counts_are_refused()
    {
        await using var site = await TestSite.StartAsync();
        var file = new TestFile(site.Deployment.Manifest, "hello"u8.ToArray());
        using var begun = await site.PostAsync("/api/attachments", file.Beginning);

        await ShouldRefuseAsync(await file.PutAsync(site, 0, file.Chunks[0][..^1]), HttpStatusCode.BadRequest, "malformed");
        await ShouldRefuseAsync(await file.PutAsync(site, 0, [.. file.Chunks[0], 0]), HttpStatusCode.RequestEntityTooLarge, "too-large");
        await ShouldRefuseAsync(await file.PutAsync(site, 1, file.Chunks[0]), HttpStatusCode.BadRequest, "malformed");
        await ShouldRefuseAsync(await site.PostAsync("/api/attachments", new { Id = SecureRandom.Bytes(16), file.Token, Count = 9 }), HttpStatusCode.BadRequest, "malformed");
    }

    [Fact]
    public async Task A_dropped_upload_leaves_nothing_on_the_disk()
    {
        await using var site = await TestSite.StartAsync();
        var file = new TestFile(site.Deployment.Manifest, "hello"u8.ToArray());
        await file.UploadAsync(site);
        FilesOf(site).ShouldNotBeEmpty();

        using var dropped = await file.DropAsync(site);
        dropped.StatusCode.ShouldBe(HttpStatusCode.OK);
        FilesOf(site).ShouldBeEmpty();
        await ShouldRefuseAsync(await file.StateAsync(site), HttpStatusCode.NotFound, "unknown-upload");
    }

    [Fact]
    public async Task When_the_room_is_full_the_next_is_asked_to_come_later_and_reports_still_fit()
    {
        await using var site = await TestSite.StartAsync(openUploadBytes: 2 * AttachmentSize.SealedLength);
        // Each holds the room of one chunk, however many it says are to come.
        for (var i = 0; i < 2; i++)
        {
            site.Services.GetRequiredService<Uploads>().Begin(SecureRandom.Bytes(16), SecureRandom.Bytes(32), 2).ShouldBe(Beginning.Begun);
        }

        var file = new TestFile(site.Deployment.Manifest, "hello"u8.ToArray());

        // The fuller the room, the more work: first that is asked for.
        using var asked = await site.PostAsync("/api/attachments", file.Beginning);
        var challenge = (await asked.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("challenge").GetString();
        var body = JsonSerializer.SerializeToUtf8Bytes(file.Beginning, App.Hosting.SiteJson.Options);
        using var client = site.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/attachments") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add(WorkProof.Header, WorkProof.Solve(WorkChallenge.Decode(challenge), body).ToString());
        using var refused = await client.SendAsync(request, Stop);
        await ShouldRefuseAsync(refused, HttpStatusCode.TooManyRequests, "no-room");
        refused.Headers.RetryAfter.ShouldNotBeNull();

        using var report = await site.SendAsync(site.Reporter().Seal(TestDeployment.Centre, Escrow.Depositing.Quorum.Of(3), 7));
        report.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_upload_that_no_report_claims_is_erased_after_48_hours_and_not_before()
    {
        var clock = new ShiftedClock();
        await using var site = await TestSite.StartAsync(clock);
        var file = new TestFile(site.Deployment.Manifest, "hello"u8.ToArray());
        await file.UploadAsync(site);

        clock.Shift(TimeSpan.FromHours(47));
        await SweepOf(site).PassAsync(Stop);
        FilesOf(site).ShouldNotBeEmpty();

        clock.Shift(TimeSpan.FromHours(3));
        await SweepOf(site).PassAsync(Stop);
        FilesOf(site).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_upload_goes_on_after_the_site_was_started_anew()
    {
        await using var site = await TestSite.StartAsync();
        var file = new TestFile(site.Deployment.Manifest, "hello"u8.ToArray());
        await file.UploadAsync(site);

        using var again = new Uploads(site.Services.GetRequiredService<ChunkFolder>(), site.Services.GetRequiredService<SiteOptions>(), TimeProvider.System);
        again.Find(file.Id, file.Token).ShouldNotBeNull().Count.ShouldBe(1);
        again.Find(file.Id, SecureRandom.Bytes(32)).ShouldBeNull();
    }

    internal static string[] FilesOf(TestSite site) => Directory.GetFiles(site.Services.GetRequiredService<ChunkFolder>().Root, "*", SearchOption.AllDirectories);

    internal static UploadSweep SweepOf(TestSite site) => site.Services.GetServices<IHostedService>().OfType<UploadSweep>().Single();

    internal static async Task ShouldRefuseAsync(HttpResponseMessage answer, HttpStatusCode status, string problem)
    {
        answer.StatusCode.ShouldBe(status);
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("type").GetString().ShouldBe($"urn:chorus:{problem}");
    }

    private static byte[] Changed(byte[] chunk)
    {
        var copy = chunk.ToArray();
        copy[^1] ^= 1;
        return copy;
    }
}
