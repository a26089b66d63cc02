using Chorus.App.Hosting;
using Chorus.App.Languages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chorus.App.Features.Write;

/// <summary>The questions. With scripts the page does everything itself; without, its form is posted to the page "check".</summary>
[OpensFiles(Microphone = true)]
internal sealed class WriteModel(ReporterForm form, Language language) : PageModel
{
    /// <summary><c>/write?with=helper</c>: somebody helps to write, and is asked for consent first.</summary>
    [FromQuery(Name = "with")]
    public string? With { get; set; }

    internal QuestionPages Pages => form.Pages(With == "helper" ? Filled.Together : Filled.Nothing);

    internal string ForScripts => form.ForScripts(language);
}
