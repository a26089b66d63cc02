namespace Chorus.App.Tests.Wording;

public sealed class LanguagesTests
{
    [Fact]
    public void The_pages_speak_sixteen_languages_each_with_a_name_of_its_own()
    {
        PoFile.Languages.ShouldBe(
            ["ar", "bn", "en", "es", "fr", "hi", "ht", "pl", "pt", "ru", "sw", "tl", "tr", "uk", "vi", "zh"], ignoreOrder: true);
        PoFile.Languages.Select(code => PoFile.Read(code).Single(t => t.Key.Contains("name of this language", StringComparison.Ordinal)).Value)
            .Distinct(StringComparer.Ordinal).Count().ShouldBe(PoFile.Languages.Count());
    }
}
