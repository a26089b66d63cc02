using Chorus.App.Tests.Deployment;
using Chorus.Escrow.Depositing;

namespace Chorus.App.Tests.Hosting;

/// <summary>What a reporter's visit leaves behind on the site: nothing that leads back to her.</summary>
public sealed class PrivacyTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_reporters_route_sets_a_cookie_and_none_is_asked_for()
    {
        await using var site = await TestSite.StartAsync();
        var reporter = site.Reporter();
        var deposit = reporter.Seal(TestDeployment.Centre, Quorum.Of(1), 7);
        using var client = site.Client();
        foreach (var path in new[] { "/", "/en/", "/manifest.json", "/manifest.signatures.json", "/packet-keys.json", "/nowhere", "/assets/x-reporter.js" })
        {
            using var answer = await client.GetAsync(path, Stop);
            answer.Headers.Contains("Set-Cookie").ShouldBeFalse(path);
        }
        foreach (var answer in new[]
        {
            await site.SendAsync(deposit), await site.PostAsync("/api/lookup", new { reporter.Keys.Lookup }),
            await site.PostAsync("/api/messages", TestSite.Body(reporter.Write(deposit, "more"))), await site.SendAsync(reporter.Withdraw(deposit)),
        })
        {
            answer.IsSuccessStatusCode.ShouldBeTrue();
            answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
        }
    }

    [Fact]
    public async Task Members_cookies_are_bound_to_the_desk()
    {
        await using var site = await TestSite.StartAsync();
        using var client = site.Client();
        using var answer = await client.GetAsync("/desk/sign-in", Stop);
        var cookies = answer.Headers.GetValues("Set-Cookie").ToArray();
        cookies.ShouldNotBeEmpty();
        cookies.ShouldAllBe(c => c.Contains("path=/desk", StringComparison.Ordinal) && c.Contains("samesite=strict", StringComparison.Ordinal) && c.Contains("httponly", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Neither_log_nor_database_holds_address_agent_words_or_a_time_finer_than_the_hour()
    {
        await using var site = await TestSite.StartAsync();
        var reporter = site.Reporter();
        var deposit = reporter.Seal(TestDeployment.Centre, Quorum.Of(1), 7);
        using var client = site.Client();
        client.DefaultRequestHeaders.Add("User-Agent", "Kestrelsniff/9");
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.77");
        client.DefaultRequestHeaders.Add("Cookie", "left=over-crumbs");
        using var sent = await site.PostAsync("/api/statements", TestSite.Body(deposit), client);
        using var page = await client.GetAsync("/en/?secret=Lavendelfeld", Stop);
        // Something for the log to say: a trustee that cannot be reached.
        site.Deployment.Trustees[0].Down = true;
        using var pending = await site.PostAsync("/api/statements", TestSite.Body(site.Reporter().Seal(TestDeployment.Centre, Quorum.Of(1), 8)), client);
        await site.RunAsync();

        var log = await ReadLogAsync(site.LogFile);
        log.ShouldContain("Trustee 0 did not take a statement");
        foreach (var trace in new[] { "Kestrelsniff", "203.0.113.77", "over-crumbs", "Lavendelfeld", "/api/", "600 123", Sealing.Base64UrlText.Encode(reporter.Keys.Lookup) })
        {
            log.ShouldNotContain(trace);
            site.Database.Contains(trace).ShouldBeFalse(trace);
        }
        log.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => System.Text.RegularExpressions.Regex.IsMatch(line, "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}Z [A-Z]"));
        log.ShouldNotMatch("[0-9]{2}:[0-9]{2}");
    }

    private static async Task<string> ReadLogAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(Stop);
    }
}
