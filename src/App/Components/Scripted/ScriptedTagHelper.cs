using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Chorus.App.Components.Scripted;

/// <summary>
/// <c>&lt;scripted&gt;…&lt;/scripted&gt;</c>: a part of the page that only scripts make useful. It travels as a data block, which no browser
/// shows, not even one that knows no styles; scripted.ts puts it in its place.
/// </summary>
[HtmlTargetElement("scripted")]
public sealed class ScriptedTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "script";
        output.Attributes.SetAttribute("type", "text/html");
    }
}
