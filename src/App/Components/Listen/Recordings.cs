using Chorus.App.Languages;

namespace Chorus.App.Components.Listen;

/// <summary>
/// Recordings of the pages' texts, put beside them by whoever runs the site: <c>audio/LANGUAGE/MESSAGE-ID.opus</c> or <c>.mp3</c> in the
/// site's folder or beside the program (docs/texts.md). Listed once at the start.
/// </summary>
public sealed class Recordings
{
    private const string Folder = "audio";

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal) { [".opus"] = "audio/ogg", [".mp3"] = "audio/mpeg" };

    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    public Recordings(SiteOptions options, Texts texts)
    {
        // The site's own come last and take the place of those that came with the program.
        foreach (var root in (string[])[options.WebRoot, options.DataFolder])
        {
            foreach (var language in texts.Languages)
            {
                Read(root, language.Code);
            }
        }
    }

    /// <summary>The address of a text's recording, or null.</summary>
    public string? Find(string language, string id) => _files.ContainsKey($"{language}/{id}") ? $"/{Folder}/{language}/{id}" : null;

    /// <summary>The recording at an address, as it travels.</summary>
    public IResult Get(string language, string id) => _files.TryGetValue($"{language}/{id}", out var file)
        ? Results.File(file, Types[Path.GetExtension(file)], enableRangeProcessing: true)
        : Results.NotFound();

    private void Read(string root, string language)
    {
        var folder = new DirectoryInfo(Path.GetFullPath(Path.Combine(root, Folder, language)));
        if (!folder.Exists)
        {
            return;
        }
        foreach (var file in folder.GetFiles().Where(f => Types.ContainsKey(f.Extension)).OrderBy(f => f.Extension, StringComparer.Ordinal))
        {
            // Of two of one text the second in this order, Opus, which is smaller.
            _files[$"{language}/{Path.GetFileNameWithoutExtension(file.Name)}"] = file.FullName;
        }
    }
}
