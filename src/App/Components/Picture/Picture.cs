using System.Collections.Frozen;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Chorus.App.Components.Picture;

/// <summary>
/// <c>&lt;picture-of name="hotel" /&gt;</c>: one of our own line drawings, inline, hidden from screen readers since the
/// text beside it says the same.
/// </summary>
[HtmlTargetElement("picture-of", TagStructure = TagStructure.WithoutEndTag)]
public sealed class PictureTagHelper : TagHelper
{
    private const string Folder = "Pictures/";

    private static readonly FrozenDictionary<string, string> Drawings = Read();

    /// <summary>The file's name without <c>.svg</c>.</summary>
    [HtmlAttributeName("name")]
    public required string Name { get; set; }

    internal static bool Has(string name) => Drawings.ContainsKey(name);

    /// <exception cref="KeyNotFoundException">There is no drawing of that name.</exception>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.SetHtmlContent(Drawings[Name]);
    }

    private static FrozenDictionary<string, string> Read()
    {
        var assembly = typeof(PictureTagHelper).Assembly;
        return assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal))
            .ToFrozenDictionary(n => Path.GetFileNameWithoutExtension(n[Folder.Length..]), Text, StringComparer.Ordinal);

        string Text(string name)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd().Trim();
        }
    }
}
