using System.Net;
using Chorus.App.Data;
using Chorus.App.Members;
using Chorus.App.Tests.Deployment;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Tests.Features.Desk;

/// <summary>The site's part of a change of the organisation's key (docs/formats/organisation-key.md).</summary>
public sealed class KeyChangeTests : IAsyncLifetime
{
    private const string Officer = "case-officer@workers-centre.example";
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private TestSite _site = null!;
    private TestMember _holder = null!;
    private TestMember _officer = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await TestSite.StartAsync();
        _holder = await _site.SignInAsync(TestDeployment.Centre, Role.Administrator, Role.Advocate);
        _officer = await _site.SignInAsync(TestDeployment.Centre, Role.CaseOfficer);
    }

    public ValueTask DisposeAsync()
    {
        _holder.Dispose();
        _officer.Dispose();
        return _site.DisposeAsync();
    }

    [Fact]
    public async Task Who_has_left_is_refused_by_every_call_of_the_desk_and_a_new_key_is_due()
    {
        (await TextAsync("/desk")).ShouldNotContain("desk.epoch.due");
        var headers = await _officer.HeadersAsync("/desk");

        await RemoveAsync(Officer);

        foreach (var (method, path) in Calls())
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            using var answer = await SendStaleAsync(request, headers);
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, $"{method} {path}");
        }
        (await TextAsync("/desk")).ShouldContain("desk.epoch.due");
        (await TextAsync("/desk/members")).ShouldContain("desk.epoch.due");
    }

    [Fact]
    public async Task Whoever_leaves_without_the_newest_key_leaves_no_key_to_be_changed()
    {
        await ReplaceWrapAsync(Officer, epoch: 0);
        await RemoveAsync(Officer);
        (await TextAsync("/desk")).ShouldNotContain("desk.epoch.due");
    }

    [Fact]
    public async Task A_lost_role_and_a_key_that_was_granted_but_not_fetched_make_a_new_one_due_as_well()
    {
        var id = await IdAsync(Officer);
        await _site.QueryAsync(db => db.Across<KeyWrap>().Where(w => w.MemberId == id).ExecuteDeleteAsync(Stop));
        await _site.QueryAsync(async db =>
        {
            db.Add(new KeyRequest { MemberId = id, OrganisationId = TestDeployment.Centre, PublicKey = new byte[32], Kept = new byte[82], Epoch = 1, Granted = new byte[80], Hour = "2026-11-28T15Z" });
            return await db.SaveChangesAsync(Stop);
        });
        // Nor is it forgotten by asking anew.
        using var anew = await _officer.PostJsonAsync("/desk/key", "/desk/api/key-request", new { PublicKey = new byte[32], Kept = new byte[82] });
        anew.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var change = await _holder.PostFormAsync("/desk/members", "/desk/members?handler=roles", ("member", id), ("role", "auditor"));
        (await TextAsync("/desk")).ShouldContain("desk.epoch.due");
    }

    [Fact]
    public async Task Two_members_may_make_a_key_at_once_neither_is_lost_and_the_newest_is_proposed()
    {
        using var first = OrganisationKey.New();
        using var second = OrganisationKey.New();
        using var third = OrganisationKey.New();
        (await MakeAsync(_holder, first, 2)).ShouldBe(HttpStatusCode.OK);
        (await MakeAsync(_officer, second, 2)).ShouldBe(HttpStatusCode.Conflict, "the epoch is taken");
        var one = Proposed();
        ShouldPropose(one, 2, first);
        (await MakeAsync(_officer, second, 3)).ShouldBe(HttpStatusCode.OK);
        (await TextAsync("/desk")).ShouldContain("desk.epoch.way");

        var two = Proposed();
        two.Version.ShouldBe(3);
        two.FindOrganisation(TestDeployment.Centre)!.Keys.Select(k => k.Epoch).ShouldBe([1u, 3u]);
        (await _holder.ReadAsync("/desk/api/key-change")).GetProperty("made").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await _officer.ReadAsync("/desk/api/key-change")).GetProperty("made").GetProperty("epoch").GetUInt32().ShouldBe(3u);

        // Whoever made it leaves: it is proposed no more, nor is an older one, and its epoch is nobody else's.
        await RemoveAsync(Officer);
        Proposed().Version.ShouldBe(4);
        Proposed().FindOrganisation(TestDeployment.Centre)!.Keys.Select(k => k.Epoch).ShouldBe([1u]);
        (await TextAsync("/desk")).ShouldContain("desk.epoch.due");
        (await _holder.ReadAsync("/desk/api/key-change")).GetProperty("made").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await MakeAsync(_holder, third, 4)).ShouldBe(HttpStatusCode.OK);
        var three = Proposed();
        ShouldPropose(three, 5, third);
        (await TextAsync("/desk/new-key")).ShouldContain("another-key");
        (await _holder.ReadAsync("/desk/api/key-change")).GetProperty("epoch").GetUInt32().ShouldBe(5u);
        (await Should.ThrowAsync<SiteStartException>(() => EnterAsync(two))).Message.ShouldContain("that no member has");
        await EnterAsync(three);
    }

    [Fact]
    public async Task A_key_in_force_is_its_makers_with_the_way_to_the_one_before_and_the_others_ask_anew()
    {
        using var key = OrganisationKey.New();
        await AskAsync();
        await RemoveAsync(await EnrolledAsync("somebody@workers-centre.example"));
        (await MakeAsync(_holder, key, 2)).ShouldBe(HttpStatusCode.OK);
        (await TextAsync("/desk")).ShouldNotContain("desk.epoch.due");

        await EnterAsync(Proposed());

        var own = await _holder.ReadAsync("/desk/api/key");
        own.GetProperty("epoch").GetUInt32().ShouldBe(2u);
        own.GetProperty("links").EnumerateArray().ShouldHaveSingleItem().GetProperty("epoch").GetUInt32().ShouldBe(2u);
        (await _site.QueryAsync(db => db.Across<KeyWrap>().CountAsync(w => w.OrganisationId == TestDeployment.Centre && w.Epoch == 1, Stop))).ShouldBe(1, "the officer's");
        (await _site.QueryAsync(db => db.Across<KeyChange>().AnyAsync(Stop))).ShouldBeFalse();
        (await _site.QueryAsync(db => db.Across<KeyRequest>().AnyAsync(r => r.Granted != null, Stop))).ShouldBeFalse();
        (await _site.QueryAsync(db => db.Organisations.AnyAsync(o => o.KeyChangeDue != null, Stop))).ShouldBeFalse();
        // Once more is nothing new.
        await EnterAsync(Proposed());

        async Task AskAsync() => await _site.QueryAsync(async db =>
        {
            db.Add(new KeyRequest { MemberId = await IdAsync(Officer), OrganisationId = TestDeployment.Centre, PublicKey = new byte[32], Kept = new byte[82], Epoch = 1, Granted = new byte[80], Hour = "2026-11-28T15Z" });
            return await db.SaveChangesAsync(Stop);
        });
    }

    [Fact]
    public async Task Who_has_not_the_newest_key_makes_none_and_writes_nothing_under_the_one_before()
    {
        var sent = _site.Reporter().Seal(TestDeployment.Centre, Escrow.Depositing.Quorum.Of(1), 7);
        (await _site.SendAsync(sent)).IsSuccessStatusCode.ShouldBeTrue();
        await _site.RunAsync();
        await ReplaceWrapAsync(Officer, epoch: 0);
        using var key = OrganisationKey.New();
        var handle = sent.Signed.Statement.Handle.ToArray();

        (await MakeAsync(_officer, key, 2)).ShouldBe(HttpStatusCode.Conflict);
        File.Exists(NextFile).ShouldBeFalse();
        await ShouldBeRefusedAsync("/desk/api/messages", new { Handle = handle, Id = new byte[16], Envelope = new byte[4163], Signature = new byte[64] });
        await ShouldBeRefusedAsync("/desk/api/sheets", new { Handle = handle, Own = false, Version = 1, Sealed = new byte[4163], Epoch = 0 });
        using var stale = await _holder.PostAsync("/desk/api/sheets", new { Handle = handle, Own = false, Version = 1, Sealed = new byte[4163], Epoch = 0 });
        (await stale.Content.ReadAsStringAsync(Stop)).ShouldContain("urn:chorus:unlock-anew");
        using var page = await _officer.GetAsync("/desk");
        (await page.Content.ReadAsStringAsync(Stop)).ShouldContain("desk.epoch.behind");
        using var sheets = await _officer.GetAsync("/desk/recovery");
        sheets.Headers.Location!.ToString().ShouldBe("/desk/key");

        async Task ShouldBeRefusedAsync(string path, object body)
        {
            using var answer = await _officer.PostAsync(path, body);
            (await answer.Content.ReadAsStringAsync(Stop)).ShouldContain("urn:chorus:new-key", customMessage: path);
        }
    }

    [Fact]
    public async Task A_link_to_another_key_than_the_one_in_force_is_refused()
    {
        using var key = OrganisationKey.New();
        using var answer = await _holder.PostAsync("/desk/api/key-change", new { Epoch = 2, Before = 2, key.RecipientKey, SigningKey = key.Signing.PublicKey, Link = new byte[61], Wrapped = new byte[82] });
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        File.Exists(NextFile).ShouldBeFalse();
    }

    [Fact]
    public async Task Another_passphrase_drops_the_key_that_waits_under_the_one_before()
    {
        using var key = OrganisationKey.New();
        (await MakeAsync(_holder, key, 2)).ShouldBe(HttpStatusCode.OK);
        (await TextAsync("/desk/account")).ShouldContain("desk.epoch.dropped");
        using var answer = await _holder.PostAsync("/desk/api/key/passphrase", new { Epoch = 1, Wrapped = new byte[82], TestSite.Password });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        Proposed().FindOrganisation(TestDeployment.Centre)!.Keys.ShouldHaveSingleItem();
        (await TextAsync("/desk/account")).ShouldNotContain("desk.epoch.dropped");
    }

    [Fact]
    public async Task A_key_that_is_no_key_is_refused()
    {
        using var key = OrganisationKey.New();
        var good = new { Epoch = 2, Before = 1, key.RecipientKey, SigningKey = key.Signing.PublicKey, Link = new byte[61], Wrapped = new byte[82] };
        var inUse = _site.Deployment.Organisations[TestDeployment.LegalAid].RecipientKey;
        foreach (var bad in new object[] { good with { Link = new byte[60] }, good with { Wrapped = new byte[81] }, good with { RecipientKey = new byte[32] }, good with { RecipientKey = inUse }, good with { SigningKey = new byte[31] } })
        {
            using var answer = await _holder.PostAsync("/desk/api/key-change", bad);
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }
        File.Exists(NextFile).ShouldBeFalse();
    }

    private string NextFile => new SiteFolder(_site.Services.GetRequiredService<SiteOptions>().DataFolder).NextManifestFile;

    private Manifest Proposed() => Manifest.Parse(File.ReadAllBytes(NextFile));

    private IEnumerable<(string Method, string Path)> Calls() =>
        from endpoint in _site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.RoutePattern.RawText!.StartsWith("/desk/api/", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
        select (method, endpoint.RoutePattern.RawText!.Replace("{index:int}", "0", StringComparison.Ordinal));

    private async Task<HttpResponseMessage> SendStaleAsync(HttpRequestMessage request, IReadOnlyDictionary<string, string> headers)
    {
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }
        return await _site.Client().SendAsync(request, Stop);
    }

    private async Task EnterAsync(Manifest manifest)
    {
        await using var scope = _site.Services.CreateAsyncScope();
        await StoreStart.PrepareAsync(scope.ServiceProvider, manifest, Stop);
    }

    private static void ShouldPropose(Manifest manifest, int version, OrganisationKey key)
    {
        manifest.Version.ShouldBe(version);
        manifest.FindOrganisation(TestDeployment.Centre)!.CurrentKey.RecipientKey.ShouldBe(key.RecipientKey);
    }

    private static async Task<HttpStatusCode> MakeAsync(TestMember member, OrganisationKey key, uint epoch)
    {
        using var answer = await member.PostAsync("/desk/api/key-change", new { Epoch = epoch, Before = 1, key.RecipientKey, SigningKey = key.Signing.PublicKey, Link = SecureRandom.Bytes(61), Wrapped = SecureRandom.Bytes(82) });
        return answer.StatusCode;
    }

    private async Task<string> EnrolledAsync(string email)
    {
        await _site.EnrolAsync(TestDeployment.Centre, email);
        return email;
    }

    private async Task RemoveAsync(string email)
    {
        using var removed = await _holder.PostFormAsync("/desk/members", $"/desk/members/{await IdAsync(email)}/remove");
        removed.Headers.Location!.ToString().ShouldBe("/desk/members?done=removed");
    }

    // As if a newer key than the member's were in force.
    private async Task ReplaceWrapAsync(string email, uint epoch)
    {
        var id = await IdAsync(email);
        await _site.QueryAsync(async db =>
        {
            var wrap = await db.Across<KeyWrap>().SingleAsync(w => w.MemberId == id, Stop);
            db.Remove(wrap);
            db.Add(new KeyWrap { OrganisationId = wrap.OrganisationId, Epoch = epoch, MemberId = id, Method = wrap.Method, Wrapped = wrap.Wrapped });
            return await db.SaveChangesAsync(Stop);
        });
    }

    private Task<string> IdAsync(string email) => _site.QueryAsync(db => db.Users.Where(m => m.Email == email).Select(m => m.Id).SingleAsync(Stop));

    private async Task<string> TextAsync(string path)
    {
        using var answer = await _holder.GetAsync(path);
        return await answer.Content.ReadAsStringAsync(Stop);
    }
}
