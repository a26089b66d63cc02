using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Chorus.App.Data;
using Chorus.App.Hosting;
using Chorus.App.Languages;
using Chorus.App.Templates;
using Chorus.App.Members;
using Chorus.App.Questionnaires;
using Chorus.Cases.Events;
using Chorus.Escrow.Manifests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk;

/// <summary>The desk's frame. It holds no report: the browser fetches them sealed and opens them there.</summary>
[OpensFiles]
internal sealed class IndexModel(SiteDb db, Manifest manifest, OfferedQuestionnaires questionnaires, OfferedTemplates templates, Texts texts) : PageModel
{
    private static readonly Role[] s_opening = [.. Roles.Reading.Where(r => EventKinds.ByName["case-opened"].MayAct.Any(m => $"{m}" == $"{r}"))];
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    // Letters of every script as themselves, since there are many; what has a meaning in HTML is still escaped.
    private static readonly JsonSerializerOptions s_plain = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The organisation's name, as the trustees signed it.</summary>
    public string Organisation => User.OrganisationName(manifest);

    internal KeyState Key { get; private set; } = null!;

    /// <summary>Whether the member writes to reporters.</summary>
    internal bool Answers => Roles.Writing.Any(User.Has);

    /// <summary>Whether the rules of cases let one of the member's roles open a case.</summary>
    internal bool OpensCases => s_opening.Any(User.Has);

    /// <summary>The words of every questionnaire that the desk's own texts lack. The default encoder makes them safe inside a script element.</summary>
    internal string Questionnaires(Language language) => JsonSerializer.Serialize(
        questionnaires.All.Select(q => new { q.Id, q.Version, questions = QuestionnaireWords.ForDesk(q, language) }), Json);

    /// <summary>What the organisation has ready to write to reporters, in every language that the site offers.</summary>
    internal string Templates(Language language) => JsonSerializer.Serialize(
        templates.Of(db.Organisation!).Select(l => new
        {
            l.Id,
            Title = l.Title.In(language),
            Texts = texts.Languages.ToDictionary(each => each.Code, l.Text.In, StringComparer.Ordinal),
        }), s_plain);

    /// <summary>Who has no key yet is led to where it is asked for.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        Key = await KeyState.OfAsync(db, manifest, User, stop);
        return Key.Holds || Key.Behind ? Page() : LocalRedirect(MemberSignIn.DeskPath + "/key");
    }
}
