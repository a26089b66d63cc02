using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Chorus.App.Languages;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Chorus.App.Components.ScriptData;

/// <summary>
/// <c>&lt;script-data name="texts" under="write. send." /&gt;</c>: the texts of this language whose ids begin so, as a JSON
/// data block. A block of that type is never run, so the strict content security policy allows it.
/// </summary>
[HtmlTargetElement("script-data", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ScriptDataTagHelper(Language language, LaterTexts laterTexts) : TagHelper
{
    // Letters of every script as themselves; what could end the block stays escaped.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };
    private static readonly JsonSerializerOptions Named = new(JsonSerializerDefaults.Web) { Encoder = Plain.Encoder };

    /// <summary>The element's id.</summary>
    [HtmlAttributeName("name")]
    public required string Name { get; set; }

    /// <summary>Beginnings of message ids, separated by spaces.</summary>
    [HtmlAttributeName("under")]
    public required string Under { get; set; }

    /// <summary>The page (<see cref="LaterTexts.Under"/>) whose other texts its scripts fetch when they need them; none where all are here.</summary>
    [HtmlAttributeName("later")]
    public string? Later { get; set; }

    /// <summary>Whether to give the forms of counted texts and their rule too (src/App/Components/Texts/words.ts).</summary>
    [HtmlAttributeName("counted")]
    public bool Counted { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "script";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("type", "application/json");
        output.Attributes.SetAttribute("id", Name);
        if (Later is not null)
        {
            output.Attributes.SetAttribute("data-later", laterTexts.Of(Later, language).File.Checked);
        }
        var under = Under.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        output.Content.SetHtmlContent(Counted
            ? JsonSerializer.Serialize(language.CountedUnder(under), Named)
            : JsonSerializer.Serialize(language.Under(under), Plain));
    }
}
