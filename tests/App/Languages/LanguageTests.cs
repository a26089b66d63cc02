using Chorus.App.Languages;

namespace Chorus.App.Tests.Languages;

public sealed class LanguageTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Language _spanish;

    public LanguageTests() => _spanish = Texts.Read(WebRoot.Create(_folder.Path)).In("es");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_text_is_translated_and_its_places_are_filled()
    {
        _spanish["At {place}", ("place", "Cádiz")].ShouldBe("En Cádiz");
        _spanish.InContext("verb", "Report").ShouldBe("Contar");
    }

    [Fact]
    public void A_count_takes_the_form_that_the_language_uses()
    {
        _spanish.Count(1, "{n} report", "{n} reports").ShouldBe("1 caso");
        _spanish.Count(3, "{n} report", "{n} reports").ShouldBe("3 casos");
    }

    [Fact]
    public void Where_a_translation_is_missing_the_English_text_shows()
    {
        _spanish["Go on"].ShouldBe("Go on");
        _spanish.Count(1, "{n} day", "{n} days").ShouldBe("1 day");
    }

    [Theory]
    [InlineData("n != 1", "1 0 1 1")]
    [InlineData("n>1", "0 0 1 1")]
    [InlineData("0", "0 0 0 0")]
    [InlineData("(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)", "2 0 1 2 2 0")]
    public void A_plural_rule_gives_the_forms_that_gettext_gives(string rule, string formsOf0And1And2And11And12And21)
    {
        long[] counts = [0, 1, 2, 11, 12, 21];
        var expected = formsOf0And1And2And11And12And21.Split(' ').Select(int.Parse).ToArray();
        counts.Take(expected.Length).Select(PluralRule.Parse(rule).FormOf).ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("n ==")]
    [InlineData("n ? 1")]
    [InlineData("n; 1")]
    public void A_plural_rule_that_is_not_one_is_refused(string rule) =>
        Should.Throw<FormatException>(() => PluralRule.Parse(rule));
}
