using System.Net;
using Chorus.App.Data;
using Chorus.App.Features.Attachments;
using Chorus.App.Tests.Deployment;
using Chorus.Escrow.Depositing;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;
using static Chorus.App.Tests.Features.Attachments.UploadTests;

namespace Chorus.App.Tests.Features.Attachments;

/// <summary>The files of one version are claimed as a set: all of them or none, and the last set that was named.</summary>
public sealed class ClaimSetTests : IAsyncLifetime
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private TestSite _site = null!;
    private TestReporter _reporter = null!;
    private TestFile[] _files = null!;
    private SealedDeposit _deposit = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await TestSite.StartAsync();
        _reporter = _site.Reporter();
        _files = [.. "abc".Select(c => new TestFile(_site.Deployment.Manifest, [(byte)c]))];
        foreach (var file in _files)
        {
            await file.UploadAsync(_site);
        }
        _deposit = _reporter.Seal(TestDeployment.Centre, Quorum.Of(3), 7, files: _files);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Of_a_set_with_one_file_that_is_not_here_none_is_claimed()
    {
        var absent = new TestFile(_site.Deployment.Manifest, "d"u8.ToArray());
        await ShouldRefuseAsync(await ClaimAsync(_files[0], absent), HttpStatusCode.NotFound, "unknown-upload");
        (await ClaimedAsync()).ShouldBeEmpty();

        using var begun = await _site.PostAsync("/api/attachments", absent.Beginning);
        await ShouldRefuseAsync(await ClaimAsync(_files[0], absent), HttpStatusCode.Conflict, "attachment-incomplete");
        (await ClaimedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_later_set_takes_the_place_of_an_earlier_one_and_a_file_left_out_can_be_dropped()
    {
        await ShouldTakeAsync(_files[0], _files[1]);
        await ShouldTakeAsync(_files[1], _files[2]);
        (await ClaimedAsync()).ShouldBe(Names(_files[1], _files[2]), ignoreOrder: true);

        using var dropped = await _files[0].DropAsync(_site);
        dropped.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Sets_that_come_at_once_never_mix()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => i % 2 == 0 ? ClaimAsync(_files[0], _files[1]) : ClaimAsync(_files[2])));
        // Some may be asked for work first, as so many come; none is refused for another reason.
        var statuses = answers.Select(a => a.StatusCode).ToHashSet();
        statuses.ShouldContain(HttpStatusCode.OK);
        statuses.ShouldBeSubsetOf([HttpStatusCode.OK, HttpStatusCode.TooManyRequests]);
        var claimed = await ClaimedAsync();
        (claimed.SetEquals(Names(_files[0], _files[1])) || claimed.SetEquals(Names(_files[2]))).ShouldBeTrue(string.Join(", ", claimed));
    }

    [Fact]
    public async Task A_claim_of_more_files_than_a_report_may_have_of_none_or_of_one_twice_is_refused()
    {
        var many = Enumerable.Range(0, ReportAttachment.Most + 1).Select(_ => new TestFile(_site.Deployment.Manifest, [])).ToArray();
        await ShouldRefuseAsync(await ClaimAsync(many), HttpStatusCode.BadRequest, "malformed");
        await ShouldRefuseAsync(await ClaimAsync(), HttpStatusCode.BadRequest, "malformed");
        await ShouldRefuseAsync(await ClaimAsync(_files[0], _files[0]), HttpStatusCode.BadRequest, "malformed");
    }

    [Fact]
    public async Task Files_of_more_than_200_MB_together_are_refused_before_any_is_read()
    {
        // Each 49 MB by what its beginning says; not a byte of them has come.
        var large = Enumerable.Range(0, 5).Select(_ => new TestFile(_site.Deployment.Manifest, [])).ToArray();
        foreach (var file in large)
        {
            _site.Services.GetRequiredService<Uploads>().Begin(file.Id, file.Token, AttachmentSize.CountFor(AttachmentSize.LongestFile)).ShouldBe(Beginning.Begun);
        }
        await ShouldRefuseAsync(await ClaimAsync(large), HttpStatusCode.BadRequest, "malformed");
        await ShouldRefuseAsync(await ClaimAsync(large[..4]), HttpStatusCode.Conflict, "attachment-incomplete");
        (await ClaimedAsync()).ShouldBeEmpty();
    }

    private Task<HttpResponseMessage> ClaimAsync(params TestFile[] files) =>
        _site.PostAsync("/api/attachments/claims", TestFile.Claim(_reporter, _deposit, true, files));

    private async Task ShouldTakeAsync(params TestFile[] files)
    {
        using var claimed = await ClaimAsync(files);
        claimed.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<HashSet<string>> ClaimedAsync() =>
        [.. (await _site.QueryAsync(db => db.Across<AttachedFile>().Select(f => f.Id).ToListAsync(Stop))).Select(Convert.ToHexStringLower)];

    private static HashSet<string> Names(params TestFile[] files) => [.. files.Select(f => Convert.ToHexStringLower(f.Id))];
}
