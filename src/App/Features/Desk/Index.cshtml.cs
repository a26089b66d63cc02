using System.Security.Claims;
using Chorus.App.Hosting;
using Chorus.App.Members;
using Chorus.Escrow.Manifests;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chorus.App.Features.Desk;

/// <summary>The desk's frame. It holds no report: the browser fetches them sealed and opens them there.</summary>
[OpensFiles]
internal sealed class IndexModel(Manifest manifest) : PageModel
{
    /// <summary>The organisation's name, as the trustees signed it.</summary>
    public string Organisation { get; private set; } = "";

    public void OnGet()
    {
        var id = User.FindFirstValue(MemberSignIn.OrganisationClaim)!;
        Organisation = manifest.FindOrganisation(id)?.Name ?? id;
    }
}
