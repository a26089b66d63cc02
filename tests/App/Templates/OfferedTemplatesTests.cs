using Chorus.App.Languages;
using Chorus.App.Templates;
using Chorus.App.Tests.Deployment;
using Chorus.App.Tests.Wording;

namespace Chorus.App.Tests.Templates;

/// <summary>Words that are ready to be written to reporters: the built-in ones, and an organisation's own.</summary>
public sealed class OfferedTemplatesTests : IDisposable
{
    private static readonly string[] BuiltIn = ["read", "safe", "call", "next", "other", "nothing"];

    private readonly TempFolder _folder = new();
    private readonly TestDeployment _deployment = new(TimeProvider.System);

    public void Dispose()
    {
        _deployment.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Every_built_in_template_has_its_texts()
    {
        var texts = PoFile.Read("en");
        var templates = Read().Of(TestDeployment.Centre);
        templates.Select(l => l.Id).ShouldBe(BuiltIn);
        templates.SelectMany(l => new[] { l.Title.Id, l.Text.Id }).ShouldAllBe(id => texts.ContainsKey(id!));
    }

    [Fact]
    public void An_organisations_own_replace_and_add_and_are_nobody_elses()
    {
        Write(TestDeployment.Centre, Template("call", "Ring them?"), Template("tuesday", "We are there on Tuesdays."));
        var templates = Read();
        templates.Of(TestDeployment.Centre).Select(l => l.Id).ShouldBe([.. BuiltIn, "tuesday"]);
        templates.Of(TestDeployment.Centre).Single(l => l.Id == "call").Text.Own!["en"].ShouldBe("Ring them?");
        templates.Of(TestDeployment.LegalAid).Select(l => l.Text.Id).ShouldNotContain((string?)null);
    }

    [Theory]
    [InlineData("""{"format":"chorus/templates/2","templates":[{"id":"a","title":{"en":"A","es":"A"},"text":{"en":"A","es":"A"}}]}""", "write \"chorus/templates/1\"")]
    [InlineData("""{"format":"chorus/templates/1","templates":[]}""", "1 to 30")]
    [InlineData("""{"format":"chorus/templates/1","templates":[{"id":"A b","title":{"en":"A","es":"A"},"text":{"en":"A","es":"A"}}]}""", "no id of a template")]
    [InlineData("""{"format":"chorus/templates/1","templates":[{"id":"a","title":{"en":"A","es":"A"}}]}""", "\"title\" and a \"text\"")]
    [InlineData("""{"format":"chorus/templates/1","templates":[{"id":"a","title":{"en":"A","es":"A"},"text":{"en":"A"}}]}""", "no words in the language \"es\"")]
    [InlineData("""{"format":"chorus/templates/1","templates":[],"more":1}""", "expected shape")]
    [InlineData("null", "empty")]
    public void A_file_that_does_not_fit_is_refused_with_a_sentence(string json, string sentence)
    {
        Directory.CreateDirectory(_folder["templates"]);
        File.WriteAllText(_folder[$"templates/{TestDeployment.Centre}.json"], json);
        Should.Throw<SiteStartException>(Read).Message.ShouldContain(sentence);
    }

    [Fact]
    public void A_file_of_no_organisation_is_refused()
    {
        Write("nobody", Template("call", "Ring them?"));
        Should.Throw<SiteStartException>(Read).Message.ShouldContain("no organisation of this site");
    }

    private OfferedTemplates Read() => OfferedTemplates.Read(_folder["templates"], _deployment.Manifest, Texts.Read(WebRoot.Create(_folder["wwwroot"])));

    private static string Template(string id, string text) =>
        System.Text.Json.JsonSerializer.Serialize(new { id, title = new { en = id, es = id }, text = new { en = text, es = text } });

    private void Write(string organisation, params string[] templates)
    {
        Directory.CreateDirectory(_folder["templates"]);
        File.WriteAllText(_folder[$"templates/{organisation}.json"], """{"format":"chorus/templates/1","templates":[""" + string.Join(',', templates) + "]}");
    }
}
