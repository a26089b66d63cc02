using System.Net;
using System.Text.Json;
using Chorus.App.Data;
using Chorus.App.Tests.Deployment;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Releasing;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Tests.Features.Desk;

public sealed class DeskTests : IAsyncLifetime
{
    private TestSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await TestSite.StartAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Nothing_is_on_any_desk_before_the_quorum_and_all_of_it_after()
    {
        var reporters = Enumerable.Range(0, 3).Select(_ => _site.Reporter()).ToArray();
        using var advocate = await _site.SignInAsync(TestDeployment.Centre);
        foreach (var reporter in reporters.Take(2))
        {
            using var deposited = await _site.SendAsync(reporter.Seal(TestDeployment.Centre, Quorum.Of(3), 7));
        }
        await _site.RunAsync();
        (await advocate.ReadAsync("/desk/api/reports")).ToString().ShouldBe("""{"reports":[],"groups":[]}""");

        using var third = await _site.SendAsync(reporters[2].Seal(TestDeployment.Centre, Quorum.Of(3), 7));
        await _site.RunAsync();

        var desk = await advocate.ReadAsync("/desk/api/reports");
        desk.GetProperty("reports").GetArrayLength().ShouldBe(3);
        var group = desk.GetProperty("groups").EnumerateArray().ShouldHaveSingleItem();
        group.GetProperty("members").GetArrayLength().ShouldBe(3);
        group.GetProperty("elsewhere").GetArrayLength().ShouldBe(0);
        foreach (var report in desk.GetProperty("reports").EnumerateArray())
        {
            Open(report).Document.Answers["story"]!.Text.ShouldBe(reporters[0].Story);
        }
    }

    [Fact]
    public async Task An_organisation_sees_its_own_reports_only_and_of_others_what_the_network_agreed_to()
    {
        using var toCentre = await _site.SendAsync(_site.Reporter().Seal(TestDeployment.Centre, Quorum.Of(3), 7));
        using var toLegalAid = await _site.SendAsync(_site.Reporter().Seal(TestDeployment.LegalAid, Quorum.Of(3), 7));
        using var toCampus = await _site.SendAsync(_site.Reporter().Seal(TestDeployment.Campus, Quorum.Of(3), 7));
        await _site.RunAsync();

        using var centre = await _site.SignInAsync(TestDeployment.Centre);
        using var campus = await _site.SignInAsync(TestDeployment.Campus);
        var ofCentre = await centre.ReadAsync("/desk/api/reports");
        var ofCampus = await campus.ReadAsync("/desk/api/reports");

        ofCentre.GetProperty("reports").GetArrayLength().ShouldBe(1);
        ofCampus.GetProperty("reports").GetArrayLength().ShouldBe(1);
        ofCentre.GetProperty("reports")[0].GetProperty("handle").GetString().ShouldNotBe(ofCampus.GetProperty("reports")[0].GetProperty("handle").GetString());
        // The two of the network are told of each other by name; the third is a number to them, and they to it.
        Elsewhere(ofCentre).ShouldBe("""[{"organisation":null,"count":1},{"organisation":"legal-aid","count":1}]""");
        Elsewhere(ofCampus).ShouldBe("""[{"organisation":null,"count":2}]""");
    }

    [Fact]
    public async Task Records_of_a_trustee_that_was_replaced_are_left_out_and_those_of_the_two_others_open_the_report()
    {
        var reporter = _site.Reporter();
        using var sent = await _site.SendAsync(reporter.Seal(TestDeployment.Centre, Quorum.Of(1), 7));
        await _site.RunAsync();
        // As under a new manifest: what the lost one signed does not verify any more.
        await _site.QueryAsync(db => db.Across<Release>().Where(r => r.Trustee == 0).ExecuteUpdateAsync(set => set.SetProperty(r => r.Signature, new byte[64])));

        using var advocate = await _site.SignInAsync(TestDeployment.Centre);
        var report = (await advocate.ReadAsync("/desk/api/reports")).GetProperty("reports").EnumerateArray().ShouldHaveSingleItem();

        report.GetProperty("records").GetArrayLength().ShouldBe(2);
        Open(report).Document.Answers["story"]!.Text.ShouldBe(reporter.Story);
    }

