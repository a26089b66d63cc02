using Chorus.App.Help;
using Chorus.App.Questionnaires;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chorus.App.Features.Help;

/// <summary>Whom to call in one country. The address names the country, so that nothing has to be kept to know it.</summary>
internal sealed class CountryModel(HelpByCountry help) : PageModel
{
    internal HelpFile Numbers { get; private set; } = null!;

    internal string Name => Countries.All.First(c => c.Key == Numbers.Country).Value;

    public IActionResult OnGet(string country)
    {
        if (help.In(country) is not { } numbers)
        {
            return NotFound();
        }
        Numbers = numbers;
        return Page();
    }
}
