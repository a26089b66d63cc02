using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Chorus.App.Tests.Deployment;
using Chorus.Cli.Trial;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;
using Chorus.Escrow.Releasing;
using Chorus.Sealing;

namespace Chorus.App.Tests.Trial;

/// <summary>The command that a newcomer starts: real processes, real links, real ports.</summary>
public sealed class TrialTests : IDisposable
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Three_reports_meet_their_quorum_in_four_processes_and_all_is_there_after_a_restart()
    {
        var port = RunningTrial.FreePort();
        var site = new Uri($"http://localhost:{port}");
        await using (var trial = await RunningTrial.StartAsync(_folder["data"], port))
        {
            using var client = new HttpClient { BaseAddress = site };
            var manifest = Manifest.Parse(await client.GetByteArrayAsync("/manifest.json", Stop));
            for (var i = 0; i < 3; i++)
            {
                var deposit = new TestReporter(manifest).Seal("workers-centre", Quorum.Of(3), 7);
                using var answer = await client.PostAsJsonAsync("/api/statements", TestSite.Body(deposit), App.Hosting.SiteJson.Options, Stop);
                answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync(Stop));
            }
            using var advocate = await SignInAsync(site, trial.Printed);
            var desk = await ReportsAsync(advocate, count: 3);
            desk.GetProperty("groups").EnumerateArray().ShouldHaveSingleItem().GetProperty("members").GetArrayLength().ShouldBe(3);
            await ShouldOpenAsync(advocate, desk, manifest, Secret(trial.Printed, "passphrase"));
            await ShouldHaveASecondMemberAsync(site, trial.Printed, manifest);
            await ShouldTakeANewKeyAsync(client, advocate, manifest, Secret(trial.Printed, "passphrase"));
            await trial.TerminateAsync();
        }

        MakeOlder(new TrialFolder(_folder["data"]));
        await using var again = await RunningTrial.StartAsync(_folder["data"], port);
        again.Printed.ShouldNotContain("Making the keys");
        again.Printed.ShouldContain($"Invite a second at http://localhost:{port}/desk/members");
        using var returning = await SignInAsync(site, again.Printed);
        await ReportsAsync(returning, count: 3);
        var (exitCode, errors) = await RunningTrial.FailAsync(_folder["other"], port);
        exitCode.ShouldBe(1);
        errors.Trim().ShouldBe($"Port {port} is taken by another program. Stop that one, or choose another port with --port N.");
        await again.TerminateAsync();
    }

    private static async Task ShouldHaveASecondMemberAsync(Uri site, string printed, Manifest manifest)
    {
        var second = printed[printed.IndexOf("Workers' Centre, case officer", StringComparison.Ordinal)..];
        using var officer = await SignInAsync(site, second);
        await ShouldOpenAsync(officer, await ReportsAsync(officer, count: 3), manifest, Secret(second, "passphrase"));
    }

    // What a browser does in docs/formats/organisation-key.md; the trial does what four operators would.
    private static async Task ShouldTakeANewKeyAsync(HttpClient client, TestMember advocate, Manifest manifest, string passphrase)
    {
        var own = await advocate.ReadAsync("/desk/api/key");
        var (id, member) = (own.GetProperty("organisation").GetString()!, own.GetProperty("member").GetString()!);
        var recipientKey = manifest.FindOrganisation(id)!.CurrentKey.RecipientKey;
        using var before = OrganisationKey.Unwrap(passphrase, new KeyHolder(manifest.Deployment, id, 1, member), recipientKey, Bytes(own, "wrapped"));
        using var newest = OrganisationKey.New();
        using var posted = await advocate.PostAsync("/desk/api/key-change", new
        {
            Epoch = 2, Before = 1, newest.RecipientKey, SigningKey = newest.Signing.PublicKey, Link = KeyLink.Seal(newest, before, new(manifest.Deployment, id, 2, 1)),
            Wrapped = newest.Wrap(passphrase, new KeyHolder(manifest.Deployment, id, 2, member)),
        });
        posted.IsSuccessStatusCode.ShouldBeTrue(await posted.Content.ReadAsStringAsync(Stop));

        var next = await ManifestAsync(client, version: 2);
        next.FindOrganisation(id)!.CurrentKey.RecipientKey.ShouldBe(newest.RecipientKey);
        var deposit = new TestReporter(next).Seal(id, Quorum.Of(3), 8);
        deposit.Signed.Statement.RecipientKey.ShouldBe(newest.RecipientKey);
        using var taken = await client.PostAsJsonAsync("/api/statements", TestSite.Body(deposit), App.Hosting.SiteJson.Options, Stop);
        taken.IsSuccessStatusCode.ShouldBeTrue(await taken.Content.ReadAsStringAsync(Stop));
        // The session has outlived the site's new start, and the key comes with what leads to the one before.
        var now = await advocate.ReadAsync("/desk/api/key");
        now.GetProperty("epoch").GetUInt32().ShouldBe(2u);
        using var opened = KeyLink.Open(newest, new(manifest.Deployment, id, 2, 1), recipientKey, Bytes(now.GetProperty("links")[0], "link"));
        opened.RecipientKey.ShouldBe(recipientKey);
    }

    // The site is away for the moment of its new start.
    private static async Task<Manifest> ManifestAsync(HttpClient client, int version)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            try
            {
                var manifest = Manifest.Parse(await client.GetByteArrayAsync("/manifest.json", late.Token));
                if (manifest.Version == version)
                {
                    return manifest;
                }
            }
            catch (HttpRequestException)
            {
                late.Token.ThrowIfCancellationRequested();
            }
            await timer.WaitForNextTickAsync(late.Token);
        }
    }

    // As the first start wrote it when each organisation had one member.
    private static void MakeOlder(TrialFolder folder)
    {
        var first = folder.ReadSignIns().DistinctBy(s => s.Organisation).Select(s => s with { Title = null }).ToArray();
        first.Length.ShouldBe(3);
        File.Delete(Path.Combine(folder.Root, "trial", "sign-in.json"));
        folder.SaveSignIns(first);
    }

    private static async Task<TestMember> SignInAsync(Uri site, string printed)
    {
        var member = TestMember.Over(site);
        (await member.SignInAsync(Secret(printed, "e-mail"), Secret(printed, "password"))).ShouldBeTrue();
        return member;
    }

    // The first of the demonstration members is the workers' centre's.
    private static string Secret(string printed, string name) => Regex.Match(printed, name + @"\s+(?<value>\S+)", RegexOptions.ExplicitCapture).Groups["value"].Value;

    // Runs take place every two seconds, and the site asks for releases every three.
    private static async Task<JsonElement> ReportsAsync(TestMember advocate, int count)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while (true)
        {
            var desk = await advocate.ReadAsync("/desk/api/reports");
            if (desk.GetProperty("reports").EnumerateArray().Count(r => r.GetProperty("records").GetInt32() == 3) == count)
            {
                return desk;
            }
            await timer.WaitForNextTickAsync(late.Token);
        }
    }

    private static async Task ShouldOpenAsync(TestMember advocate, JsonElement desk, Manifest manifest, string passphrase)
    {
        var key = await advocate.ReadAsync("/desk/api/key");
        var id = key.GetProperty("organisation").GetString()!;
        var holder = new KeyHolder(manifest.Deployment, id, key.GetProperty("epoch").GetUInt32(), key.GetProperty("member").GetString()!);
        using var organisation = OrganisationKey.Unwrap(passphrase, holder, manifest.FindOrganisation(id)!.CurrentKey.RecipientKey, Bytes(key, "wrapped"));
        var report = (await advocate.ContentsAsync(desk))[0];
        var records = report.GetProperty("records").EnumerateArray().Select(r => new SignedRecord(Bytes(r, "record"), Bytes(r, "signature"))).ToArray();
        var sealedReport = new SealedReport(Bytes(report, "statement"), Bytes(report, "signature"), Bytes(report, "content"), Bytes(report, "escrowed"));
        new ReportOpener(manifest, _ => 7).TryOpen(organisation, sealedReport, records[0], records[1], out var opened, out var fault).ShouldBeTrue(fault.ToString());
        opened!.Document.Answers["story"]!.Text.ShouldBe("Lavendelfeld");
    }

    private static byte[] Bytes(JsonElement element, string name) => Base64UrlText.TryDecode(element.GetProperty(name).GetString(), out var bytes) ? bytes : [];
}
