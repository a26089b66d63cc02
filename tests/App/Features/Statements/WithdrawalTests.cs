using System.Net;
using System.Text.Json;
using Chorus.App.Data;
using Chorus.App.Hosting;
using Chorus.App.Tests.Deployment;
using Chorus.Escrow.Depositing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Tests.Features.Statements;

public sealed class WithdrawalTests : IAsyncLifetime
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private TestSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await TestSite.StartAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_withdrawal_destroys_a_held_report_down_to_the_databases_files()
    {
        var reporter = _site.Reporter();
        var deposit = reporter.Seal(TestDeployment.Centre, Quorum.Of(3), 7);
        var message = reporter.Write(deposit, "one more thing");
        using var deposited = await _site.SendAsync(deposit);
        using var written = await _site.PostAsync("/api/messages", TestSite.Body(message));
        byte[][] traces =
        [
            deposit.Content.AsSpan(1_000, 64).ToArray(), deposit.Escrowed, deposit.SelfWrap, deposit.Signed.Bytes, deposit.Lookup,
            deposit.Signed.Statement.Handle.ToArray(), reporter.Keys.Signing.PublicKey, message.Envelope.AsSpan(200, 64).ToArray(), message.Id,
        ];
        traces.ShouldAllBe(t => _site.Database.Contains(t));

        using var answer = await _site.SendAsync(reporter.Withdraw(deposit));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        traces.ShouldAllBe(t => !_site.Database.Contains(t));
        (await _site.LookupAsync(reporter)).ShouldBe("""{"reports":[],"messages":[]}""");
        _site.Deployment.Trustees.ShouldAllBe(t => t.Core.Reports == 0);
    }

    [Fact]
    public async Task What_was_withdrawn_cannot_be_brought_back_and_withdrawing_again_is_acknowledged_again()
    {
        var reporter = _site.Reporter();
        var deposit = reporter.Seal(TestDeployment.Centre, Quorum.Of(3), 7);
        var withdrawal = reporter.Withdraw(deposit);
        using var deposited = await _site.SendAsync(deposit);
        using var first = await _site.SendAsync(withdrawal);
        using var second = await _site.SendAsync(withdrawal);
        foreach (var answer in new[] { first, second })
        {
            var acks = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement.GetProperty("acks").Deserialize<byte[][]>(SiteJson.Options)!;
            Acknowledgement.VerifyAll(_site.Deployment.Manifest, withdrawal.Hash, acks).ShouldBeTrue();
        }

        using var again = await _site.SendAsync(deposit);

        again.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await again.Content.ReadAsStringAsync(Stop)).ShouldContain("urn:chorus:withdrawn");
        (await _site.QueryAsync(db => db.Across<Report>().CountAsync(Stop))).ShouldBe(0);
    }

    [Fact]
    public async Task With_a_trustee_down_the_withdrawal_is_completed_by_a_later_try()
    {
        var reporter = _site.Reporter();
        var deposit = reporter.Seal(TestDeployment.Centre, Quorum.Of(3), 7);
        var withdrawal = reporter.Withdraw(deposit);
        using var deposited = await _site.SendAsync(deposit);
        _site.Deployment.Trustees[0].Down = true;
        (await _site.SendAsync(withdrawal)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);

        _site.Deployment.Trustees[0].Down = false;
        (await _site.SendAsync(withdrawal)).StatusCode.ShouldBe(HttpStatusCode.OK);
        _site.Database.Contains(deposit.Escrowed).ShouldBeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_half_done_change_does_not_stand_in_the_way_of_a_withdrawal(bool followsTheChange)
    {
        var reporter = _site.Reporter();
        var first = reporter.Seal(TestDeployment.Centre, Quorum.Of(3), 7);
        var second = reporter.Change(first, TestDeployment.Centre, Quorum.Of(4), 7);
        using var deposited = await _site.SendAsync(first);
        _site.Deployment.Trustees[1].Down = true;
        using var half = await _site.SendAsync(second);
        _site.Deployment.Trustees[1].Down = false;

        using var done = await _site.SendAsync(reporter.Withdraw(followsTheChange ? second : first));

        done.StatusCode.ShouldBe(HttpStatusCode.OK);
        _site.Database.Contains(first.Escrowed).ShouldBeFalse();
        _site.Database.Contains(second.Escrowed).ShouldBeFalse();
    }

    [Fact]
    public async Task After_a_release_the_organisation_keeps_what_was_passed_on_marked_as_withdrawn_and_the_answer_is_the_same()
    {
        var (released, held) = (_site.Reporter(), _site.Reporter());
        var passedOn = released.Seal(TestDeployment.Centre, Quorum.Of(1), 7);
        var kept = held.Seal(TestDeployment.Centre, Quorum.Of(2), 8);
        using var deposited = await _site.SendAsync(passedOn);
        using var depositedToo = await _site.SendAsync(kept);
        await _site.RunAsync();
        using var advocate = await _site.SignInAsync(TestDeployment.Centre);
        var before = await advocate.ReadAsync("/desk/api/reports");
        before.GetProperty("reports").GetArrayLength().ShouldBe(1);
        before.GetProperty("reports")[0].GetProperty("withdrawn").GetBoolean().ShouldBeFalse();

        using var answerOfReleased = await _site.SendAsync(released.Withdraw(passedOn));
        using var answerOfHeld = await _site.SendAsync(held.Withdraw(kept));

        Shape(await answerOfReleased.Content.ReadAsStringAsync(Stop)).ShouldBe(Shape(await answerOfHeld.Content.ReadAsStringAsync(Stop)));
        (await _site.LookupAsync(released)).ShouldBe(await _site.LookupAsync(held));
        var after = await advocate.ReadAsync("/desk/api/reports");
        after.GetProperty("reports")[0].GetProperty("withdrawn").GetBoolean().ShouldBeTrue();
        (await advocate.ContentsAsync(after)).ShouldHaveSingleItem().GetProperty("content").GetString().ShouldBe(Sealing.Base64UrlText.Encode(passedOn.Content));
        // The ways back to the reporter are gone.
        _site.Database.Contains(passedOn.SelfWrap).ShouldBeFalse();
        _site.Database.Contains(passedOn.Lookup).ShouldBeFalse();
        using var late = await advocate.PostAsync("/desk/api/messages", TestSite.Body(released.Write(passedOn, "still there?")));
        (await late.Content.ReadAsStringAsync(Stop)).ShouldContain("urn:chorus:withdrawn");
    }

    [Fact]
    public async Task Whatever_a_trustee_releases_of_a_report_withdrawn_meanwhile_is_not_passed_on()
    {
        var reporter = _site.Reporter();
        var deposit = reporter.Seal(TestDeployment.Centre, Quorum.Of(1), 7);
        using var deposited = await _site.SendAsync(deposit);
        await _site.Deployment.RunAsync();
        using var withdrawn = await _site.SendAsync(reporter.Withdraw(deposit));

        await _site.FetchAsync();

        withdrawn.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _site.QueryAsync(db => db.Across<Release>().CountAsync(Stop))).ShouldBe(0);
        _site.Database.Contains(deposit.Escrowed).ShouldBeFalse();
    }

    [Fact]
    public async Task After_a_withdrawal_the_place_on_the_receipt_is_free_again_whether_it_had_been_released_or_not()
    {
        var (released, held) = (_site.Reporter(), _site.Reporter());
        var passedOn = released.Seal(TestDeployment.Centre, Quorum.Of(1), 7, number: 2);
        var kept = held.Seal(TestDeployment.Centre, Quorum.Of(2), 8, number: 2);
        using var deposited = await _site.SendAsync(passedOn);
        using var depositedToo = await _site.SendAsync(kept);
        await _site.RunAsync();
        (await _site.QueryAsync(db => db.Across<ReleasedSlot>().Select(s => s.Handle).Distinct().CountAsync(Stop))).ShouldBe(1);
        using var withdrawn = await _site.SendAsync(released.Withdraw(passedOn));
        using var withdrawnToo = await _site.SendAsync(held.Withdraw(kept));

        using var afterRelease = await _site.SendAsync(released.Seal(TestDeployment.Centre, Quorum.Of(3), 7, number: 2));
        using var afterHolding = await _site.SendAsync(held.Seal(TestDeployment.Centre, Quorum.Of(3), 8, number: 2));

        afterHolding.StatusCode.ShouldBe(HttpStatusCode.OK);
        afterRelease.StatusCode.ShouldBe(HttpStatusCode.OK);
        Shape(await afterRelease.Content.ReadAsStringAsync(Stop)).ShouldBe(Shape(await afterHolding.Content.ReadAsStringAsync(Stop)));
    }

    // An acknowledgement's value differs for every statement; names, order and lengths must not.
    private static string Shape(string json) => string.Join(
        ',', JsonDocument.Parse(json).RootElement.EnumerateObject().Select(p => $"{p.Name}:{string.Join('/', p.Value.EnumerateArray().Select(a => a.GetString()!.Length))}"));
}
