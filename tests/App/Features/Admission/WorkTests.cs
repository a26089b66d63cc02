using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Chorus.App.Features.Admission;
using Chorus.App.Hosting;
using Chorus.App.Tests.Deployment;
using Chorus.Escrow.Depositing;
using Chorus.Sealing;
using CsCheck;

namespace Chorus.App.Tests.Features.Admission;

public sealed class WorkTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private readonly ShiftedClock _clock = new();

    [Fact]
    public void The_price_is_nothing_up_to_a_quarter_and_then_rises_from_10_to_18_bits() =>
        Gen.Double[0, 1].Array[2].Sample(loads =>
        {
            Array.Sort(loads);
            Work.BitsFor(loads[0]).ShouldBeLessThanOrEqualTo(Work.BitsFor(loads[1]));
            (Work.BitsFor(loads[0]) is 0 or (>= 10 and <= 18)).ShouldBeTrue();
            (Work.BitsFor(loads[0]) == 0).ShouldBe(loads[0] <= 0.25);
            Work.BitsFor(1).ShouldBe(18);
        });

    [Fact]
    public async Task While_few_are_sending_no_work_is_asked_and_none_is_looked_at()
    {
        await using var site = await TestSite.StartAsync(_clock);
        (await ChallengeAsync(site)).Bits.ShouldBe(0);
        using var answer = await SendAsync(site, Body(site), "nonsense");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task While_many_are_sending_a_statement_needs_a_proof_which_is_good_once()
    {
        await using var site = await CrowdedAsync();
        var body = Body(site);
        (await ChallengeAsync(site)).Bits.ShouldBe(15);

        var challenge = await RefusedAsync(await SendAsync(site, body, null), "so a proof of work is asked");
        site.Deployment.Trustees.ShouldAllBe(t => t.Calls == 0);

        var proof = WorkProof.Solve(challenge, body).ToString();
        using var taken = await SendAsync(site, body, proof);
        taken.StatusCode.ShouldBe(HttpStatusCode.OK);

        var next = await RefusedAsync(await SendAsync(site, body, proof), "used before");
        using var again = await SendAsync(site, body, WorkProof.Solve(next, body).ToString());
        (await again.Content.ReadAsByteArrayAsync(Stop)).ShouldBe(await taken.Content.ReadAsByteArrayAsync(Stop));
    }

    [Fact]
    public async Task A_proof_for_one_body_lets_no_other_in()
    {
        await using var site = await CrowdedAsync();
        var (body, other) = (Body(site), Body(site));
        var proof = WorkProof.Solve(await ChallengeAsync(site), body).ToString();

        await RefusedAsync(await SendAsync(site, other, proof), "for another body");
        site.Deployment.Trustees.ShouldAllBe(t => t.Calls == 0);
        await RefusedAsync(await SendAsync(site, body, proof), "used before");
    }

    [Fact]
    public async Task Without_a_proof_the_body_is_not_read()
    {
        await using var site = await CrowdedAsync();
        using var client = site.Client();
        using var held = new HeldBody();
        // The body never ends, so an answer can only come to somebody who does not read it.
        await RefusedAsync(await client.PostAsync("/api/statements", held, Stop), "so a proof of work is asked");
        held.LetGo();
    }

    [Fact]
    public async Task A_proof_that_is_too_old_or_for_another_site_or_not_solved_is_refused_with_a_new_challenge()
    {
        await using var site = await CrowdedAsync();
        var body = Body(site);
        using var key = AdmissionKey.Draw();
        await RefusedAsync(await SendAsync(site, body, WorkProof.Solve(WorkChallenge.Give(key, 10, 180), body).ToString()), "was not given here");

        var bytes = new byte[WorkProof.Length];
        (await ChallengeAsync(site)).Bytes.CopyTo(bytes);
        await RefusedAsync(await SendAsync(site, body, Base64UrlText.Encode(bytes)), "does not reach");

        var old = WorkProof.Solve(await ChallengeAsync(site), body).ToString();
        _clock.Shift(TimeSpan.FromSeconds(Work.Lifetime + 1));
        await RefusedAsync(await SendAsync(site, body, old), "too old");
    }

    [Fact]
    public async Task A_challenge_from_before_the_crowd_asks_nothing_and_so_lets_nobody_in()
    {
        await using var site = await TestSite.StartAsync(_clock, underWay: 4);
        var free = await ChallengeAsync(site);
        free.Bits.ShouldBe(0);
        Crowd(site);
        var body = Body(site);
        await RefusedAsync(await SendAsync(site, body, WorkProof.Solve(free, body).ToString()), "does not reach");
    }

    [Fact]
    public async Task A_crowd_of_statements_asks_nothing_of_look_ups()
    {
        await using var site = await CrowdedAsync();
        (await site.LookupAsync(site.Reporter())).ShouldBe("""{"reports":[],"messages":[]}""");
    }

    [Fact]
    public void With_as_many_proofs_as_are_remembered_no_more_are_taken_until_their_time_has_passed()
    {
        using var work = new Work(_clock, mostSpent: 2);
        var gate = new Gate(1, 1, _clock);
        gate.TryEnter(1).ShouldNotBeNull();
        _clock.Shift(TimeSpan.FromSeconds(3));
        WorkVerdict Take() => work.Take(WorkProof.Solve(work.Challenge(gate), "body"u8).ToString()).Verdict;
        Take().ShouldBe(WorkVerdict.Taken);
        Take().ShouldBe(WorkVerdict.Taken);
        Take().ShouldBe(WorkVerdict.Full);
        _clock.Shift(TimeSpan.FromSeconds(2 * Work.Lifetime));
        gate = new Gate(1, 1, _clock);
        gate.TryEnter(1).ShouldNotBeNull();
        _clock.Shift(TimeSpan.FromSeconds(3));
        Take().ShouldBe(WorkVerdict.Taken);
    }

    // Three of four places taken for minutes.
    private async Task<TestSite> CrowdedAsync()
    {
        var site = await TestSite.StartAsync(_clock, underWay: 4);
        Crowd(site);
        return site;
    }

    private void Crowd(TestSite site)
    {
        for (var i = 0; i < 3; i++)
        {
            site.Services.GetRequiredService<Gates>().Statements.TryEnter(1).ShouldNotBeNull();
        }
        _clock.Shift(TimeSpan.FromMinutes(1));
    }

    private static byte[] Body(TestSite site) =>
        JsonSerializer.SerializeToUtf8Bytes(TestSite.Body(site.Reporter().Seal(TestDeployment.Centre, Quorum.Of(3), 7)), SiteJson.Options);

    private static async Task<WorkChallenge> ChallengeAsync(TestSite site)
    {
        var answer = await site.Client().GetFromJsonAsync<JsonElement>("/api/work", Stop);
        return WorkChallenge.Decode(answer.GetProperty("challenge").GetString());
    }

    private static async Task<HttpResponseMessage> SendAsync(TestSite site, byte[] body, string? proof)
    {
        using var client = site.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/statements") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        if (proof is not null)
        {
            request.Headers.Add(WorkProof.Header, proof);
        }
        return await client.SendAsync(request, Stop);
    }

    private static async Task<WorkChallenge> RefusedAsync(HttpResponseMessage answer, string sentence)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        var text = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(Stop));
        var problem = JsonSerializer.Deserialize<JsonElement>(text);
        problem.GetProperty("type").GetString().ShouldBe("urn:chorus:work");
        var title = problem.GetProperty("title").GetString()!;
        title.ShouldStartWith("Nothing is lost.");
        title.ShouldContain(sentence);
        answer.Dispose();
        return WorkChallenge.Decode(problem.GetProperty("challenge").GetString());
    }
}
