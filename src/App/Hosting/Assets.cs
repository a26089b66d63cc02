using System.Text.Json;

namespace Chorus.App.Hosting;

/// <summary>
/// The built scripts and styles by logical name, from <c>assets.json</c> (docs/adr/0013-browser-build.md): the path with the
/// file's hash in its name, and the sub-resource integrity value that the page must carry.
/// </summary>
public sealed class Assets
{
    private readonly Dictionary<string, Asset> _byName;

    private Assets(Dictionary<string, Asset> byName) => _byName = byName;

    /// <exception cref="KeyNotFoundException">No such asset was built: a page asks for a file that does not exist.</exception>
    public Asset this[string name] => _byName.TryGetValue(name, out var asset)
        ? asset
        : throw new KeyNotFoundException($"assets.json has no '{name}'. It has: {string.Join(", ", _byName.Keys.Order(StringComparer.Ordinal))}.");

    /// <exception cref="SiteStartException">The file is missing or is not what the build writes.</exception>
    public static Assets Read(string webRoot)
    {
        var file = Path.Combine(webRoot, "assets", "assets.json");
        if (!File.Exists(file))
        {
            throw new SiteStartException($"The browser's scripts have not been built ({file} is missing). Run ./run, which builds them.");
        }
        try
        {
            using var stream = File.OpenRead(file);
            var byName = JsonSerializer.Deserialize<Dictionary<string, Asset>>(stream, JsonSerializerOptions.Web);
            if (byName is null || byName.Values.Any(a => a?.Path is null || a.Integrity is null || a.Imports is null))
            {
                throw new JsonException("an entry lacks its path, integrity or imports");
            }
            return new Assets(byName);
        }
        catch (JsonException e)
        {
            throw new SiteStartException($"{file} cannot be read ({e.Message}). Run ./run, which builds it again.");
        }
    }
}

/// <param name="Path">Absolute path on the site, with the content's hash in the file name.</param>
/// <param name="Integrity">The value of the <c>integrity</c> attribute (W3C Subresource Integrity), <c>sha384-…</c>.</param>
/// <param name="Imports">The chunks that a script imports at once.</param>
/// <param name="Later">The list of what it may load later, where there is any (docs/adr/0037-scripts-that-come-later.md).</param>
public sealed record Asset(string Path, string Integrity, IReadOnlyList<Asset>? Imports = null, Asset? Later = null)
{
    /// <summary>As a page names a file to its scripts: the address, a space, the integrity.</summary>
    internal string Checked => $"{Path} {Integrity}";
}
