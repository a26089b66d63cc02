using Chorus.App.Languages;

namespace Chorus.App.Tests.Wording;

/// <summary>
/// Words that put the burden on the person who writes, or that make a file of her: refused in every text, in every
/// language, by a list for each (src/App/Texts/refused/). The build refuses them too; here the server's reading of the lists
/// is held to the same.
/// </summary>
public sealed class WordsRefused
{
    public static TheoryData<string> Languages => [.. PoFile.Languages];

    public static TheoryData<string, string> Sentences =>
        [.. PoFile.Languages.SelectMany(l => RefusedList.Of(l).Sentences.Select(s => (l, s)))];

    [Theory]
    [MemberData(nameof(Languages))]
    public void No_text_blames_or_makes_a_file_of_a_person(string language)
    {
        var refused = new RefusedWords(RefusedList.Of(language).Words);
        PoFile.Read(language).SelectMany(t => refused.In(t.Value).Select(word => $"{t.Key}: {word}")).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Sentences))]
    public void A_list_refuses_what_it_is_for(string language, string sentence) =>
        new RefusedWords(RefusedList.Of(language).Words).In(sentence).ShouldNotBeEmpty();

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_list_says_what_it_is_for_in_several_sentences(string language) =>
        RefusedList.Of(language).Sentences.Count.ShouldBeGreaterThanOrEqualTo(5);

    [Theory]
    [InlineData("why didn't you", "Why didn’t\u00a0you go?")]
    [InlineData("víctima", "La VI\u0301CTIMA")]
    [InlineData("пил*", "Ты пила?")]
    [InlineData("*受害者*", "你是受害者吗")]
    [InlineData("his (her) x.y", "his (her) x.y")]
    public void A_word_is_found_in_every_script_and_however_it_is_typed(string word, string text) =>
        new RefusedWords([word]).In(text).ShouldHaveSingleItem();

    [Theory]
    [InlineData("пил*", "Распилы")]
    [InlineData("víctima", "víctimas")]
    [InlineData("ruin", "bruin")]
    [InlineData("x.y", "xay")]
    public void Letters_before_or_after_make_it_another_word(string word, string text) => new RefusedWords([word]).In(text).ShouldBeEmpty();
}
