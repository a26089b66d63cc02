using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chorus.App.Features.Letters;

/// <summary>
/// What an organisation writes to somebody by a code. The server only renders the page: the code is never sent to it, and what it is
/// asked (POST /api/letters/open) does not tell it what it is.
/// </summary>
internal sealed class LettersModel : PageModel;
