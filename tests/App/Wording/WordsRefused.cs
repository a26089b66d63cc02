using System.Text.RegularExpressions;

namespace Chorus.App.Tests.Wording;

/// <summary>
/// Words that put the burden on the person who writes, or that make a file of her: refused in every text, in every
/// language, by a list for each. A new language needs its list before its first text.
/// </summary>
public sealed class WordsRefused
{
    private static readonly Dictionary<string, string[]> Lists = new(StringComparer.Ordinal)
    {
        ["en"] =
        [
            "wore", "wearing", "dressed", "clothes", "clothing", "outfit", "skirt", "drunk", "drinking", "alcohol", "provoked?", "provoking",
            "flirt\\w*", "led (?:him|her|them) on", "asked for it", "alone with", "why did ?n[o'’]t you", "why did you", "why were you",
            "what were you", "did you resist", "did you fight", "could you have", "should have", "alleged\\w*", "allegation\\w*", "victim\\w*",
            "survivors?", "perpetrators?", "offenders?", "complain\\w*", "accus\\w*", "incident reports?", "incidents?", "the truth",
            "lying", "liars?", "false reports?", "exaggerat\\w*", "misunderst\\w*", "promiscuous", "sexual history", "his career", "ruin\\w*",
        ],
        ["es"] =
        [
            "llevabas", "vestida?s?", "vestías", "ropa", "falda", "borrach\\w*", "bebid\\w*", "bebiste", "alcohol", "provoc\\w*", "coquete\\w*",
            "insinu\\w*", "por qué no", "por qué estabas", "por qué lo hiciste", "por qué fuiste", "te resististe", "deberías haber", "presunt\\w*",
            "supuest\\w*", "víctimas?", "sobrevivientes?", "supervivientes?", "agresor\\w*", "perpetrador\\w*", "denunciantes?", "denuncias?",
            "quejas?", "acus\\w*", "incidentes?", "la verdad", "ment\\w+s", "exager\\w*", "malentend\\w*", "promiscu\\w*", "su carrera", "arruin\\w*",
        ],
    };

    public static TheoryData<string> Languages => [.. PoFile.Languages];

    [Theory]
    [MemberData(nameof(Languages))]
    public void No_text_blames_or_makes_a_file_of_a_person(string language)
    {
        Lists.ShouldContainKey(language, $"Write the list of words to refuse in {language} before its texts.");
        PoFile.Read(language).SelectMany(t => Found(language, t.Value).Select(word => $"{t.Key}: {word}")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en", "What were you wearing?")]
    [InlineData("en", "Why didn’t you leave?")]
    [InlineData("en", "The alleged victim made an incident report.")]
    [InlineData("es", "¿Qué ropa llevabas?")]
    [InlineData("es", "La presunta víctima puso una denuncia.")]
    public void The_lists_catch_what_they_are_for(string language, string text) => Found(language, text).ShouldNotBeEmpty();

    [Fact]
    public void The_questionnaire_carries_no_words_of_its_own() =>
        Chorus.App.Questionnaires.Questionnaire.Core().Questions.ShouldAllBe(q => PoFile.Read("en").ContainsKey(q.Title));

    private static IEnumerable<string> Found(string language, string text) =>
        Lists[language].SelectMany(word => Regex.Matches(text, $@"\b{word}\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)))
            .Select(m => m.Value);
}
