using Chorus.App.Questionnaires;

namespace Chorus.App.Help;

/// <summary>
/// Whom to call, by country: the files built into the application, each replaced by one of the same name in the site's
/// own folder <c>help/</c>, where its operator has checked what is told.
/// </summary>
internal sealed class HelpByCountry
{
    private const string BuiltIn = "Help/";

    private readonly Dictionary<string, HelpFile> _byCode;

    private HelpByCountry(Dictionary<string, HelpFile> byCode) => _byCode = byCode;

    /// <summary>The countries that there are numbers for, by the name that is theirs, in the order of these names.</summary>
    internal IEnumerable<(string Code, string Name)> Named => Countries.All.Where(c => _byCode.ContainsKey(c.Key)).Select(c => (c.Key, c.Value));

    internal HelpFile? In(string? code) => code is null ? null : _byCode.GetValueOrDefault(code);

    /// <param name="dataFolder">the site's folder.</param>
    /// <exception cref="SiteStartException">A file has a fault; the message says which and what to write.</exception>
    internal static HelpByCountry Read(string dataFolder)
    {
        try
        {
            var byCode = BuiltInFiles().Select(file => HelpFile.Parse(file.Text, file.Name)).ToDictionary(file => file.Country, StringComparer.Ordinal);
            foreach (var file in OwnFiles(Path.Combine(dataFolder, "help")))
            {
                var own = HelpFile.Parse(File.ReadAllText(file), Path.GetFileName(file));
                byCode[own.Country] = own;
            }
            return new(byCode);
        }
        catch (InvalidDataException e)
        {
            throw new SiteStartException(e.Message);
        }
    }

    private static string[] OwnFiles(string folder) => Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [];

    private static IEnumerable<(string Name, string Text)> BuiltInFiles()
    {
        var assembly = typeof(HelpByCountry).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(BuiltIn, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return (name[BuiltIn.Length..], reader.ReadToEnd());
        }
    }
}
