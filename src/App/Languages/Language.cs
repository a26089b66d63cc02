namespace Chorus.App.Languages;

/// <summary>
/// The texts of one language. In pages it is called <c>T</c>: <c>@T["story.title"]</c>. The key is the PO file's msgid: on
/// reporters' pages a short id, so that a better English sentence does not undo the translations; the build refuses a
/// language that lacks one.
/// </summary>
public sealed class Language
{
    // gettext's separator between a message's context and its text.
    private const char ContextEnd = '\u0004';

    // Languages whose usual script runs from right to left (Unicode CLDR, layout orientation).
    private static readonly HashSet<string> RightToLeft = new(StringComparer.OrdinalIgnoreCase)
    {
        "ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi",
    };

    private readonly IReadOnlyDictionary<string, string[]> _texts;
    private readonly PluralRule _plural;
    private readonly string _pluralText;

    /// <param name="code">BCP 47.</param>
    /// <param name="plural">the rule of its plurals.</param>
    /// <param name="texts">forms by key.</param>
    /// <param name="refused">words that no text may hold.</param>
    internal Language(string code, string plural, IReadOnlyDictionary<string, string[]> texts, IReadOnlyList<string>? refused = null)
    {
        (Code, _texts, _pluralText) = (code, texts, plural);
        Refused = new(refused ?? []);
        _plural = PluralRule.Parse(plural);
    }

    /// <summary>BCP 47 code, the first segment of every path of a reporter's page: <c>en</c>.</summary>
    public string Code { get; }

    /// <summary>The language's name in itself, <c>Español</c>: each PO file translates "English" so in this context.</summary>
    public string Name => InContext("name of this language", "English");

    /// <summary>The words that no text in it may hold.</summary>
    internal RefusedWords Refused { get; }

    /// <summary>Whether there is a text of this id.</summary>
    internal bool Has(string text) => _texts.ContainsKey(text);

    /// <summary><c>ltr</c> or <c>rtl</c>, for the page's <c>dir</c>.</summary>
    public string Direction => RightToLeft.Contains(Code.Split('-')[0]) ? "rtl" : "ltr";

    /// <summary>The plain texts whose ids begin with one of these, for a page's scripts.</summary>
    internal SortedDictionary<string, string> Under(IReadOnlyList<string> beginnings) => new(
        _texts.Where(t => beginnings.Any(b => t.Key.StartsWith(b, StringComparison.Ordinal))).ToDictionary(t => t.Key, t => t.Value[0], StringComparer.Ordinal),
        StringComparer.Ordinal);

    /// <summary>As <see cref="Under"/> with all forms of counted texts, and the rule that chooses among them.</summary>
    internal CountedTexts CountedUnder(IReadOnlyList<string> beginnings) => new(
        Code,
        _pluralText,
        new(_texts.Where(t => beginnings.Any(b => t.Key.StartsWith(b, StringComparison.Ordinal))).ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal));

    public string this[string text] => _texts.TryGetValue(text, out var forms) ? forms[0] : text;

    /// <summary>A text with named places, <c>T["At {place}", ("place", value)]</c>.</summary>
    public string this[string text, params (string Name, object Value)[] places] => Fill(this[text], places);

    /// <summary>The same word in two meanings: the PO file's msgctxt tells them apart.</summary>
    public string InContext(string context, string text) =>
        _texts.TryGetValue(context + ContextEnd + text, out var forms) ? forms[0] : text;

    /// <summary>A counted text, <c>T.Count(n, "{n} report", "{n} reports")</c>; <c>{n}</c> is filled in.</summary>
    public string Count(long n, string one, string many, params (string Name, object Value)[] places)
    {
        string text;
        if (_texts.TryGetValue(one, out var forms))
        {
            // A rule that names a form which the file lacks is refused when the file is read.
            text = forms[Math.Min(_plural.FormOf(n), forms.Length - 1)];
        }
        else
        {
            text = n == 1 ? one : many;
        }
        return Fill(text, [("n", n), .. places]);
    }

    /// <summary>
    /// What somebody typed, each line kept in its own direction on a page from right to left (UAX 9, first strong isolate):
    /// 600 123 is not 123 600.
    /// </summary>
    internal string Isolated(string value) =>
        Direction == "rtl" ? string.Join('\n', value.Split('\n').Select(line => line.Length == 0 ? line : $"\u2068{line}\u2069")) : value;

    /// <summary>A text with its places filled in.</summary>
    internal string Fill(string text, (string Name, object Value)[] places)
    {
        foreach (var (name, value) in places)
        {
            text = text.Replace("{" + name + "}", Isolated(value.ToString() ?? ""), StringComparison.Ordinal);
        }
        return text;
    }
}

/// <summary>Texts for a page's scripts: by id their forms, one unless the text is counted.</summary>
/// <param name="Language">BCP 47 code.</param>
/// <param name="Rule">the C expression of gettext's <c>Plural-Forms</c>.</param>
/// <param name="Messages">forms by id.</param>
internal sealed record CountedTexts(string Language, string Rule, SortedDictionary<string, string[]> Messages);
