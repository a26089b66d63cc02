using System.Net;
using Chorus.App.Data;
using Chorus.App.Jobs;
using Chorus.App.Tests.Deployment;
using Chorus.Escrow.Depositing;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Chorus.App.Tests.Jobs;

public sealed class AbandonedDepositsTests : IAsyncDisposable
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 21, 30, 0, TimeSpan.Zero)) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(50) };

    private TestSite _site = null!;

    [Fact]
    public async Task A_first_version_that_not_all_three_hold_is_destroyed_after_two_days()
    {
        _site = await TestSite.StartAsync(_clock);
        var deposit = await SendHalfwayAsync(trustee => trustee.Down = true);

        await SettleAfterAsync(TimeSpan.FromHours(47));
        _site.Database.Contains(deposit.Escrowed).ShouldBeTrue();

        await SettleAfterAsync(TimeSpan.FromHours(3));
        _site.Database.Contains(deposit.Escrowed).ShouldBeFalse();
        (await StatesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task While_a_trustee_cannot_say_whether_it_holds_a_first_version_the_site_keeps_it()
    {
        _site = await TestSite.StartAsync(_clock);
        var deposit = await SendHalfwayAsync(trustee => trustee.Down = true);
        _site.Deployment.Trustees[0].Down = true;

        await SettleAfterAsync(TimeSpan.FromHours(50));

        _site.Database.Contains(deposit.Escrowed).ShouldBeTrue();
        (await StatesAsync()).ShouldBe([ReportState.Pending]);
    }

    [Fact]
    public async Task A_first_version_that_all_three_hold_although_an_answer_was_lost_is_kept_and_comes_to_its_organisation()
    {
        _site = await TestSite.StartAsync(_clock);
        var deposit = await SendHalfwayAsync(trustee => trustee.Mute = true);

        await SettleAfterAsync(TimeSpan.FromHours(50));

        (await StatesAsync()).ShouldBe([ReportState.Deposited]);
        (await _site.QueryAsync(db => db.Across<ReportVersion>().Where(v => v.Packets != null).CountAsync(Stop))).ShouldBe(0);
        await _site.RunAsync();
        _site.Database.Contains(deposit.Escrowed).ShouldBeTrue();
        (await _site.QueryAsync(db => db.Across<ReleasedSlot>().CountAsync(Stop))).ShouldBe(4);
    }

    [Fact]
    public async Task A_first_version_that_was_released_stays_whatever_a_trustee_says()
    {
        _site = await TestSite.StartAsync(_clock);
        var deposit = await SendHalfwayAsync(trustee => trustee.Mute = true);
        await _site.RunAsync();
        _site.Deployment.Trustees[0].Mute = true;

        await SettleAfterAsync(TimeSpan.FromHours(50));

        _site.Database.Contains(deposit.Escrowed).ShouldBeTrue();
        (await _site.QueryAsync(db => db.Across<ReleasedSlot>().CountAsync(Stop))).ShouldBe(4);
    }

    [Fact]
    public async Task A_trustee_that_hangs_is_given_up_for_the_pass_and_what_another_lacks_is_still_destroyed()
    {
        _site = await TestSite.StartAsync(_clock);
        for (var i = 0; i < 8; i++)
        {
            await SendHalfwayAsync(trustee => trustee.Down = true);
        }
        var hanging = _site.Deployment.Trustees[2];
        hanging.Hangs = () => _clock.Advance(TimeSpan.FromSeconds(15));
        var before = hanging.Calls;

        await SettleAfterAsync(TimeSpan.FromHours(50));

        // A minute of the pass, and not 15 seconds for each of what may be thousands.
        (hanging.Calls - before).ShouldBe(4);
        (await StatesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_trustee_that_was_given_up_in_one_pass_is_asked_in_the_next()
    {
        _site = await TestSite.StartAsync(_clock);
        for (var i = 0; i < 6; i++)
        {
            await SendHalfwayAsync(trustee => trustee.Mute = true);
        }
        var hanging = _site.Deployment.Trustees[2];
        hanging.Hangs = () => _clock.Advance(TimeSpan.FromSeconds(15));
        await SettleAfterAsync(TimeSpan.FromHours(50));
        (await StatesAsync()).ShouldBe(Enumerable.Repeat(ReportState.Pending, 6));
        hanging.Hangs = null;

        await SettleAfterAsync(TimeSpan.FromHours(1));

        (await StatesAsync()).ShouldBe(Enumerable.Repeat(ReportState.Deposited, 6));
    }

    [Fact]
    public async Task One_that_cannot_be_destroyed_now_neither_ends_the_job_nor_keeps_the_next_from_being_settled()
    {
        _site = await TestSite.StartAsync(_clock);
        var stuck = await SendHalfwayAsync(trustee => trustee.Down = true);
        var other = await SendHalfwayAsync(trustee => trustee.Down = true);
        await _site.Database.RefuseDeletionAsync(stuck.Signed.Statement.Handle.ToArray(), Stop);

        await SettleAfterAsync(TimeSpan.FromHours(50));

        (await StatesAsync()).ShouldBe([ReportState.Pending]);
        _site.Database.Contains(stuck.Escrowed).ShouldBeTrue();
        _site.Database.Contains(other.Escrowed).ShouldBeFalse();
    }

    public async ValueTask DisposeAsync() => await _site.DisposeAsync();

    // A deposit of which trustee 0's answer did not come; the trustee is well again when this returns.
    private async Task<SealedDeposit> SendHalfwayAsync(Action<InProcessTrustee> fail)
    {
        var trustee = _site.Deployment.Trustees[0];
        fail(trustee);
        var deposit = _site.Reporter().Seal(TestDeployment.Centre, Quorum.Of(1), 7);
        var sending = _site.SendAsync(deposit);
        while (!sending.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.WhenAny(sending, Task.Delay(TimeSpan.FromMilliseconds(10), Stop));
        }
        using var answer = await sending;
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        trustee.Down = trustee.Mute = false;
        return deposit;
    }

    private Task SettleAfterAsync(TimeSpan time)
    {
        _clock.AdjustTime(_clock.GetUtcNow() + time);
        return _site.Services.GetServices<IHostedService>().OfType<AbandonedDeposits>().Single().SettleAsync(Stop);
    }

    private Task<List<ReportState>> StatesAsync() => _site.QueryAsync(db => db.Across<Report>().Select(r => r.State).ToListAsync(Stop));
}
