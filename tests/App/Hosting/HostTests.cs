using System.Net;
using Chorus.App.Hosting;
using Microsoft.AspNetCore.TestHost;

namespace Chorus.App.Tests.Hosting;

public sealed class HostTests : IAsyncDisposable
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Every_answer_carries_the_strict_headers_and_no_cookie()
    {
        await using var site = await StartAsync(trial: false);
        using var client = site.GetTestClient();
        foreach (var path in new[] { "/", "/en/", "/es/", "/xx/", "/nowhere", "/assets/x-reporter.js" })
        {
            using var answer = await client.GetAsync(path, Stop);
            answer.Headers.GetValues("Content-Security-Policy").ShouldBe([SecurityHeaders.ContentSecurityPolicy]);
            answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
            answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
            answer.Headers.Contains("Server").ShouldBeFalse();
            answer.Headers.CacheControl!.ToString().ShouldBe(
                path.StartsWith("/assets/", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-store");
        }
    }

    [Fact]
    public async Task The_language_is_the_first_segment_of_the_address()
    {
        await using var site = await StartAsync(trial: false);
        using var client = site.GetTestClient();
        (await client.GetStringAsync("/es/", Stop)).ShouldContain("<html lang=\"es\" dir=\"ltr\">");
        (await client.GetAsync("/xx/", Stop)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("es-MX,en;q=0.5", "/es/")]
    [InlineData("de, en;q=0.2, es;q=0.9", "/es/")]
    [InlineData("ja", "/en/")]
    public async Task The_first_visit_goes_to_a_language_of_the_browser(string accepted, string address)
    {
        await using var site = await StartAsync(trial: false);
        using var client = site.GetTestClient();
        client.DefaultRequestHeaders.Add("Accept-Language", accepted);
        (await client.GetAsync("/", Stop)).Headers.Location!.ToString().ShouldBe(address);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_trial_says_on_its_pages_that_trust_is_not_split(bool trial)
    {
        await using var site = await StartAsync(trial);
        using var client = site.GetTestClient();
        (await client.GetStringAsync("/en/", Stop)).Contains("One machine holds all three trustees", StringComparison.Ordinal).ShouldBe(trial);
    }

    [Fact]
    public void Without_built_scripts_the_site_does_not_start_and_says_what_to_run()
    {
        var options = new SiteOptions { DataFolder = _folder["site"], WebRoot = _folder["empty"] };
        Should.Throw<SiteStartException>(() => SiteHost.Build(options)).Message.ShouldContain("Run ./run");
    }

    private async Task<WebApplication> StartAsync(bool trial)
    {
        var options = new SiteOptions { DataFolder = _folder["site"], WebRoot = WebRoot.Create(_folder["wwwroot"]), Trial = trial };
        var site = SiteHost.Build(options, builder => builder.WebHost.UseTestServer());
        await site.StartAsync(Stop);
        return site;
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
