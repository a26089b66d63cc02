using Chorus.App.Hosting;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chorus.App.Features.Return;

/// <summary>
/// Coming back with the 28 digits. The server only renders the page: the digits are never sent to it, and what it is
/// asked (POST /api/lookup) does not tell it what they are.
/// </summary>
[OpensFiles(Microphone = true)]
internal sealed class ReturnModel : PageModel;
