using Chorus.App.Questionnaires;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chorus.App.Features.Help;

/// <summary>What is not all right, and what one can do: for whoever only wants to know.</summary>
internal sealed class RightsModel : PageModel
{
    /// <summary>The acts that the built-in questionnaire asks about, in its words and with its pictures.</summary>
    internal static IReadOnlyList<Option> Acts { get; } = [.. Questionnaire.Core()["acts"].Choices.Where(o => o.Value is not ("other" or "unknown" or "unsaid"))];
}
