using System.Net;
using System.Text.Json;
using Chorus.App.Data;
using Chorus.App.Jobs;
using Chorus.App.Members;
using Chorus.App.Members.Record;
using Chorus.App.Tests.Deployment;
using Chorus.App.Tests.Features.Desk.Cases;
using Chorus.Escrow.Depositing;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace Chorus.App.Tests.Features.Desk;

/// <summary>The site's part of docs/formats/extract.md: two different members, and each step in the record.</summary>
public sealed class ExtractTests : IAsyncLifetime
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly ShiftedClock _clock = new();
    private readonly byte[] _sealed = SecureRandom.Bytes(4163);
    private TestSite _site = null!;
    private TestMember _rosa = null!;
    private TestMember _ana = null!;
    private TestMember _eva = null!;
    private byte[] _handle = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await TestSite.StartAsync(_clock);
        var reporter = _site.Reporter();
        var deposit = reporter.Seal(TestDeployment.Centre, Quorum.Of(1), 7);
        using var sent = await _site.SendAsync(deposit);
        await _site.RunAsync();
        _handle = deposit.Signed.Statement.Handle.ToArray();
        _rosa = await TestCase.SignInAsync(_site, "rosa@centre.example", Role.Advocate);
        _ana = await TestCase.SignInAsync(_site, "ana@centre.example", Role.CaseOfficer);
        _eva = await TestCase.SignInAsync(_site, "eva@centre.example", Role.DecisionMaker);
    }

    public async ValueTask DisposeAsync()
    {
        _rosa.Dispose();
        _ana.Dispose();
        _eva.Dispose();
        await _site.DisposeAsync();
    }

    private string Id => Base64UrlText.Encode(Digest.Sha256(_sealed));

    [Fact]
    public async Task It_is_asked_by_one_approved_by_another_and_made_by_either_and_the_record_has_each_step()
    {
        (await AskAsync(_rosa)).ShouldBe(HttpStatusCode.OK);
        var asked = await OneAsync(_ana);
        asked.GetProperty("id").GetString().ShouldBe(Id);
        asked.GetProperty("sealed").GetString().ShouldBe(Base64UrlText.Encode(_sealed));
        asked.GetProperty("askedByName").GetString().ShouldBe("rosa@centre.example");
        (await StepAsync(_ana, "made")).ShouldBe((HttpStatusCode.Conflict, "not-approved"));
        (await StepAsync(_ana, "approved")).Status.ShouldBe(HttpStatusCode.OK);
        (await StepAsync(_ana, "made")).Status.ShouldBe(HttpStatusCode.OK);
        (await StepAsync(_rosa, "made")).Status.ShouldBe(HttpStatusCode.OK);
        var made = await OneAsync(_rosa);
        (made.GetProperty("approvedByName").GetString(), made.GetProperty("madeHour").GetString()).ShouldBe(("ana@centre.example", _clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH'Z'", System.Globalization.CultureInfo.InvariantCulture)));

        var events = await EventsAsync();
        events.Select(e => e.Kind).ShouldBe(["extract-asked", "extract-approved", "extract-made", "extract-made"]);
        events.Select(e => e.Extract).Distinct().ShouldBe([Convert.ToHexStringLower(Digest.Sha256(_sealed))]);
        events.Select(e => e.By).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Who_asked_cannot_approve_and_a_third_cannot_make_the_file()
    {
        await AskAsync(_rosa);
        (await StepAsync(_rosa, "approved")).ShouldBe((HttpStatusCode.Forbidden, "own-extract"));
        await StepAsync(_ana, "approved");
        (await StepAsync(_eva, "made")).ShouldBe((HttpStatusCode.Forbidden, "not-yours"));
        // Nor does a second approval take the place of the first.
        (await StepAsync(_eva, "approved")).Status.ShouldBe(HttpStatusCode.OK);
        (await StepAsync(_eva, "made")).ShouldBe((HttpStatusCode.Forbidden, "not-yours"));
    }

    [Fact]
    public async Task What_is_refused_or_over_leaves_nothing_and_cannot_be_made()
    {
        await AskAsync(_rosa);
        await StepAsync(_ana, "approved");
        (await StepAsync(_eva, "refused")).Status.ShouldBe(HttpStatusCode.OK);
        (await StepAsync(_rosa, "made")).ShouldBe((HttpStatusCode.NotFound, "no-extract"));
        _site.Database.Contains(_sealed).ShouldBeFalse();

        await AskAsync(_rosa);
        await StepAsync(_ana, "approved");
        _clock.Shift(TimeSpan.FromDays(8));
        (await _rosa.SignInAsync("rosa@centre.example", TestSite.Password)).ShouldBeTrue();
        (await StepAsync(_rosa, "made")).ShouldBe((HttpStatusCode.NotFound, "no-extract"));
        await _site.Services.GetServices<IHostedService>().OfType<JoiningSweep>().Single().PassAsync(Stop);
        (await _site.QueryAsync(db => db.Across<ExtractRow>().AnyAsync(Stop))).ShouldBeFalse();
        _site.Database.Contains(_sealed).ShouldBeFalse();
    }

    [Fact]
    public async Task An_approval_that_was_written_into_the_database_is_none()
    {
        await AskAsync(_rosa);
        await _site.QueryAsync(db => db.Database.ExecuteSqlRawAsync("""UPDATE "Extracts" SET "ApprovedBy" = (SELECT "Id" FROM "Members" WHERE "Email" = 'ana@centre.example')""", Stop));
        (await StepAsync(_rosa, "made")).ShouldBe((HttpStatusCode.Conflict, "not-approved"));
        await _site.QueryAsync(db => db.Database.ExecuteSqlRawAsync("""UPDATE "Extracts" SET "AskedBy" = (SELECT "Id" FROM "Members" WHERE "Email" = 'ana@centre.example')""", Stop));
        (await StepAsync(_rosa, "approved")).ShouldBe((HttpStatusCode.NotFound, "no-extract"));
    }

    [Fact]
    public async Task Asked_again_after_a_lost_answer_it_is_one_request()
    {
        await AskAsync(_rosa);
        (await AskAsync(_rosa)).ShouldBe(HttpStatusCode.OK);
        (await EventsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Another_organisation_sees_none_asks_for_none_and_approves_none()
    {
        using var stranger = await _site.SignInAsync(TestDeployment.LegalAid, Role.Advocate);
        await AskAsync(_rosa);
        (await stranger.ReadAsync("/desk/api/extracts")).GetProperty("extracts").GetArrayLength().ShouldBe(0);
        (await StepAsync(stranger, "approved")).ShouldBe((HttpStatusCode.NotFound, "no-extract"));
        using var asked = await stranger.PostAsync("/desk/api/extracts", new { Handle = _handle, Version = 1, Sealed = SecureRandom.Bytes(4163) });
        asked.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(15, 1, 4163)]
    [InlineData(16, 0, 4163)]
    [InlineData(16, 1, 4162)]
    [InlineData(16, 1, 0)]
    public async Task What_is_no_request_is_refused(int handle, uint version, int length)
    {
        using var answer = await _rosa.PostAsync("/desk/api/extracts", new { Handle = new byte[handle], Version = version, Sealed = new byte[length] });
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("approved", "not base64!")]
    [InlineData("taken", null)]
    public async Task A_step_or_an_id_that_there_is_not_is_told(string step, string? id)
    {
        await AskAsync(_rosa);
        (await StepAsync(_ana, step, id)).ShouldBe((HttpStatusCode.NotFound, "no-extract"));
    }

    private async Task<HttpStatusCode> AskAsync(TestMember member)
    {
        using var answer = await member.PostAsync("/desk/api/extracts", new { Handle = _handle, Version = 1, Sealed = _sealed });
        return answer.StatusCode;
    }

    private async Task<(HttpStatusCode Status, string? Problem)> StepAsync(TestMember member, string step, string? id = null)
    {
        using var answer = await member.PostAsync($"/desk/api/extracts/{Uri.EscapeDataString(id ?? Id)}/{step}", new { });
        var read = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement;
        return (answer.StatusCode, read.TryGetProperty("type", out var type) ? type.GetString()!.Replace("urn:chorus:", "", StringComparison.Ordinal) : null);
    }

    private static async Task<JsonElement> OneAsync(TestMember member) => (await member.ReadAsync("/desk/api/extracts")).GetProperty("extracts").EnumerateArray().ShouldHaveSingleItem();

    private async Task<List<MemberEvent>> EventsAsync() =>
        (await _site.QueryAsync(db => db.Across<MemberEventRow>().OrderBy(e => e.Entry).Select(e => e.Line).ToListAsync(Stop))).ConvertAll(line => MemberEvent.Read(line)!).FindAll(e => e.Extract is not null);
}
