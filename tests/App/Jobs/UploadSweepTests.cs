using System.Net;
using Chorus.App.Features.Attachments;
using Chorus.App.Jobs;
using Chorus.App.Tests.Deployment;
using Chorus.App.Tests.Features.Attachments;
using Chorus.Escrow.Depositing;
using Chorus.Sealing;

namespace Chorus.App.Tests.Jobs;

/// <summary>What is erased of files that no report has, when, and what happens when the disk does not let go.</summary>
public sealed class UploadSweepTests : IAsyncLifetime
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private readonly ShiftedClock _clock = new();
    private TestSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await TestSite.StartAsync(_clock);

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task An_upload_with_missing_chunks_is_erased_when_none_came_for_an_hour()
    {
        var file = new TestFile(_site.Deployment.Manifest, new byte[3 * AttachmentSize.ChunkLength]);
        using var begun = await _site.PostAsync("/api/attachments", file.Beginning);
        for (var i = 0; i < 2; i++)
        {
            // Each chunk gives it another hour.
            _clock.Shift(TimeSpan.FromMinutes(50));
            using var sent = await file.PutAsync(_site, i, file.Chunks[i]);
            await Sweep.PassAsync(Stop);
        }
        OpenFolders.Length.ShouldBe(1);

        _clock.Shift(TimeSpan.FromHours(2));
        await Sweep.PassAsync(Stop);
        OpenFolders.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_cannot_be_destroyed_holds_up_no_other_and_goes_in_a_later_minute()
    {
        for (var i = 0; i < 3; i++)
        {
            await new TestFile(_site.Deployment.Manifest, [1]).UploadAsync(_site);
        }
        // What nobody expects in it keeps the folder from being removed.
        var held = Directory.CreateDirectory(Path.Combine(OpenFolders[1], "held"));
        _clock.Shift(TimeSpan.FromHours(50));
        await Sweep.PassAsync(Stop);
        OpenFolders.ShouldBe([held.Parent!.FullName]);

        held.Delete();
        await Sweep.PassAsync(Stop);
        OpenFolders.ShouldBeEmpty();
    }

    [Fact]
    public async Task Chunks_of_a_report_that_was_taken_back_go_in_the_next_minute_if_they_could_not_at_once()
    {
        var reporter = _site.Reporter();
        var file = new TestFile(_site.Deployment.Manifest, [1]);
        await file.UploadAsync(_site);
        var deposit = reporter.Seal(TestDeployment.Centre, Quorum.Of(3), 7, files: [file]);
        using var claimed = await _site.PostAsync("/api/attachments/claims", TestFile.Claim(reporter, deposit, true, file));
        using var sent = await _site.SendAsync(deposit);
        await Sweep.PassAsync(Stop);
        var held = Directory.CreateDirectory(Path.Combine(Folders("kept").ShouldHaveSingleItem(), "held"));

        using var withdrawn = await _site.SendAsync(reporter.Withdraw(deposit));
        withdrawn.StatusCode.ShouldBe(HttpStatusCode.OK);
        await Sweep.EraseGoneAsync(Stop);
        Folders("kept").ShouldNotBeEmpty();

        held.Delete();
        // The site's own job may have it in hand: it says in the folder when it is done.
        do
        {
            Stop.ThrowIfCancellationRequested();
            await Sweep.PassAsync(Stop);
        }
        while (Folders("kept").Length > 0);
        UploadTests.FilesOf(_site).ShouldBeEmpty();
    }

    [Fact]
    public async Task Room_is_taken_by_chunks_that_have_arrived_and_given_back_by_what_is_dropped()
    {
        await using var site = await TestSite.StartAsync(openUploadBytes: 3 * AttachmentSize.SealedLength);
        var uploads = site.Services.GetRequiredService<Uploads>();
        var (file, other) = (new TestFile(site.Deployment.Manifest, new byte[3 * AttachmentSize.ChunkLength]), new TestFile(site.Deployment.Manifest, [1]));
        uploads.Begin(file.Id, file.Token, 3).ShouldBe(Beginning.Begun);
        (await uploads.WriteAsync(file.Id, 0, file.Chunks[0], Stop)).ShouldBe(Beginning.Begun);
        (await uploads.WriteAsync(file.Id, 1, file.Chunks[1], Stop)).ShouldBe(Beginning.Begun);
        uploads.Begin(other.Id, other.Token, 1).ShouldBe(Beginning.Begun);
        uploads.Load.ShouldBe(1);

        await UploadTests.ShouldRefuseAsync(await file.PutAsync(site, 2, file.Chunks[2]), HttpStatusCode.TooManyRequests, "no-room");
        // The same chunk again needs no room.
        using (var again = await file.PutAsync(site, 1, file.Chunks[1]))
        {
            again.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        using var dropped = await other.DropAsync(site);
        using var sent = await file.PutAsync(site, 2, file.Chunks[2]);
        sent.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private UploadSweep Sweep => UploadTests.SweepOf(_site);

    private string[] OpenFolders => Folders("open");

    private string[] Folders(string place) => Directory.GetDirectories(Path.Combine(_site.Services.GetRequiredService<ChunkFolder>().Root, place));
}
