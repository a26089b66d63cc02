using System.Net;
using Chorus.App.Data;
using Chorus.App.Features.Statements;
using Chorus.App.Tests.Deployment;
using Chorus.Escrow;
using Chorus.Escrow.Depositing;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Chorus.App.Tests.Features.Statements;

/// <summary>Many deposits, written down together.</summary>
public sealed class LedgerTests : IAsyncLifetime
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private TestSite _site = null!;

    private Ledger Ledger => _site.Services.GetRequiredService<Ledger>();

    public async ValueTask InitializeAsync() => _site = await TestSite.StartAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Ten_deposits_at_once_are_each_acknowledged_and_each_kept_once_by_all_four()
    {
        var deposits = Enumerable.Range(0, 10).Select(_ => _site.Reporter().Seal(TestDeployment.Centre, Quorum.Of(3), 7)).ToArray();

        var answers = await Task.WhenAll(deposits.Select(_site.SendAsync));

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
        (await _site.QueryAsync(db => db.Across<Report>().CountAsync(r => r.State == ReportState.Deposited, Stop))).ShouldBe(10);
        (await _site.QueryAsync(db => db.Across<ReportVersion>().CountAsync(v => v.Acks != null && v.Packets == null, Stop))).ShouldBe(10);
        _site.Deployment.Trustees.ShouldAllBe(trustee => trustee.Core.Reports == 10);
    }

    [Fact]
    public async Task One_deposit_that_cannot_be_written_takes_no_other_with_it()
    {
        var rows = Enumerable.Range(0, 20).Select(i => Rows(i == 10 ? "no such organisation" : TestDeployment.Centre)).ToArray();

        var begun = rows.Select(row => Ledger.BeginAsync(row.Report, row.Version)).ToArray();

        await Should.ThrowAsync<DbUpdateException>(begun[10]);
        (await Task.WhenAll(begun.Where((_, i) => i != 10))).ShouldAllBe(isNew => isNew);
        (await _site.QueryAsync(db => db.Across<Report>().CountAsync(Stop))).ShouldBe(19);
    }

    [Fact]
    public async Task Of_two_deposits_for_one_place_of_a_receipt_one_is_new()
    {
        var (first, second) = (Rows(TestDeployment.Centre), Rows(TestDeployment.Centre));
        var twin = new Report
        {
            Handle = second.Report.Handle, Family = first.Report.Family, Number = first.Report.Number,
            OrganisationId = TestDeployment.Centre, Lookup = second.Report.Lookup, Version = 0, State = ReportState.Pending,
        };

        var begun = await Task.WhenAll(Ledger.BeginAsync(first.Report, first.Version), Ledger.BeginAsync(twin, second.Version));

        begun.Count(isNew => isNew).ShouldBe(1);
        (await _site.QueryAsync(db => db.Across<ReportVersion>().CountAsync(Stop))).ShouldBe(1);
    }

    [Fact]
    public async Task The_place_of_a_report_withdrawn_after_its_release_is_as_free_as_any()
    {
        var (passedOn, next) = (Rows(TestDeployment.Centre), Rows(TestDeployment.Centre));
        (await Ledger.BeginAsync(passedOn.Report, passedOn.Version)).ShouldBeTrue();
        await _site.QueryAsync(db => db.Across<Report>().ExecuteUpdateAsync(r => r.SetProperty(x => x.State, ReportState.Withdrawn), Stop));
        var report = new Report
        {
            Handle = next.Report.Handle, Family = passedOn.Report.Family, Number = passedOn.Report.Number,
            OrganisationId = TestDeployment.Centre, Lookup = next.Report.Lookup, Version = 0, State = ReportState.Pending,
        };

        (await Ledger.BeginAsync(report, next.Version)).ShouldBeTrue();
    }

    [Fact]
    public async Task Packets_leave_the_files_a_second_after_they_leave_the_table()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var site = await TestSite.StartAsync(clock);
        var deposit = site.Reporter().Seal(TestDeployment.Centre, Quorum.Of(3), 7);
        using var answer = await site.SendAsync(deposit);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);

        site.Database.Contains(deposit.Packets[0]).ShouldBeTrue();
        while (site.Database.Contains(deposit.Packets[0]))
        {
            Stop.ThrowIfCancellationRequested();
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }

    private static (Report Report, ReportVersion Version) Rows(string organisation)
    {
        var handle = SecureRandom.Bytes(Handle.Length);
        return (
            new Report
            {
                Handle = handle, OrganisationId = organisation, Family = SecureRandom.Bytes(32), Number = 0,
                Lookup = SecureRandom.Bytes(16), Version = 0, State = ReportState.Pending,
            },
            new ReportVersion
            {
                Handle = handle, Version = 1, OrganisationId = organisation, Statement = [1], Signature = [2], Content = [3],
                Escrowed = [4], SelfWrap = [5], Packets = new PendingPackets { Packets = [6] }, Hour = Hour.Now(TimeProvider.System),
            });
    }
}
