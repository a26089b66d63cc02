using System.Text.Json;
using Chorus.Sealing;

namespace Chorus.App.Languages;

/// <summary>
/// The words in which a receipt can be written, by language, as the build wrote them beside the texts
/// (build/browser/word-lists.mjs). Browsers have the same lists.
/// </summary>
public sealed class WordLists
{
    private readonly Dictionary<string, ReceiptWords> _byCode;

    private WordLists(Dictionary<string, ReceiptWords> byCode) => _byCode = byCode;

    /// <summary>The list of a language, or null where there is none.</summary>
    public ReceiptWords? In(string code) => _byCode.GetValueOrDefault(code);

    /// <summary>Reads what somebody typed: 28 digits, or ten words of any of the lists.</summary>
    public Receipt? ReadReceipt(string? typed) =>
        Receipt.TryParse(typed, out var receipt) ? receipt : _byCode.Values.Select(list => list.TryRead(typed, out var read) ? read : null).FirstOrDefault(read => read is not null);

    /// <exception cref="SiteStartException">A file is not what the build writes.</exception>
    public static WordLists Read(string webRoot)
    {
        var folder = Path.Combine(webRoot, "words");
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [];
        return new(files.ToDictionary(file => Path.GetFileNameWithoutExtension(file), ReadOne, StringComparer.OrdinalIgnoreCase));
    }

    private static ReceiptWords ReadOne(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            return new(JsonSerializer.Deserialize<List<string>>(stream) ?? []);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new SiteStartException($"{file} cannot be read ({e.Message}). Run ./run, which builds it again.");
        }
    }
}
