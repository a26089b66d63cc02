using System.Drawing;
using Chorus.App.Languages;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QRCoder;

namespace Chorus.App.Features.Poster;

/// <summary>A poster and cards that lead to this site's pages in the poster's language.</summary>
internal sealed class PosterModel(Language language) : PageModel
{
    /// <summary>Where both lead: this site's pages in the poster's language, as the browser names the site.</summary>
    internal string Address => $"{Request.Scheme}://{ShortAddress}";

    /// <summary>The same as it is read out and typed.</summary>
    internal string ShortAddress => $"{Request.Host}/{language.Code}";

    /// <summary>The address as an SVG drawing, a quarter of which may be torn, wet or dirty (level Q of ISO/IEC 18004).</summary>
    internal string QrCode { get; private set; } = "";

    // Drawn once: the page has it nine times.
    public void OnGet()
    {
        using var data = QRCodeGenerator.GenerateQrCode(Address, QRCodeGenerator.ECCLevel.Q);
        using var drawing = new SvgQRCode(data);
        QrCode = drawing.GetGraphic(new Size(200, 200), "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute)
            .Replace("<svg ", "<svg class=\"qr\" aria-hidden=\"true\" ", StringComparison.Ordinal);
    }
}
