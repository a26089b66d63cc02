using System.Text.Json;

namespace Chorus.App.Languages;

/// <summary>Every language that the build compiled from PO files into <c>texts/&lt;code&gt;.json</c> (docs/adr/0012-texts-in-po-compiled-at-build.md).</summary>
public sealed class Texts
{
    /// <summary>The language that the source texts are written in.</summary>
    public const string Source = "en";

    private readonly Dictionary<string, Language> _byCode;

    private Texts(Dictionary<string, Language> byCode) => _byCode = byCode;

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

    /// <exception cref="SiteStartException">No texts were built, or a file is not what the build writes.</exception>
    public static Texts Read(string webRoot)
    {
        var folder = Path.Combine(webRoot, "texts");
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [];
        var byCode = new Dictionary<string, Language>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in files)
        {
            var language = ReadOne(file);
            byCode.Add(language.Code, language);
        }
        return byCode.ContainsKey(Source)
            ? new Texts(byCode)
            : throw new SiteStartException($"The texts have not been built ({Path.Combine(folder, Source + ".json")} is missing). Run ./run, which builds them.");
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
