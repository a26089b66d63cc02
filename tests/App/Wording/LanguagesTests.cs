using System.Text.RegularExpressions;

namespace Chorus.App.Tests.Wording;

public sealed class LanguagesTests
{
    [Fact]
    public void The_pages_speak_sixteen_languages_each_with_a_name_of_its_own()
    {
        PoFile.Languages.ShouldBe(
            ["ar", "bn", "en", "es", "fr", "hi", "ht", "pl", "pt", "ru", "sw", "tl", "tr", "uk", "vi", "zh"], ignoreOrder: true);
        PoFile.Languages.Select(OwnName).ToHashSet(StringComparer.Ordinal).Count.ShouldBe(PoFile.Languages.Count);
    }

    private static string OwnName(string code) =>
        Regex.Match(File.ReadAllText(Source.Path($"src/App/Texts/{code}.po")), "msgctxt \"name of this language\"\nmsgid \"English\"\nmsgstr \"(?<name>.+)\"", RegexOptions.ExplicitCapture)
            .Groups["name"].Value;
}
