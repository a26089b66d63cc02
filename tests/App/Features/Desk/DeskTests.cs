using System.Net;
using System.Net.Http.Json;
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
        foreach (var report in await advocate.ContentsAsync(desk))
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
        var report = (await advocate.ContentsAsync(await advocate.ReadAsync("/desk/api/reports"))).ShouldHaveSingleItem();

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
        var reports = await advocate.ContentsAsync(await advocate.ReadAsync("/desk/api/reports"));
        var runs = reports.Select(r => ReleaseRecord.Decode(Bytes(r.GetProperty("records")[0], "record")).RunNumber).ToArray();
        runs.Length.ShouldBe(3);
        runs.ShouldBe(runs.OrderDescending());
    }

    [Fact]
    public async Task The_index_says_how_much_there_is_of_a_report_and_whether_it_was_taken_back()
    {
        var reporter = _site.Reporter();
        var deposit = reporter.Seal(TestDeployment.Centre, Quorum.Of(1), 7);
        using var sent = await _site.SendAsync(deposit);
        await _site.RunAsync();
        using var written = await _site.PostAsync("/api/messages", TestSite.Body(reporter.Write(deposit, "Is anybody there?")));
        using var advocate = await _site.SignInAsync(TestDeployment.Centre);
        async Task<JsonElement> EntryAsync() => (await advocate.ReadAsync("/desk/api/reports")).GetProperty("reports").EnumerateArray().ShouldHaveSingleItem();

        var entry = await EntryAsync();
        entry.GetProperty("records").GetInt32().ShouldBe(3);
        entry.GetProperty("messages").GetInt32().ShouldBe(1);
        entry.GetProperty("withdrawn").GetBoolean().ShouldBeFalse();
        entry.TryGetProperty("content", out _).ShouldBeFalse();

        using var withdrawn = await _site.SendAsync(reporter.Withdraw(deposit));
        (await EntryAsync()).GetProperty("withdrawn").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Contents_of_reports_that_were_not_released_to_the_organisation_are_left_out()
    {
        var elsewhere = _site.Reporter().Seal(TestDeployment.LegalAid, Quorum.Of(1), 7);
        var held = _site.Reporter().Seal(TestDeployment.Centre, Quorum.Of(3), 7);
        foreach (var deposit in new[] { elsewhere, held })
        {
            using var sent = await _site.SendAsync(deposit);
        }
        await _site.RunAsync();
        using var advocate = await _site.SignInAsync(TestDeployment.Centre);
        var names = new[] { elsewhere, held }.Select(d => new { Handle = d.Signed.Statement.Handle.ToArray(), Version = 1u }).Append(new { Handle = new byte[3], Version = 0u });
        using var answer = await advocate.PostAsync("/desk/api/contents", new { Reports = names });
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("""{"reports":[]}""");
    }

    [Fact]
    public async Task Contents_come_in_answers_of_a_few_megabytes_in_the_order_in_which_they_were_asked_for()
    {
        var reporters = Enumerable.Range(0, 6).Select(_ => new TestReporter(_site.Deployment.Manifest) { Story = new string('x', 900_000) }).ToList();
        foreach (var reporter in reporters)
        {
            using var sent = await _site.SendAsync(reporter.Seal(TestDeployment.Centre, Quorum.Of(1), 7));
            sent.IsSuccessStatusCode.ShouldBeTrue();
        }
        await _site.RunAsync();
        using var advocate = await _site.SignInAsync(TestDeployment.Centre);
        var desk = await advocate.ReadAsync("/desk/api/reports");
        var asked = desk.GetProperty("reports").EnumerateArray().Select(r => r.GetProperty("handle").GetString()).Reverse().ToList();
        using var answer = await advocate.PostAsync("/desk/api/contents", new { Reports = asked.Select(handle => new { Handle = handle, Version = 1 }) });
        var given = (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("reports");

        given.GetArrayLength().ShouldBeInRange(1, 5);
        given.EnumerateArray().Select(r => r.GetProperty("handle").GetString()).ShouldBe(asked.Take(given.GetArrayLength()));
        (await advocate.ContentsAsync(desk)).Count.ShouldBe(6);
    }

    [Theory]
    [InlineData("""{"reports":[]}""")]
    [InlineData("""{"reports":[null]}""")]
    [InlineData("""{"reports":[{"handle":"AAAA"}]}""")]
    public async Task A_call_for_contents_that_names_no_reports_is_refused(string body)
    {
        using var advocate = await _site.SignInAsync(TestDeployment.Centre);
        using var answer = await advocate.PostAsync("/desk/api/contents", JsonSerializer.Deserialize<JsonElement>(body));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var many = await advocate.PostAsync("/desk/api/contents", new { Reports = Enumerable.Repeat(new { Handle = new byte[16], Version = 1 }, 101) });
        many.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
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
        (await member.SignInAsync("someone@else.example", TestSite.Password)).ShouldBeFalse();
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
