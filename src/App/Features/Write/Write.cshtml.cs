using Chorus.App.Hosting;
using Chorus.App.Languages;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chorus.App.Features.Write;

/// <summary>The questions. With scripts the page does everything itself; without, its form is posted to the page "check".</summary>
[OpensFiles(Microphone = true)]
internal sealed class WriteModel(ReporterForm form, Language language) : PageModel
{
    // Not bound: binding would read a posted form as well, in whatever encoding it names.
    private string? With => Request.Query["with"];

    /// <summary>Of <c>/write?with=helper</c> too: somebody helps to write, and is asked for consent first.</summary>
    internal QuestionPages Pages => form.Pages(With == "helper" ? Filled.Together : Filled.Nothing);

    internal string ForScripts => form.ForScripts(language, comesBack: false);
}
