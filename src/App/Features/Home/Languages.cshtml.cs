using Chorus.App.Languages;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chorus.App.Features.Home;

/// <summary>
/// The first page: every language by its own name, those that the browser asks for first. The choice is the address that
/// the link leads to; nothing about it is kept.
/// </summary>
internal sealed class LanguagesModel(Texts texts) : PageModel
{
    internal Texts Texts => texts;

    internal IReadOnlyList<Language> Wanted { get; private set; } = [];

    internal IEnumerable<Language> Others => texts.Languages.Except(Wanted);

    /// <summary>In which this page itself speaks.</summary>
    internal Language First => Wanted.Count > 0 ? Wanted[0] : texts.Usual;

    public void OnGet()
    {
        Response.Headers.Vary = "Accept-Language";
        Wanted = texts.Accepted(Request);
    }
}
