using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Chorus.App.Hosting;

/// <summary>
/// <c>&lt;script asset="reporter.js"&gt;</c> and <c>&lt;link asset="reporter.css"&gt;</c>: fills in the hashed path and the
/// integrity value, so that a changed file is refused by the browser.
/// </summary>
[HtmlTargetElement("script", Attributes = "asset")]
[HtmlTargetElement("link", Attributes = "asset", TagStructure = TagStructure.WithoutEndTag)]
public sealed class AssetTagHelper(Assets assets) : TagHelper
{
    [HtmlAttributeName("asset")]
    public required string Asset { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var asset = assets[Asset];
        if (string.Equals(output.TagName, "script", StringComparison.Ordinal))
        {
            output.Attributes.SetAttribute("type", "module");
            output.Attributes.SetAttribute("src", asset.Path);
            if (asset.Later is not null)
            {
                output.Attributes.SetAttribute("data-later", asset.Later.Checked);
            }
            // A preloaded module is checked once, and that one is used for the import (docs/adr/0013-browser-build.md).
            foreach (var chunk in asset.Imports ?? [])
            {
                output.PreElement.AppendHtml($"<link rel=\"modulepreload\" href=\"{chunk.Path}\" integrity=\"{chunk.Integrity}\">");
            }
        }
        else
        {
            if (!output.Attributes.ContainsName("rel"))
            {
                output.Attributes.SetAttribute("rel", "stylesheet");
            }
            output.Attributes.SetAttribute("href", asset.Path);
        }
        output.Attributes.SetAttribute("integrity", asset.Integrity);
    }
}