    [Fact]
    public async Task A_report_that_was_sent_directly_is_no_group()
    {
        using var sent = await _site.SendAsync(_site.Reporter().Seal(TestDeployment.Centre, Quorum.Of(1), 7));
        await _site.RunAsync();
        using var advocate = await _site.SignInAsync(TestDeployment.Centre);
        var desk = await advocate.ReadAsync("/desk/api/reports");
        desk.GetProperty("reports").GetArrayLength().ShouldBe(1);
        desk.GetProperty("groups").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Newest_releases_come_first()
    {
        foreach (var respondent in new ulong[] { 1, 2, 3 })
        {
            using var sent = await _site.SendAsync(_site.Reporter().Seal(TestDeployment.Centre, Quorum.Of(1), respondent));
            await _site.RunAsync();
        }
        using var advocate = await _site.SignInAsync(TestDeployment.Centre);
        var reports = (await advocate.ReadAsync("/desk/api/reports")).GetProperty("reports");
        var runs = reports.EnumerateArray().Select(r => ReleaseRecord.Decode(Bytes(r.GetProperty("records")[0], "record")).RunNumber).ToArray();
        runs.Length.ShouldBe(3);
        runs.ShouldBe(runs.OrderDescending());
    }

    [Fact]
    public async Task A_member_gets_the_organisations_key_wrapped_and_it_opens_with_the_passphrase()
    {
        using var advocate = await _site.SignInAsync(TestDeployment.LegalAid);
        var key = await advocate.ReadAsync("/desk/api/key");
        var own = _site.Deployment.Organisations[TestDeployment.LegalAid];
        var holder = new KeyHolder(
            _site.Deployment.Manifest.Deployment, key.GetProperty("organisation").GetString()!, key.GetProperty("epoch").GetUInt32(), key.GetProperty("member").GetString()!);
        using var opened = OrganisationKey.Unwrap("passphrase", holder, own.RecipientKey, Bytes(key, "wrapped"));
        opened.RecipientKey.ShouldBe(own.RecipientKey);
    }

    [Theory]
    [InlineData("/desk/api/key")]
    [InlineData("/desk/api/reports")]
    public async Task Who_is_not_signed_in_gets_nothing(string path)
    {
        using var client = _site.Client();
        using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("urn:chorus:signed-out");
    }

    [Fact]
    public async Task A_members_visit_keeps_no_copy_and_writes_nothing_into_the_log()
    {
        using var advocate = await _site.SignInAsync(TestDeployment.Centre);
        foreach (var path in new[] { "/desk/sign-in", "/desk", "/desk/api/reports" })
        {
            using var answer = await advocate.GetAsync(path);
            answer.Headers.CacheControl!.NoStore.ShouldBeTrue(path);
        }
        await using var log = new FileStream(_site.LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(log);
        (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldNotContain("Microsoft.AspNetCore");
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_a_member_out_even_from_the_right_one()
    {
        await _site.EnrolAsync(TestDeployment.Centre, "someone@else.example");
        using var member = _site.Browser();
        for (var i = 0; i < 5; i++)
        {
            (await member.SignInAsync("someone@else.example", "a wrong password")).ShouldBeFalse();
        }
        (await member.SignInAsync("someone@else.example", "correct horse battery")).ShouldBeFalse();
    }

    private OpenedReport Open(JsonElement report)
    {
        var records = report.GetProperty("records").EnumerateArray().Select(r => new SignedRecord(Bytes(r, "record"), Bytes(r, "signature"))).ToArray();
        var sealedReport = new SealedReport(Bytes(report, "statement"), Bytes(report, "signature"), Bytes(report, "content"), Bytes(report, "escrowed"));
        new ReportOpener(_site.Deployment.Manifest, _ => 7).TryOpen(
            _site.Deployment.Organisations[TestDeployment.Centre], sealedReport, records[0], records[1], out var opened, out var fault).ShouldBeTrue(fault.ToString());
        return opened!;
    }

    private static string Elsewhere(JsonElement desk) => desk.GetProperty("groups").EnumerateArray().ShouldHaveSingleItem().GetProperty("elsewhere").ToString();

    private static byte[] Bytes(JsonElement element, string name) => Base64UrlText.TryDecode(element.GetProperty(name).GetString(), out var bytes) ? bytes : [];
}
