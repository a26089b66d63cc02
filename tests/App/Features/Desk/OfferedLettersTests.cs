using Chorus.App.Languages;
using Chorus.App.Letters;
using Chorus.App.Tests.Deployment;
using Chorus.App.Tests.Wording;

namespace Chorus.App.Tests.Features.Desk;

/// <summary>Words that are ready to be written to reporters: the built-in ones, and an organisation's own.</summary>
public sealed class OfferedLettersTests : IDisposable
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
    public void Every_built_in_letter_has_its_texts()
    {
        var texts = PoFile.Read("en");
        var letters = Read().Of(TestDeployment.Centre);
        letters.Select(l => l.Id).ShouldBe(BuiltIn);
        letters.SelectMany(l => new[] { l.Title.Id, l.Text.Id }).ShouldAllBe(id => texts.ContainsKey(id!));
    }

    [Fact]
    public void An_organisations_own_replace_and_add_and_are_nobody_elses()
    {
        Write(TestDeployment.Centre, Letter("call", "Ring them?"), Letter("tuesday", "We are there on Tuesdays."));
        var letters = Read();
        letters.Of(TestDeployment.Centre).Select(l => l.Id).ShouldBe([.. BuiltIn, "tuesday"]);
        letters.Of(TestDeployment.Centre).Single(l => l.Id == "call").Text.Own!["en"].ShouldBe("Ring them?");
        letters.Of(TestDeployment.LegalAid).Select(l => l.Text.Id).ShouldNotContain((string?)null);
    }

    [Theory]
    [InlineData("""{"format":"chorus/letters/2","letters":[{"id":"a","title":{"en":"A","es":"A"},"text":{"en":"A","es":"A"}}]}""", "write \"chorus/letters/1\"")]
    [InlineData("""{"format":"chorus/letters/1","letters":[]}""", "1 to 30")]
    [InlineData("""{"format":"chorus/letters/1","letters":[{"id":"A b","title":{"en":"A","es":"A"},"text":{"en":"A","es":"A"}}]}""", "no id of a letter")]
    [InlineData("""{"format":"chorus/letters/1","letters":[{"id":"a","title":{"en":"A","es":"A"}}]}""", "\"title\" and a \"text\"")]
    [InlineData("""{"format":"chorus/letters/1","letters":[{"id":"a","title":{"en":"A","es":"A"},"text":{"en":"A"}}]}""", "no words in the language \"es\"")]
    [InlineData("""{"format":"chorus/letters/1","letters":[],"more":1}""", "expected shape")]
    [InlineData("null", "empty")]
    public void A_file_that_does_not_fit_is_refused_with_a_sentence(string json, string sentence)
    {
        Directory.CreateDirectory(_folder["letters"]);
        File.WriteAllText(_folder[$"letters/{TestDeployment.Centre}.json"], json);
        Should.Throw<SiteStartException>(Read).Message.ShouldContain(sentence);
    }

    [Fact]
    public void A_file_of_no_organisation_is_refused()
    {
        Write("nobody", Letter("call", "Ring them?"));
        Should.Throw<SiteStartException>(Read).Message.ShouldContain("no organisation of this site");
    }

    private OfferedLetters Read() => OfferedLetters.Read(_folder["letters"], _deployment.Manifest, Texts.Read(WebRoot.Create(_folder["wwwroot"])));

    private static string Letter(string id, string text) =>
        System.Text.Json.JsonSerializer.Serialize(new { id, title = new { en = id, es = id }, text = new { en = text, es = text } });

    private void Write(string organisation, params string[] letters)
    {
        Directory.CreateDirectory(_folder["letters"]);
        File.WriteAllText(_folder[$"letters/{organisation}.json"], """{"format":"chorus/letters/1","letters":[""" + string.Join(',', letters) + "]}");
    }
}
