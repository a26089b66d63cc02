using Chorus.App.Features.Write;
using Chorus.App.Languages;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chorus.App.Features.Return;

/// <summary>The questions of a change, as a part of the page "/return": the same for everybody who opens a report.</summary>
internal sealed class QuestionsModel(ReporterForm form, Language language) : PageModel
{
    internal QuestionPages Pages => form.Pages(Filled.Nothing);

    internal string ForScripts => form.ForScripts(language, comesBack: true);
}
