using Chorus.App.Languages;
using Chorus.Escrow.Manifests;

namespace Chorus.App.Templates;

/// <summary>
/// The templates of each organisation: the built-in ones, and those of its file <c>templates/ORGANISATION.json</c> in the site's data folder,
/// which replace or add to them.
/// </summary>
internal sealed class OfferedTemplates
{
    private readonly IReadOnlyList<Template> _builtIn;
    private readonly Dictionary<string, IReadOnlyList<Template>> _byOrganisation;

    private OfferedTemplates(IReadOnlyList<Template> builtIn, Dictionary<string, IReadOnlyList<Template>> byOrganisation) =>
        (_builtIn, _byOrganisation) = (builtIn, byOrganisation);

    /// <summary>In the order in which they are offered: the built-in ones or what stands in for them, then the organisation's others.</summary>
    public IReadOnlyList<Template> Of(string organisation) => _byOrganisation.GetValueOrDefault(organisation, _builtIn);

    /// <summary>Reads and checks them.</summary>
    /// <param name="folder">of the organisations' files; need not be there.</param>
    /// <param name="manifest">the organisations that there are.</param>
    /// <param name="texts">the languages that each template needs.</param>
    /// <exception cref="SiteStartException">A file has a fault; the message names it and has a sentence for each fault.</exception>
    public static OfferedTemplates Read(string folder, Manifest manifest, Texts texts)
    {
        var builtIn = BuiltIn();
        var byOrganisation = new Dictionary<string, IReadOnlyList<Template>>(StringComparer.Ordinal);
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
                .. builtIn.Select(template => own.FirstOrDefault(o => string.Equals(o.Id, template.Id, StringComparison.Ordinal)) ?? template),
                .. own.Where(o => !builtIn.Any(template => string.Equals(o.Id, template.Id, StringComparison.Ordinal))),
            ]);
        }
        return new(builtIn, byOrganisation);
    }

    private static IReadOnlyList<Template> ReadOwn(string file, Texts texts)
    {
        try
        {
            return TemplateFile.Parse(File.ReadAllText(file), texts).Templates;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new SiteStartException($"{file} cannot be used. {e.Message}");
        }
    }

    private static IReadOnlyList<Template> BuiltIn()
    {
        using var stream = typeof(OfferedTemplates).Assembly.GetManifestResourceStream("Templates/core.json")
            ?? throw new SiteStartException("The templates core.json are not built into the application.");
        using var reader = new StreamReader(stream);
        return TemplateFile.ReadBuiltIn(reader.ReadToEnd());
    }
}
