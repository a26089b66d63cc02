using System.Net;
using Chorus.App.Languages;
using Chorus.App.Tests.Deployment;

namespace Chorus.App.Tests.Languages;

/// <summary><c>"languages"</c> in site.json: a site that serves people of two languages need not have its own words in sixteen.</summary>
public sealed class OfferedLanguagesTests : IDisposable
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Those_that_are_named_are_offered_and_English_is_the_usual_one_where_it_is_among_them()
    {
        Read(null).Languages.Select(l => l.Code).ShouldBe(["en", "es"]);
        Read(["es", "en", "es"]).Languages.Select(l => l.Code).ShouldBe(["en", "es"]);
        Read(["es", "en"]).Usual.Code.ShouldBe("en");
        Read(["es"]).Usual.Code.ShouldBe("es");
        Read(["es"]).Has("en").ShouldBeFalse();
    }

    [Fact]
    public void A_language_without_texts_and_an_empty_list_are_refused_with_what_there_is()
    {
        Should.Throw<SiteStartException>(() => Read(["es", "xx"])).Message.ShouldBe("\"languages\" in site.json names \"xx\", in which there are no texts. There are: en, es.");
        Should.Throw<SiteStartException>(() => Read([])).Message.ShouldContain("names none");
    }

    [Fact]
    public async Task No_page_of_a_site_leads_to_a_language_that_it_does_not_offer()
    {
        await using var site = await TestSite.StartAsync(languages: ["es"]);
        using var client = site.Client();
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var english = await client.GetAsync(new Uri("/en/", UriKind.Relative), Stop);
        english.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await english.Content.ReadAsStringAsync(Stop)).ShouldContain("lang=\"es\"");
        foreach (var path in new[] { "/", "/es/", "/es/write", "/es/help" })
        {
            var page = await client.GetStringAsync(new Uri(path, UriKind.Relative), Stop);
            page.ShouldNotContain("\"/en/");
            page.ShouldNotContain("hreflang=\"en\"");
        }
    }

    private Texts Read(IReadOnlyList<string>? offered) => Texts.Read(WebRoot.Create(_folder.Path), offered);
}
