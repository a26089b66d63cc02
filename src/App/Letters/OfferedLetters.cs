using Chorus.App.Languages;
using Chorus.Escrow.Manifests;

namespace Chorus.App.Letters;

/// <summary>
/// The letters of each organisation: the built-in ones, and those of its file <c>letters/ORGANISATION.json</c> in the site's data folder,
/// which replace or add to them.
/// </summary>
internal sealed class OfferedLetters
{
    private readonly IReadOnlyList<Letter> _builtIn;
    private readonly Dictionary<string, IReadOnlyList<Letter>> _byOrganisation;

    private OfferedLetters(IReadOnlyList<Letter> builtIn, Dictionary<string, IReadOnlyList<Letter>> byOrganisation) =>
        (_builtIn, _byOrganisation) = (builtIn, byOrganisation);

    /// <summary>In the order in which they are offered: the built-in ones or what stands in for them, then the organisation's others.</summary>
    public IReadOnlyList<Letter> Of(string organisation) => _byOrganisation.GetValueOrDefault(organisation, _builtIn);

    /// <summary>Reads and checks them.</summary>
    /// <param name="folder">of the organisations' files; need not be there.</param>
    /// <param name="manifest">the organisations that there are.</param>
    /// <param name="texts">the languages that each letter needs.</param>
    /// <exception cref="SiteStartException">A file has a fault; the message names it and has a sentence for each fault.</exception>
    public static OfferedLetters Read(string folder, Manifest manifest, Texts texts)
    {
        var builtIn = BuiltIn();
        var byOrganisation = new Dictionary<string, IReadOnlyList<Letter>>(StringComparer.Ordinal);
        foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal) : Enumerable.Empty<string>())
        {
            var organisation = Path.GetFileNameWithoutExtension(file);
            if (manifest.FindOrganisation(organisation) is null)
            {
                throw new SiteStartException($"{file} is named after no organisation of this site. Call it by the organisation's id in the manifest: {manifest.Organisations[0].Id}.json.");
            }
            var own = ReadOwn(file, texts);
            byOrganisation.Add(organisation,
            [
                .. builtIn.Select(letter => own.FirstOrDefault(o => string.Equals(o.Id, letter.Id, StringComparison.Ordinal)) ?? letter),
                .. own.Where(o => !builtIn.Any(letter => string.Equals(o.Id, letter.Id, StringComparison.Ordinal))),
            ]);
        }
        return new(builtIn, byOrganisation);
    }

    private static IReadOnlyList<Letter> ReadOwn(string file, Texts texts)
    {
        try
        {
            return LetterFile.Parse(File.ReadAllText(file), texts).Letters;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new SiteStartException($"{file} cannot be used. {e.Message}");
        }
    }

    private static IReadOnlyList<Letter> BuiltIn()
    {
        using var stream = typeof(OfferedLetters).Assembly.GetManifestResourceStream("Letters/core.json")
            ?? throw new SiteStartException("The letters core.json are not built into the application.");
        using var reader = new StreamReader(stream);
        return LetterFile.ReadBuiltIn(reader.ReadToEnd());
    }
}
