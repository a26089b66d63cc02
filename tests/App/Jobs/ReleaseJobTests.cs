using Chorus.App.Data;
using Chorus.App.Jobs;
using Chorus.App.Tests.Deployment;
using Chorus.App.Trustees;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Releasing;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Chorus.App.Tests.Jobs;

public sealed class ReleaseJobTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_trustees_records_alone_put_nothing_on_a_desk()
    {
        await using var site = await TestSite.StartAsync();
        using var sent = await site.SendAsync(site.Reporter().Seal(TestDeployment.Centre, Quorum.Of(1), 7));
        site.Deployment.Trustees[0].Down = site.Deployment.Trustees[2].Down = true;
        await site.RunAsync();
        using var advocate = await site.SignInAsync(TestDeployment.Centre);
        (await advocate.ReadAsync("/desk/api/reports")).GetProperty("reports").GetArrayLength().ShouldBe(0);

        site.Deployment.Trustees[2].Down = false;
        await site.FetchAsync();
        (await advocate.ReadAsync("/desk/api/reports")).GetProperty("reports")[0].GetProperty("records").GetInt32().ShouldBe(2);

        site.Deployment.Trustees[0].Down = false;
        await site.FetchAsync();
        await site.FetchAsync();
        (await advocate.ReadAsync("/desk/api/reports")).GetProperty("reports")[0].GetProperty("records").GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task A_record_that_its_trustee_did_not_sign_is_left_out_and_the_rest_goes_on()
    {
        await using var site = await TestSite.StartAsync();
        using var sent = await site.SendAsync(site.Reporter().Seal(TestDeployment.Centre, Quorum.Of(1), 7));
        await site.Deployment.RunAsync();
        var real = (await site.Deployment.Trustees[0].ReleasesAsync(0, Stop))!.Single();
        var forged = real.Record.ToArray();
        forged[^1] ^= 1;
        var liar = ScriptedTrustee.With(0, [real with { Record = forged }, real with { Sequence = 2 }]);

        await FetchAsync(site, liar);

        (await site.QueryAsync(db => db.Across<Release>().Select(r => r.Record).ToListAsync(Stop))).ShouldHaveSingleItem().ShouldBe(real.Record);
        (await site.QueryAsync(db => db.ReleaseCursors.SingleAsync(Stop))).Sequence.ShouldBe(2);
    }

    [Fact]
    public async Task A_trustees_record_under_another_trustees_name_is_left_out()
    {
        await using var site = await TestSite.StartAsync();
        using var sent = await site.SendAsync(site.Reporter().Seal(TestDeployment.Centre, Quorum.Of(1), 7));
        await site.Deployment.RunAsync();
        var real = (await site.Deployment.Trustees[0].ReleasesAsync(0, Stop))!;

        await FetchAsync(site, ScriptedTrustee.With(1, real));

        (await site.QueryAsync(db => db.Across<Release>().CountAsync(Stop))).ShouldBe(0);
    }

    [Fact]
    public async Task However_high_a_lost_trustee_numbered_its_releases_its_successors_are_read_from_the_beginning()
    {
        await using var site = await TestSite.StartAsync();
        using var sent = await site.SendAsync(site.Reporter().Seal(TestDeployment.Centre, Quorum.Of(1), 7));
        site.Deployment.Trustees[0].Down = true;
        await site.Deployment.RunAsync();
        var real = site.Deployment.Trustees[0].Core.Releases(0).Select(r => new TrusteeRelease(r.Sequence, r.Record, r.Signature)).Single();
        var liar = ScriptedTrustee.With(0, [real with { Record = [], Sequence = long.MaxValue }]);
        await FetchAsync(site, liar);
        (await site.QueryAsync(db => db.Across<Release>().CountAsync(r => r.Trustee == 0, Stop))).ShouldBe(0);

        // As if the manifest had named another key for trustee 0 then.
        await site.QueryAsync(db => db.ReleaseCursors.Where(c => c.Trustee == 0).ExecuteUpdateAsync(c => c.SetProperty(x => x.SigningKey, new byte[32]), Stop));
        await FetchAsync(site, ScriptedTrustee.With(0, [real]));

        (await site.QueryAsync(db => db.Across<Release>().CountAsync(r => r.Trustee == 0, Stop))).ShouldBe(1);
        (await site.QueryAsync(db => db.ReleaseCursors.SingleAsync(c => c.Trustee == 0, Stop))).Sequence.ShouldBe(real.Sequence);
    }

    private static async Task FetchAsync(TestSite site, ITrusteeClient trustee)
    {
        await using var scope = site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ReleaseIntake>().FetchAsync(trustee, Stop);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_trustee_whose_releases_never_end_does_not_keep_the_others_from_being_asked(bool rising)
    {
        await using var site = await TestSite.StartAsync();
        using var sent = await site.SendAsync(site.Reporter().Seal(TestDeployment.Centre, Quorum.Of(1), 7));
        await site.Deployment.RunAsync();
        var real = (await site.Deployment.Trustees[0].ReleasesAsync(0, Stop))!.Single();
        var endless = ScriptedTrustee.WithoutEnd(after => real with { Record = [], Sequence = rising ? after + 1 : 1 });
        var job = ActivatorUtilities.CreateInstance<ReleaseJob>(site.Services, (IEnumerable<ITrusteeClient>)[endless, site.Deployment.Trustees[1], site.Deployment.Trustees[2]]);

        // On a thread of its own: a database that answers at once never gives this one back.
        await Task.Run(() => job.PassAsync(Stop), Stop).WaitAsync(TimeSpan.FromSeconds(30), Stop);

        (await site.QueryAsync(db => db.Across<Release>().Select(r => r.Trustee).ToListAsync(Stop))).ShouldBe([(byte)1, (byte)2], ignoreOrder: true);
        endless.Asked.ShouldBeLessThan(100);
    }

    [Fact]
    public async Task While_a_trustee_hangs_what_the_others_give_is_stored()
    {
        await using var site = await TestSite.StartAsync();
        using var sent = await site.SendAsync(site.Reporter().Seal(TestDeployment.Centre, Quorum.Of(1), 7));
        site.Deployment.Trustees[1].Down = site.Deployment.Trustees[2].Down = true;
        await site.Deployment.RunAsync();
        var answer = new TaskCompletionSource<IReadOnlyList<TrusteeRelease>?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var hanging = new ScriptedTrustee(0, _ => answer.Task);
        var others = site.Deployment.Trustees.Skip(1).Select(trustee => ScriptedTrustee.With(trustee.Index, [.. trustee.Core.Releases(0).Select(r => new TrusteeRelease(r.Sequence, r.Record, r.Signature))])).ToList();
        var job = ActivatorUtilities.CreateInstance<ReleaseJob>(site.Services, (IEnumerable<ITrusteeClient>)[hanging, .. others]);

        var pass = Task.Run(() => job.PassAsync(Stop), Stop);

        // Whoever is asked again has had its first answer stored.
        await Task.WhenAll(others.Select(trustee => trustee.AskedAgain)).WaitAsync(TimeSpan.FromSeconds(30), Stop);
        (await site.QueryAsync(db => db.Across<Release>().CountAsync(r => r.Trustee != 0, Stop))).ShouldBe(2);
        pass.IsCompleted.ShouldBeFalse();
        answer.SetResult(null);
        await pass;
    }

    [Fact]
    public async Task A_trustee_that_takes_its_time_for_each_answer_is_left_until_the_next_pass_after_ten_seconds()
    {
        await using var site = await TestSite.StartAsync();
        using var sent = await site.SendAsync(site.Reporter().Seal(TestDeployment.Centre, Quorum.Of(1), 7));
        await site.Deployment.RunAsync();
        var real = (await site.Deployment.Trustees[0].ReleasesAsync(0, Stop))!.Single();
        var clock = new FakeTimeProvider();
        var slow = ScriptedTrustee.WithoutEnd(after =>
        {
            clock.Advance(TimeSpan.FromSeconds(4));
            return real with { Sequence = after + 1 };
        });
        var job = ActivatorUtilities.CreateInstance<ReleaseJob>(site.Services, (IEnumerable<ITrusteeClient>)[slow], clock);

        await job.PassAsync(Stop);

        slow.Asked.ShouldBe(3);
    }

    /// <summary>A trustee of which a test says what releases it answers with.</summary>
    private sealed class ScriptedTrustee(int index, Func<long, Task<IReadOnlyList<TrusteeRelease>?>> releases) : ITrusteeClient
    {
        private readonly TaskCompletionSource _askedAgain = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>It has these.</summary>
        public static ScriptedTrustee With(int index, IReadOnlyList<TrusteeRelease> releases) =>
            new(index, after => Task.FromResult<IReadOnlyList<TrusteeRelease>?>([.. releases.Where(r => r.Sequence > after)]));

        /// <summary>Trustee 0, which has one more whenever it is asked.</summary>
        public static ScriptedTrustee WithoutEnd(Func<long, TrusteeRelease> next) =>
            new(0, after => Task.FromResult<IReadOnlyList<TrusteeRelease>?>([next(after)]));

        public int Index => index;

        public int Asked { get; private set; }

        public Task AskedAgain => _askedAgain.Task;

        public Task<TrusteeAnswer> SubmitAsync(byte[] statement, byte[] signature, byte[]? packet, CancellationToken stop) =>
            throw new NotSupportedException();

        public Task<bool?> KeptAsync(IReadOnlyList<byte[]> reports, bool last, CancellationToken stop) => Task.FromResult<bool?>(null);

        public Task<TrusteePacketKeys?> PacketKeysAsync(CancellationToken stop) => Task.FromResult<TrusteePacketKeys?>(null);

        public Task<IReadOnlyList<TrusteeRelease>?> ReleasesAsync(long after, CancellationToken stop)
        {
            if (++Asked == 2)
            {
                _askedAgain.SetResult();
            }
            return releases(after);
        }
    }
}
