using System.Net;
using System.Text.RegularExpressions;
using Chorus.App.Features.Admission;
using Chorus.App.Features.Write;
using Chorus.App.Tests.Deployment;
using Chorus.App.Tests.Features.Admission;

namespace Chorus.App.Tests.Features.Write;

/// <summary>The form without scripts, as a browser posts it. Texts show as their ids here.</summary>
public sealed partial class CheckTests
{
    private const string Story = "Kept asking me to meet. <b>\"No\"</b> & again — ¿qué?";

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private readonly ShiftedClock _clock = new();

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\">", RegexOptions.ExplicitCapture)]
    private static partial Regex Hidden();

    [Fact]
    public async Task While_few_are_sending_the_form_is_sealed_at_once()
    {
        await using var site = await TestSite.StartAsync(_clock);
        using var answer = await PostAsync(site, Filled(), "?handler=seal");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync(Stop)).ShouldContain("receipt.title");
        site.Deployment.Trustees.ShouldAllBe(t => t.Calls == 1);
    }

    [Fact]
    public async Task In_a_crowd_the_page_says_how_long_keeps_every_answer_and_is_sealed_when_its_turn_has_come()
    {
        await using var site = await TestSite.StartAsync(_clock, underWay: 4);
        Crowd(site);
        using var waiting = await PostAsync(site, Filled(), "?handler=seal");
        waiting.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        var seconds = waiting.Headers.RetryAfter!.Delta!.Value.TotalSeconds;
        seconds.ShouldBeInRange(10, 90);
        waiting.Headers.Contains("Set-Cookie").ShouldBeFalse();
        var kept = HiddenOf(await waiting.Content.ReadAsStringAsync(Stop));
        kept.Where(f => f.Key != "ticket").ShouldBe(Filled(), ignoreOrder: true);

        using var early = await PostAsync(site, kept, "?handler=seal");
        early.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        HiddenOf(await early.Content.ReadAsStringAsync(Stop)).ShouldBe(kept);
        site.Deployment.Trustees.ShouldAllBe(t => t.Calls == 0);

        _clock.Shift(TimeSpan.FromSeconds(seconds));
        using var taken = await PostAsync(site, kept, "?handler=seal");
        taken.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await taken.Content.ReadAsStringAsync(Stop)).ShouldContain("receipt.title");
        site.Deployment.Trustees.ShouldAllBe(t => t.Calls == 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?handler=again")]
    [InlineData("?handler=seal")]
    public async Task A_form_of_more_than_512_KiB_is_refused_by_a_page_of_whatever_length_it_says_to_be(string handler)
    {
        await using var site = await TestSite.StartAsync();
        var large = new string('x', CheckModel.MostBytes);
        using var client = site.Client();
        foreach (var stated in new[] { true, false })
        {
            using var content = Url($"story={large}", stated);
            using var answer = await client.PostAsync($"/en/write/check{handler}", content, Stop);
            answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
            var page = await answer.Content.ReadAsStringAsync(Stop);
            page.ShouldContain("form.too-large.more");
            page.ShouldNotContain("form.again");
        }
        // One that just fits is read.
        using var fits = Url($"story={large[6..]}", true);
        using var read = await client.PostAsync($"/en/write/check{handler}", fits, Stop);
        read.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("text/plain")]
    [InlineData("application/json")]
    [InlineData(null)]
    public async Task What_is_no_URL_encoded_form_is_not_read(string? type)
    {
        await using var site = await TestSite.StartAsync();
        using var client = site.Client();
        using var content = new ByteArrayContent("story=x"u8.ToArray());
        content.Headers.ContentType = type is null ? null : System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);
        using var answer = await client.PostAsync("/en/write/check", content, Stop);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(Stop)).ShouldContain("form.broken.more");
    }

    [Fact]
    public async Task Where_there_is_no_place_for_a_form_the_page_says_so_and_every_way_out_leaves_the_gate()
    {
        await using var site = await TestSite.StartAsync();
        var gate = site.Services.GetRequiredService<Gates>().Forms;
        using (gate.TryEnter(15 << 20))
        using (gate.TryEnter(1 << 20))
        {
            using var busy = await PostAsync(site, Filled(), "");
            busy.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
            busy.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(2, 30);
            (await busy.Content.ReadAsStringAsync(Stop)).ShouldContain("form.again");
        }
        using var read = await PostAsync(site, Filled(), "");
        read.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var client = site.Client();
        using var wrong = Url(string.Join('&', Enumerable.Range(0, 2000).Select(i => $"f{i}=x")), true);
        using var broken = await client.PostAsync("/en/write/check", wrong, Stop);
        broken.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        while (gate.UnderWay > 0)
        {
            Stop.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static Dictionary<string, string> Filled() => new(StringComparer.Ordinal)
    {
        ["story"] = Story, ["choice"] = "keep", ["organisation"] = TestDeployment.Centre,
    };

    private static Dictionary<string, string> HiddenOf(string page) => Hidden().Matches(page)
        .ToDictionary(m => m.Groups["name"].Value, m => WebUtility.HtmlDecode(m.Groups["value"].Value), StringComparer.Ordinal);

    private void Crowd(TestSite site)
    {
        while (site.Services.GetRequiredService<Gates>().Statements.TryEnter(1) is not null)
        {
        }
        _clock.Shift(TimeSpan.FromMinutes(1));
    }

    private static StringContent Url(string form, bool stated)
    {
        var type = new System.Net.Http.Headers.MediaTypeHeaderValue("application/x-www-form-urlencoded");
        return stated ? new StringContent(form, type) : new UnstatedLength(form, type);
    }

    private static async Task<HttpResponseMessage> PostAsync(TestSite site, Dictionary<string, string> fields, string handler)
    {
        using var client = site.Client();
        using var content = new FormUrlEncodedContent(fields);
        return await client.PostAsync($"/en/write/check{handler}", content, Stop);
    }

    private sealed class UnstatedLength(string text, System.Net.Http.Headers.MediaTypeHeaderValue type) : StringContent(text, type)
    {
        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
