using System.IO.Compression;
using System.Net;
using Chorus.App.Hosting;
using Chorus.App.Tests.Deployment;
using Chorus.Escrow.Manifests;

namespace Chorus.App.Tests.Hosting;

public sealed class HostTests : IDisposable
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task Every_answer_carries_the_strict_headers_and_no_cookie()
    {
        await using var site = await TestSite.StartAsync();
        using var client = site.Client();
        foreach (var path in new[] { "/", "/en/", "/es/", "/en/help", "/en/help/ES", "/en/help/xx", "/xx/", "/nowhere", "/assets/x-reporter.js" })
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
    public async Task Only_pages_on_which_somebody_may_speak_may_use_the_microphone_or_show_files_from_memory()
    {
        await using var site = await TestSite.StartAsync();
        using var client = site.Client();
        foreach (var (path, speaks) in new[] { ("/en/", false), ("/en/write", true), ("/en/return", true), ("/en/letters", false), ("/desk/sign-in", false) })
        {
            using var answer = await client.GetAsync(path, Stop);
            answer.Headers.GetValues("Permissions-Policy").Single().Contains("microphone=(self)", StringComparison.Ordinal).ShouldBe(speaks, path);
            answer.Headers.GetValues("Content-Security-Policy").Single().Contains("blob:", StringComparison.Ordinal).ShouldBe(speaks, path);
        }
    }

    [Theory]
    [InlineData("/en/", true)]
    [InlineData("/assets/x-reporter.js", true)]
    [InlineData("/desk/sign-in", false)]
    public async Task Only_what_is_the_same_for_everybody_travels_compressed(string path, bool compressed)
    {
        await using var site = await TestSite.StartAsync();
        using var client = site.Client();
        client.DefaultRequestHeaders.Add("Accept-Encoding", "br");
        using var answer = await client.GetAsync(path, Stop);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentEncoding.ShouldBe(compressed ? ["br"] : []);
    }

    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("identity", null)]
    public async Task A_built_file_comes_in_the_smallest_form_that_the_browser_reads_and_as_what_it_is(string accepted, string? coding)
    {
        await using var site = await TestSite.StartAsync();
        using var client = site.Client();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Encoding", accepted);
        using var answer = await client.GetAsync("/assets/x-reporter.js", Stop);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentEncoding.ShouldBe(coding is null ? [] : [coding]);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/javascript");
        await using var body = await answer.Content.ReadAsStreamAsync(Stop);
        await using var plain = coding switch { "br" => new BrotliStream(body, CompressionMode.Decompress), "gzip" => new GZipStream(body, CompressionMode.Decompress), _ => body };
        using var reader = new StreamReader(plain);
        (await reader.ReadToEndAsync(Stop)).ShouldBe("export {};");
    }

    [Theory]
    [InlineData("/es/nada", "text/html,*/*;q=0.8", null, "es")]
    [InlineData("/es/help/XX", "text/html", null, "es")]
    [InlineData("/ens/", "text/html", "es-MX, en;q=0.5", "es")]
    [InlineData("/nowhere", "text/html", "xx", "en")]
    public async Task A_person_at_a_wrong_address_sees_a_page_in_her_language(string path, string accept, string? languages, string language)
    {
        await using var site = await TestSite.StartAsync();
        using var client = site.Client();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", accept);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", languages);
        using var answer = await client.GetAsync(path, Stop);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        (await answer.Content.ReadAsStringAsync(Stop)).ShouldContain($"<html lang=\"{language}\"");
    }

    [Theory]
    [InlineData("/nowhere", "*/*")]
    [InlineData("/en/nowhere", "application/json")]
    [InlineData("/api/nowhere", "text/html")]
    public async Task A_program_at_a_wrong_address_gets_a_problem_document(string path, string accept)
    {
        await using var site = await TestSite.StartAsync();
        using var client = site.Client();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", accept);
        using var answer = await client.GetAsync(path, Stop);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task The_language_is_the_first_segment_of_the_address()
    {
        await using var site = await TestSite.StartAsync();
        using var client = site.Client();
        (await client.GetStringAsync("/es/", Stop)).ShouldContain("<html lang=\"es\" dir=\"ltr\">");
        (await client.GetAsync("/xx/", Stop)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("es-MX,en;q=0.5", "es en")]
    [InlineData("de, en;q=0.2, es;q=0.9", "es en")]
    [InlineData("ja", "en es")]
    public async Task The_first_page_offers_every_language_by_its_own_name_the_browsers_first(string accepted, string inOrder)
    {
        await using var site = await TestSite.StartAsync();
        using var client = site.Client();
        client.DefaultRequestHeaders.Add("Accept-Language", accepted);
        var page = await client.GetStringAsync("/", Stop);
        var links = System.Text.RegularExpressions.Regex.Matches(page, "<a [^>]*href=\"/(?<code>[a-z]+)/\"").Select(m => m.Groups["code"].Value);
        string.Join(' ', links).ShouldBe(inOrder);
    }

    [Fact]
    public async Task Every_page_names_itself_in_every_language()
    {
        await using var site = await TestSite.StartAsync();
        using var client = site.Client();
        foreach (var path in new[] { "/", "/help", "/help/ES", "/traces" })
        {
            var page = await client.GetStringAsync("/es" + path, Stop);
            foreach (var code in new[] { "en", "es" })
            {
                page.ShouldContain($"<link rel=\"alternate\" hreflang=\"{code}\" href=\"/{code}{path}\">");
            }
        }
    }

    [Fact]
    public async Task A_poster_leads_to_the_address_under_which_the_site_was_asked_for()
    {
        await using var site = await TestSite.StartAsync();
        using var client = site.Client();
        var page = await client.GetStringAsync("https://write.example.org/es/poster", Stop);
        page.ShouldContain(">write.example.org/es<");
        System.Text.RegularExpressions.Regex.Count(page, "<svg class=\"qr\"").ShouldBe(9);
    }

    [Fact]
    public async Task Leaving_goes_where_the_operator_chose()
    {
        Chorus.App.Features.Exit.Of(null).ShouldBe(new Uri("https://www.wikipedia.org/"));
        Chorus.App.Features.Exit.Of(new("https://weather.example/today")).ShouldBe(new Uri("https://weather.example/today"));
        foreach (var bad in new[] { "http://weather.example/", "/en/", "https://me@weather.example/", "javascript:alert(1)" })
        {
            Should.Throw<SiteStartException>(() => Chorus.App.Features.Exit.Of(new(bad, UriKind.RelativeOrAbsolute))).Message.ShouldContain("Leave this page");
        }
        await using var site = await TestSite.StartAsync();
        using var client = site.Client();
        (await client.GetStringAsync("/en/", Stop)).ShouldContain("href=\"https://www.wikipedia.org/\"");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_trial_says_on_its_pages_that_trust_is_not_split(bool trial)
    {
        await using var site = await TestSite.StartAsync(trial: trial);
        using var client = site.Client();
        // Outside of a trial a session cookie travels by TLS only.
        foreach (var path in new[] { "/en/", "https://localhost/desk/sign-in" })
        {
            (await client.GetStringAsync(path, Stop)).Contains("One machine holds all three trustees", StringComparison.Ordinal).ShouldBe(trial);
        }
    }

    [Fact]
    public void Without_built_scripts_the_site_does_not_start_and_says_what_to_run()
    {
        using var deployment = new TestDeployment(TimeProvider.System);
        var options = new SiteOptions
        {
            DataFolder = _folder["site"], WebRoot = _folder["empty"], Manifest = deployment.Manifest, ManifestSignatures = deployment.Signatures,
        };
        Should.Throw<SiteStartException>(() => SiteHost.Build(options)).Message.ShouldContain("Run ./run");
    }

    [Fact]
    public async Task The_manifest_is_served_byte_for_byte_with_signatures_that_verify()
    {
        await using var site = await TestSite.StartAsync();
        using var client = site.Client();
        var manifest = Manifest.Parse(await client.GetByteArrayAsync("/manifest.json", Stop));
        var signatures = ManifestSignatures.Parse(await client.GetByteArrayAsync("/manifest.signatures.json", Stop));
        manifest.Hash.ShouldBe(site.Deployment.Manifest.Hash);
        signatures.FirstInvalid(manifest).ShouldBeNull();
    }

    public void Dispose() => _folder.Dispose();
}
