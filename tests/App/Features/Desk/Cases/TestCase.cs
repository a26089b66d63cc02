using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chorus.App.CaseLogs;
using Chorus.App.Data;
using Chorus.App.Members;
using Chorus.App.Tests.Deployment;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Tests.Features.Desk.Cases;

/// <summary>A case at the desk of the centre, with two members who act in it.</summary>
internal sealed class TestCase : IDisposable
{
    private TestCase(TestSite site, TestMember officer, TestMember decider) => (Site, Officer, Decider) = (site, officer, decider);

    public TestSite Site { get; }

    /// <summary>staff-1, who opened it.</summary>
    public TestMember Officer { get; }

    public TestMember Decider { get; }

    public string Id { get; } = NewId();

    public string Path => $"/desk/api/cases/{Id}";

    /// <summary>Index of its first event's entry in the log.</summary>
    public long First { get; private set; }

    public CaseLog Log => Site.Services.GetRequiredService<CaseLog>();

    public static string NewId() => Convert.ToHexStringLower(SecureRandom.Bytes(16));

    /// <summary>Opened, with a reporter and a respondent, and both members assigned: seven events.</summary>
    public static async Task<TestCase> OpenAsync(TestSite site, string? of = null)
    {
        var made = new TestCase(site, await SignInAsync(site, $"officer{of}@centre.example", Role.CaseOfficer), await SignInAsync(site, $"decider{of}@centre.example", Role.DecisionMaker));
        using (var opened = await made.PostOpeningAsync())
        {
            opened.StatusCode.ShouldBe(HttpStatusCode.OK, await opened.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
        made.First = await site.QueryAsync(db => db.Across<CaseEventRow>().Where(e => e.CaseId == made.Id).Select(e => e.Entry).SingleAsync(TestContext.Current.CancellationToken));
        await made.NameAsync("reporter-1");
        await made.NameAsync("respondent-1");
        var about = """[{"party":"reporter-1","conflict":"none"},{"party":"respondent-1","conflict":"none"}]""";
        var other = await made.PseudonymAsync(made.Decider);
        await made.DoAsync(made.Officer, "case-officer", $$"""{"kind":"conflicts-declared","about":{{about}}}""");
        await made.DoAsync(made.Decider, "decision-maker", $$"""{"kind":"conflicts-declared","about":{{about}}}""");
        await made.DoAsync(made.Officer, "case-officer", $$"""{"kind":"assigned","member":"{{other}}","role":"decision-maker","neutral":false}""");
        await made.DoAsync(made.Decider, "decision-maker", """{"kind":"assigned","member":"staff-1","role":"case-officer","neutral":false}""");
        return made;
    }

    public static async Task<TestMember> SignInAsync(TestSite site, string email, Role role)
    {
        await site.EnrolAsync(TestDeployment.Centre, email, roles: role);
        var member = site.Browser();
        (await member.SignInAsync(email, TestSite.Password)).ShouldBeTrue();
        return member;
    }

    public async Task<HttpResponseMessage> PostOpeningAsync()
    {
        var (title, _) = Seal("Kitchen, spring");
        return await Officer.PostAsync("/desk/api/cases", new
        {
            Id, Role = "case-officer", Title = title,
            Event = new { Process = "fair-process@1", Source = "referral", Zone = "Europe/Madrid", Holidays = "us-federal", Jurisdiction = "US-CA" },
        });
    }

    public async Task<string> PseudonymAsync(TestMember member) => (await member.ReadAsync(Path)).GetProperty("me").GetString()!;

    public Task NameAsync(string party)
    {
        var (content, reference) = Seal(party);
        return DoAsync(Officer, "case-officer", $$"""{"kind":"party-named","party":"{{party}}","identity":{{reference}}}""", content);
    }

    /// <summary>Does what has to be accepted.</summary>
    public async Task DoAsync(TestMember member, string role, string @event, params object[] contents)
    {
        using var answer = await PostAsync(member, role, @event, contents);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async Task<HttpResponseMessage> PostAsync(TestMember member, string role, string @event, object[] contents, int? after = null, string? party = null)
    {
        var known = after ?? (await member.ReadAsync(Path)).GetProperty("events").GetArrayLength();
        return await member.PostAsync($"{Path}/events", new { After = known, Role = role, Party = party, Event = JsonNode.Parse(@event), Contents = contents });
    }

    /// <summary>A sealed content as it is posted, and the reference to it.</summary>
    public (object Content, string Reference) Seal(string text)
    {
        var id = SecureRandom.Bytes(16);
        var made = CaseContent.Seal(Site.Deployment.Organisations[TestDeployment.Centre].RecipientKey, 1, PlaceOf(id), System.Text.Encoding.UTF8.GetBytes(text));
        var name = Convert.ToHexStringLower(id);
        return (new { Id = name, Sealed = made }, $$"""{"id":"{{name}}","hash":"{{Convert.ToHexStringLower(Digest.Sha256(made))}}"}""");
    }

    public CasePlace PlaceOf(byte[] content) => new(Site.Deployment.Manifest.Deployment, TestDeployment.Centre, Convert.FromHexString(Id), content);

    public static async Task<JsonElement> ProblemAsync(HttpResponseMessage answer, HttpStatusCode status, string type)
    {
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(status, problem.ToString());
        problem.GetProperty("type").GetString().ShouldBe($"urn:chorus:{type}");
        return problem;
    }

    public void Dispose()
    {
        Officer.Dispose();
        Decider.Dispose();
    }
}
