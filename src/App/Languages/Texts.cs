using System.Text.Json;

namespace Chorus.App.Languages;

/// <summary>
/// The languages that the site offers, of those that the build compiled from PO files into <c>texts/&lt;code&gt;.json</c>
/// (docs/adr/0012-texts-in-po-compiled-at-build.md).
/// </summary>
public sealed class Texts
{
    /// <summary>The language that the source texts are written in.</summary>
    public const string Source = "en";

    private readonly Dictionary<string, Language> _byCode;

    private Texts(Dictionary<string, Language> byCode, Language usual) => (_byCode, Usual) = (byCode, usual);

    /// <summary>For whoever asks for none that is offered: English where it is, else the first that the site names.</summary>
    public Language Usual { get; }

    public IEnumerable<Language> Languages => _byCode.Values.OrderBy(l => l.Code, StringComparer.Ordinal);

    /// <exception cref="KeyNotFoundException">No such language; the route constraint lets only known ones through.</exception>
    public Language In(string code) => _byCode[code];

    public bool Has(string code) => _byCode.ContainsKey(code);

    /// <summary>The languages that the browser asks for (its Accept-Language header) and that there are texts in, the most wanted first.</summary>
    internal IReadOnlyList<Language> Accepted(HttpRequest request) =>
    [
        .. request.GetTypedHeaders().AcceptLanguage.OrderByDescending(tag => tag.Quality ?? 1)
            .Select(tag => Known(tag.Value.ToString())).OfType<Language>().Distinct(),
    ];

    private Language? Known(string tag) => _byCode.GetValueOrDefault(tag) ?? _byCode.GetValueOrDefault(tag.Split('-')[0]);

    /// <param name="webRoot">the folder in which the build's <c>texts/</c> is.</param>
    /// <param name="offered">codes of the languages that the site offers; null for all.</param>
    /// <exception cref="SiteStartException">No texts were built, a file is not what the build writes, or there are none in a language that is named.</exception>
    public static Texts Read(string webRoot, IReadOnlyList<string>? offered = null)
    {
        var folder = Path.Combine(webRoot, "texts");
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [];
        var byCode = new Dictionary<string, Language>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in files)
        {
            var language = ReadOne(file);
            byCode.Add(language.Code, language);
        }
        if (!byCode.TryGetValue(Source, out var source))
        {
            throw new SiteStartException($"The texts have not been built ({Path.Combine(folder, Source + ".json")} is missing). Run ./run, which builds them.");
        }
        return offered is null ? new(byCode, source) : Only(byCode, offered);
    }

    private static Texts Only(Dictionary<string, Language> byCode, IReadOnlyList<string> offered)
    {
        var known = string.Join(", ", byCode.Keys.Order(StringComparer.Ordinal));
        if (offered.Count == 0)
        {
            throw new SiteStartException($"\"languages\" in site.json names none. Name those that the site is to offer, of {known}; or leave it out, for all of them.");
        }
        if (offered.FirstOrDefault(code => !byCode.ContainsKey(code)) is { } missing)
        {
            throw new SiteStartException($"\"languages\" in site.json names \"{missing}\", in which there are no texts. There are: {known}.");
        }
        var chosen = offered.Distinct(StringComparer.OrdinalIgnoreCase).ToDictionary(code => byCode[code].Code, code => byCode[code], StringComparer.OrdinalIgnoreCase);
        return new(chosen, chosen.GetValueOrDefault(Source) ?? byCode[offered[0]]);
    }

    private static Language ReadOne(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            var read = JsonSerializer.Deserialize<TextFile>(stream, JsonSerializerOptions.Web) ?? throw new JsonException("it is empty");
            return new Language(read.Language, read.Plurals.Rule, read.Messages.ToDictionary(m => m.Key, m => Forms(m.Value), StringComparer.Ordinal), read.Refused);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new SiteStartException($"{file} cannot be read ({e.Message}). Run ./run, which builds it again.");
        }
    }

    // A counted message has all its forms in an array, any other is a string.
    private static string[] Forms(JsonElement message) => message.ValueKind is JsonValueKind.Array
        ? [.. message.EnumerateArray().Select(Form)]
        : [Form(message)];

    private static string Form(JsonElement form) => form.ValueKind is JsonValueKind.String
        ? form.GetString()!
        : throw new JsonException("a message is neither a text nor a list of texts");

    private sealed record TextFile(string Language, Plurals Plurals, Dictionary<string, JsonElement> Messages, IReadOnlyList<string>? Refused);

    private sealed record Plurals(int Count, string Rule);
}
