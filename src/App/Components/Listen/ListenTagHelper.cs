using Chorus.App.Languages;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Chorus.App.Components.Listen;

/// <summary>
/// <c>&lt;listen-to ids="story.title story.why" /&gt;</c>: the button that reads the part of the page around it, marked
/// <c>data-heard</c>, aloud. It names the recordings of these texts that the site has; listening.ts shows it where there is one of them, or a voice.
/// </summary>
[HtmlTargetElement("listen-to", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ListenTagHelper(Language language, Recordings recordings) : TagHelper
{
    /// <summary>Ids of the texts in the order in which they are read, separated by spaces.</summary>
    [HtmlAttributeName("ids")]
    public required string Ids { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var ids = Ids.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var files = ids.Select(id => recordings.Find(language.Code, id)).ToList();
        output.TagName = "button";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("type", "button");
        output.Attributes.SetAttribute("class", "plain listen");
        output.Attributes.SetAttribute("data-listen", "");
        output.Attributes.SetAttribute("aria-pressed", "false");
        output.Attributes.SetAttribute("data-say-play", language["listen.play"]);
        output.Attributes.SetAttribute("data-say-stop", language["listen.stop"]);
        if (files.Any(f => f is not null))
        {
            output.Attributes.SetAttribute("data-recorded", string.Join(' ', files.OfType<string>()));
        }
        if (files.Count > 0 && files.TrueForAll(f => f is not null))
        {
            output.Attributes.SetAttribute("data-whole", "");
        }
        output.Content.SetContent(language["listen.play"]);
    }
}
