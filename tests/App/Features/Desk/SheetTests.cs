using System.Net;
using System.Text.Json;
using Chorus.App.Data;
using Chorus.App.Members;
using Chorus.App.Tests.Deployment;
using Chorus.Escrow.Depositing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Tests.Features.Desk;

/// <summary>What members write on a report for themselves, as far as the site sees it.</summary>
public sealed class SheetTests : IAsyncLifetime
{
    private TestSite _site = null!;
    private SealedDeposit _deposit = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await TestSite.StartAsync();
        _deposit = _site.Reporter().Seal(TestDeployment.Centre, Quorum.Of(1), 7);
        using var sent = await _site.SendAsync(_deposit);
        await _site.RunAsync();
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task The_team_reads_its_sheet_and_nobody_elses_own()
    {
        using var advocate = await _site.SignInAsync(TestDeployment.Centre, Role.Advocate);
        using var decider = await _site.SignInAsync(TestDeployment.Centre, Role.DecisionMaker);
        (await WriteAsync(advocate, own: false, 1)).ShouldBe(HttpStatusCode.OK);
        (await WriteAsync(advocate, own: true, 1)).ShouldBe(HttpStatusCode.OK);

        (await SheetsAsync(advocate)).Select(s => s.GetProperty("own").GetBoolean()).ShouldBe([false, true]);
        var seen = (await SheetsAsync(decider)).ShouldHaveSingleItem();
        seen.GetProperty("own").GetBoolean().ShouldBeFalse();
        seen.GetProperty("version").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_version_that_does_not_follow_is_refused_and_the_newest_stays()
    {
        using var advocate = await _site.SignInAsync(TestDeployment.Centre, Role.Advocate);
        using var officer = await _site.SignInAsync(TestDeployment.Centre, Role.CaseOfficer);
        (await WriteAsync(advocate, own: false, 2)).ShouldBe(HttpStatusCode.Conflict);
        (await WriteAsync(advocate, own: false, 1)).ShouldBe(HttpStatusCode.OK);
        (await WriteAsync(officer, own: false, 1)).ShouldBe(HttpStatusCode.Conflict);
        (await WriteAsync(officer, own: false, 2)).ShouldBe(HttpStatusCode.OK);
        (await WriteAsync(advocate, own: false, 2)).ShouldBe(HttpStatusCode.Conflict);
        (await SheetsAsync(advocate)).ShouldHaveSingleItem().GetProperty("version").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Of_many_who_write_the_same_version_at_once_one_is_taken()
    {
        List<TestMember> members = [];
        foreach (var role in Roles.Reading)
        {
            members.Add(await _site.SignInAsync(TestDeployment.Centre, role));
        }
        for (uint version = 1; version <= 3; version++)
        {
            var answers = await Task.WhenAll(members.Select(m => WriteAsync(m, own: false, version)));
            answers.Count(a => a == HttpStatusCode.OK).ShouldBe(1);
            answers.Count(a => a == HttpStatusCode.Conflict).ShouldBe(members.Count - 1);
        }
        foreach (var member in members)
        {
            member.Dispose();
        }
    }

    [Fact]
    public async Task A_browser_asks_for_what_came_since_also_for_what_took_the_place_of_another()
    {
        using var advocate = await _site.SignInAsync(TestDeployment.Centre);
        await WriteAsync(advocate, own: false, 1);
        var last = (await advocate.ReadAsync("/desk/api/sheets?after=0")).GetProperty("last").GetInt64();
        (await advocate.ReadAsync($"/desk/api/sheets?after={last}")).GetProperty("sheets").GetArrayLength().ShouldBe(0);
        await WriteAsync(advocate, own: false, 2);
        (await advocate.ReadAsync($"/desk/api/sheets?after={last}")).GetProperty("sheets").EnumerateArray()
            .ShouldHaveSingleItem().GetProperty("version").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Another_organisation_sees_none_and_writes_none()
    {
        using var advocate = await _site.SignInAsync(TestDeployment.Centre);
        using var stranger = await _site.SignInAsync(TestDeployment.LegalAid);
        await WriteAsync(advocate, own: false, 1);
        (await SheetsAsync(stranger)).ShouldBeEmpty();
        (await WriteAsync(stranger, own: false, 1)).ShouldBe(HttpStatusCode.NotFound);
        (await WriteAsync(stranger, own: true, 1)).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Only_those_whose_roles_open_reports_are_named_for_assigning()
    {
        using var advocate = await _site.SignInAsync(TestDeployment.Centre, Role.Advocate);
        using var auditor = await _site.SignInAsync(TestDeployment.Centre, Role.Auditor);
        var named = (await advocate.ReadAsync("/desk/api/sheets?after=0")).GetProperty("colleagues").EnumerateArray().Select(c => c.GetProperty("id").GetString()).ToList();
        var auditors = await _site.QueryAsync(db => db.Across<MemberRole>().Where(r => r.Role == Role.Auditor).Select(r => r.MemberId).ToListAsync(TestContext.Current.CancellationToken));
        named.ShouldNotBeEmpty();
        named.ShouldNotContain(auditors.ShouldHaveSingleItem());
    }

    [Fact]
    public async Task A_members_own_goes_with_the_member_and_the_teams_stays()
    {
        using var advocate = await _site.SignInAsync(TestDeployment.Centre, Role.Advocate);
        await WriteAsync(advocate, own: false, 1);
        await WriteAsync(advocate, own: true, 1);
        var (before, left) = await _site.QueryAsync(async db =>
        {
            var stop = TestContext.Current.CancellationToken;
            var count = await db.Across<SheetRow>().CountAsync(stop);
            var owner = await db.Across<SheetRow>().Where(s => s.OwnerId != null).Select(s => s.OwnerId).SingleAsync(stop);
            await db.Users.Where(m => m.Id == owner).ExecuteDeleteAsync(stop);
            return (count, await db.Across<SheetRow>().SingleAsync(stop));
        });
        before.ShouldBe(2);
        left.OwnerId.ShouldBeNull();
    }

    [Theory]
    [InlineData(0, 4163)]
    [InlineData(1, 4162)]
    [InlineData(1, 262_275)]
    public async Task What_no_sealed_sheet_looks_like_is_refused(uint version, int length)
    {
        using var advocate = await _site.SignInAsync(TestDeployment.Centre);
        (await WriteAsync(advocate, own: false, version, length)).ShouldBeOneOf(HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge);
    }

    private async Task<HttpStatusCode> WriteAsync(TestMember member, bool own, uint version, int length = 4163)
    {
        using var answer = await member.PostAsync("/desk/api/sheets", new { Handle = _deposit.Signed.Statement.Handle.ToArray(), Own = own, Version = version, Sealed = new byte[length], Epoch = 1 });
        return answer.StatusCode;
    }

    private static async Task<IReadOnlyList<JsonElement>> SheetsAsync(TestMember member) =>
        [.. (await member.ReadAsync("/desk/api/sheets?after=0")).GetProperty("sheets").EnumerateArray()];
}
