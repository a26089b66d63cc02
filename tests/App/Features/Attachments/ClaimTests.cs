using System.Net;
using Chorus.App.Data;
using Chorus.App.Tests.Deployment;
using Chorus.Escrow.Depositing;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;
using static Chorus.App.Tests.Features.Attachments.UploadTests;

namespace Chorus.App.Tests.Features.Attachments;

/// <summary>Files that belong to a report: who may claim them, who gets them, and when they are destroyed.</summary>
public sealed class ClaimTests : IAsyncLifetime
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private readonly ShiftedClock _clock = new();
    private TestSite _site = null!;
    private TestReporter _reporter = null!;
    private TestFile _file = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await TestSite.StartAsync(_clock);
        _reporter = _site.Reporter();
        _file = new(_site.Deployment.Manifest, SecureRandom.Bytes(AttachmentSize.ChunkLength + 5));
        await _file.UploadAsync(_site);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Whoever_has_the_receipt_gets_her_file_back_whole()
    {
        var deposit = await DepositAsync(Quorum.Of(3));
        for (var i = 0; i < 2; i++)
        {
            using var chunk = await _file.ReadAsync(_site, _reporter, i);
            (await chunk.Content.ReadAsByteArrayAsync(Stop)).ShouldBe(_file.Chunks[i]);
        }
        await ShouldRefuseAsync(await _file.ReadAsync(_site, _reporter, 2), HttpStatusCode.NotFound, "unknown-attachment");
        await ShouldRefuseAsync(await _file.ReadAsync(_site, _site.Reporter()), HttpStatusCode.NotFound, "unknown-attachment");
        deposit.Document.Attachments!.Single().Key.ShouldNotBeNull();
    }

    [Fact]
    public async Task No_name_type_or_key_of_a_file_lies_at_the_site_in_clear()
    {
        await DepositAsync(Quorum.Of(3));
        foreach (var secret in new[] { "photo.jpg"u8.ToArray(), "image/jpeg"u8.ToArray(), _file.Entry.Key })
        {
            _site.Database.Contains(secret).ShouldBeFalse();
            FilesOf(_site).Any(f => File.ReadAllBytes(f).AsSpan().IndexOf(secret) >= 0).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task A_claim_again_is_taken_and_counts_once()
    {
        var deposit = Seal(Quorum.Of(3));
        for (var i = 0; i < 2; i++)
        {
            using var claimed = await ClaimAsync(deposit);
            claimed.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        (await RowsAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_claim_that_the_receipt_did_not_sign_is_refused()
    {
        var deposit = Seal(Quorum.Of(3));
        await ShouldRefuseAsync(
            await _site.PostAsync("/api/attachments/claims", TestFile.Claim(_site.Reporter(), deposit, true, _file)), HttpStatusCode.BadRequest, "bad-signature");
    }

    [Fact]
    public async Task Nobody_claims_a_file_without_its_token_or_takes_one_that_a_report_has()
    {
        var stranger = _site.Reporter();
        var other = stranger.Seal(TestDeployment.Centre, Quorum.Of(3), 8);
        await ShouldRefuseAsync(await _site.PostAsync("/api/attachments/claims", TestFile.Claim(stranger, other, false, _file)), HttpStatusCode.NotFound, "unknown-upload");

        await DepositAsync(Quorum.Of(3));
        await SweepOf(_site).PassAsync(Stop);
        foreach (var withToken in new[] { false, true })
        {
            await ShouldRefuseAsync(
                await _site.PostAsync("/api/attachments/claims", TestFile.Claim(stranger, other, withToken, _file)), HttpStatusCode.Conflict, "attachment-conflict");
        }
    }

    [Fact]
    public async Task A_file_that_is_not_whole_or_not_the_one_that_was_signed_is_refused()
    {
        var missing = new TestFile(_site.Deployment.Manifest, new byte[2 * AttachmentSize.ChunkLength]);
        using var begun = await _site.PostAsync("/api/attachments", missing.Beginning);
        using var first = await missing.PutAsync(_site, 0, missing.Chunks[0]);
        var deposit = Seal(Quorum.Of(3));
        await ShouldRefuseAsync(await ClaimAsync(deposit, missing), HttpStatusCode.Conflict, "attachment-incomplete");

        using var other = await missing.PutAsync(_site, 1, missing.Chunks[0]);
        await ShouldRefuseAsync(await ClaimAsync(deposit, missing), HttpStatusCode.Conflict, "attachment-incomplete");
    }

    [Fact]
    public async Task A_report_that_is_sealed_anew_takes_over_the_files_of_one_that_never_came()
    {
        using (var first = await ClaimAsync(Seal(Quorum.Of(3))))
        {
            first.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        await DepositAsync(Quorum.Of(3));
        using var chunk = await _file.ReadAsync(_site, _reporter);
        chunk.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await RowsAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_claim_whose_report_never_comes_is_forgotten_after_48_hours_with_its_files()
    {
        using var claimed = await ClaimAsync(Seal(Quorum.Of(3)));
        _clock.Shift(TimeSpan.FromHours(50));
        await SweepOf(_site).PassAsync(Stop);
        (await RowsAsync()).ShouldBe(0);
        FilesOf(_site).ShouldBeEmpty();
    }

    [Fact]
    public async Task Files_of_a_report_stay_for_longer_and_no_longer_count_as_open()
    {
        await DepositAsync(Quorum.Of(3));
        await SweepOf(_site).PassAsync(Stop);
        _site.Services.GetRequiredService<App.Features.Attachments.Uploads>().All.ShouldBeEmpty();
        _clock.Shift(TimeSpan.FromDays(400));
        await SweepOf(_site).PassAsync(Stop);
        using var chunk = await _file.ReadAsync(_site, _reporter);
        chunk.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Taking_a_held_report_back_destroys_its_files()
    {
        var deposit = await DepositAsync(Quorum.Of(3));
        using var withdrawn = await _site.SendAsync(_reporter.Withdraw(deposit));
        withdrawn.StatusCode.ShouldBe(HttpStatusCode.OK);

        await ShouldRefuseAsync(await _file.ReadAsync(_site, _reporter), HttpStatusCode.NotFound, "unknown-attachment");
        await UntilGoneAsync();
    }

    [Fact]
    public async Task What_was_passed_on_stays_for_its_organisation_and_only_for_it()
    {
        var deposit = await DepositAsync(Quorum.Of(1));
        using var advocate = await _site.SignInAsync(TestDeployment.Centre);
        using var elsewhere = await _site.SignInAsync(TestDeployment.LegalAid);
        var address = $"/desk/api/attachments/{Base64UrlText.Encode(_file.Id)}/1";
        (await advocate.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await _site.RunAsync();
        (await (await advocate.GetAsync(address)).Content.ReadAsByteArrayAsync(Stop)).ShouldBe(_file.Chunks[1]);
        (await elsewhere.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var client = _site.Client();
        (await client.GetAsync(address, Stop)).StatusCode.ShouldNotBe(HttpStatusCode.OK);

        using var withdrawn = await _site.SendAsync(_reporter.Withdraw(deposit));
        await SweepOf(_site).EraseGoneAsync(Stop);
        (await advocate.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await ShouldRefuseAsync(await _file.ReadAsync(_site, _reporter), HttpStatusCode.NotFound, "unknown-attachment");
    }

    [Fact]
    public async Task After_a_withdrawal_nothing_that_is_asked_about_a_file_tells_whether_it_had_been_passed_on()
    {
        var held = await AnswersAfterWithdrawalAsync(released: false);
        var released = await AnswersAfterWithdrawalAsync(released: true);
        held.ShouldBe(released);
        held[0].ShouldStartWith("409 ");
        held[1].ShouldStartWith("409 ");
        held.Skip(2).ShouldAllBe(answer => answer.StartsWith("404 ", StringComparison.Ordinal));
    }

    // To: begin it anew, claim it for another report, the state, a chunk, drop it, read it.
    private static async Task<List<string>> AnswersAfterWithdrawalAsync(bool released)
    {
        await using var site = await TestSite.StartAsync(new ShiftedClock());
        var reporter = site.Reporter();
        var file = new TestFile(site.Deployment.Manifest, "hello"u8.ToArray());
        await file.UploadAsync(site);
        var deposit = reporter.Seal(TestDeployment.Centre, Quorum.Of(released ? 1 : 3), 7, files: [file]);
        using (var claimed = await site.PostAsync("/api/attachments/claims", TestFile.Claim(reporter, deposit, withTokens: true, file)))
        {
            claimed.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        using (var sent = await site.SendAsync(deposit))
        {
            sent.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        await SweepOf(site).PassAsync(Stop);
        if (released)
        {
            await site.RunAsync();
        }
        using (var withdrawn = await site.SendAsync(reporter.Withdraw(deposit)))
        {
            withdrawn.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        await SweepOf(site).EraseGoneAsync(Stop);
        (FilesOf(site).Length > 0).ShouldBe(released);

        var another = site.Reporter();
        var next = another.Seal(TestDeployment.Centre, Quorum.Of(3), 8, files: [file]);
        HttpResponseMessage[] answers =
        [
            await site.PostAsync("/api/attachments", file.Beginning),
            await site.PostAsync("/api/attachments/claims", TestFile.Claim(another, next, withTokens: true, file)),
            await file.StateAsync(site),
            await file.PutAsync(site, 0, file.Chunks[0]),
            await file.DropAsync(site),
            await file.ReadAsync(site, reporter),
        ];
        var said = new List<string>();
        foreach (var answer in answers)
        {
            using (answer)
            {
                said.Add($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Stop)}");
            }
        }
        return said;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_change_that_leaves_a_file_out_leaves_it_to_the_reporter_until_she_takes_the_report_back(bool released)
    {
        var deposit = await DepositAsync(Quorum.Of(released ? 1 : 3));
        if (released)
        {
            await _site.RunAsync();
        }
        var change = _reporter.Change(deposit, TestDeployment.Centre, Quorum.Of(3), 7);
        using var changed = await _site.SendAsync(change);
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        using (var chunk = await _file.ReadAsync(_site, _reporter))
        {
            chunk.StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        using var withdrawn = await _site.SendAsync(_reporter.Withdraw(change));
        await ShouldRefuseAsync(await _file.ReadAsync(_site, _reporter), HttpStatusCode.NotFound, "unknown-attachment");
        (await RowsAsync()).ShouldBe(released ? 1 : 0);
    }

    [Fact]
    public async Task A_change_keeps_a_file_without_its_token()
    {
        var deposit = await DepositAsync(Quorum.Of(3));
        var next = _reporter.Change(deposit, TestDeployment.LegalAid, Quorum.Of(3), 7);
        using var claimed = await _site.PostAsync("/api/attachments/claims", TestFile.Claim(_reporter, next, false, _file));
        claimed.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var changed = await _site.SendAsync(next);

        using var chunk = await _file.ReadAsync(_site, _reporter);
        chunk.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await RowsAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_claimed_upload_is_not_dropped_by_its_token()
    {
        await DepositAsync(Quorum.Of(3));
        await ShouldRefuseAsync(await _file.DropAsync(_site), HttpStatusCode.Conflict, "attachment-conflict");
    }

    private SealedDeposit Seal(Quorum quorum) => _reporter.Seal(TestDeployment.Centre, quorum, 7, files: [_file]);

    private async Task<HttpResponseMessage> ClaimAsync(SealedDeposit deposit, TestFile? file = null) =>
        await _site.PostAsync("/api/attachments/claims", TestFile.Claim(_reporter, deposit, true, file ?? _file));

    private async Task<SealedDeposit> DepositAsync(Quorum quorum)
    {
        var deposit = Seal(quorum);
        using var claimed = await ClaimAsync(deposit);
        claimed.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var sent = await _site.SendAsync(deposit);
        sent.StatusCode.ShouldBe(HttpStatusCode.OK);
        return deposit;
    }

    private Task<int> RowsAsync() => _site.QueryAsync(db => db.Across<AttachedFile>().CountAsync(Stop));

    // Whoever hears of it first destroys it: the site's own job, or this call.
    private async Task UntilGoneAsync()
    {
        await SweepOf(_site).EraseGoneAsync(Stop);
        while (FilesOf(_site).Length > 0)
        {
            Stop.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
