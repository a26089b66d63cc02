using Chorus.App.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.People;

/// <summary>The frame in which a member with the key gives it to one who asks; its script does the rest (docs/formats/joining.md).</summary>
internal sealed class GiveKeyModel(SiteDb db) : PageModel
{
    public string Id { get; private set; } = "";

    public string Name { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken stop)
    {
        var name = await db.Colleagues.Where(m => m.Id == id).Select(m => m.Name).SingleOrDefaultAsync(stop);
        (Id, Name) = (id, name ?? "");
        return name is null ? NotFound() : Page();
    }
}
