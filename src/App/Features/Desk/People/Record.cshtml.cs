using Chorus.App.CaseLogs;
using Chorus.App.Data;
using Chorus.App.Languages;
using Chorus.App.Members;
using Chorus.App.Members.Record;
using Chorus.Escrow;
using Chorus.Escrow.Manifests;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.People;

/// <summary>What was done with members, roles and keys, for all members to read.</summary>
internal sealed class RecordModel(SiteDb db, CaseLog log, Manifest manifest) : PageModel
{
    private Dictionary<string, string> _names = [];

    public string Organisation => User.OrganisationName(manifest);

    internal RecordedEvents Record { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken stop)
    {
        _names = await db.Colleagues.ToDictionaryAsync(m => m.Id, m => m.Name, StringComparer.Ordinal, stop);
        Record = await RecordedEvents.ReadAsync(db, log, stop);
    }

    /// <summary>A colleague's name, or words for one who has left.</summary>
    internal string NameOf(string? member, Language language) => member is not null && _names.TryGetValue(member, out var name) ? name : language["desk.record.gone"];

    /// <summary>What was done, in a sentence.</summary>
    internal string Sentence(MemberEvent done, Language language)
    {
        var member = ("member", NameOf(done.Member, language));
        var by = ("by", NameOf(done.By, language));
        var roles = ("roles", string.Join(", ", (done.Roles ?? []).Select(r => language[$"desk.role.{r.Spelling()}"])));
        return done.Kind switch
        {
            MemberEventKind.Found => language["desk.record.found", member, roles],
            MemberEventKind.Enrolled => language["desk.record.enrolled", member, roles],
            MemberEventKind.Invited => language["desk.record.invited", by, roles],
            MemberEventKind.InvitationWithdrawn => language["desk.record.invitation-withdrawn", by],
            MemberEventKind.Joined => language["desk.record.joined", member, by, roles],
            MemberEventKind.RolesSet => language["desk.record.roles-set", by, member, roles],
            MemberEventKind.Left when done.By == done.Member => language["desk.record.left", member],
            MemberEventKind.Left => language["desk.record.removed", by, member],
            MemberEventKind.KeyGiven => language["desk.record.key-given", by, member],
            MemberEventKind.KeyKept => language["desk.record.key-kept", member],
            MemberEventKind.KeyMade => language["desk.record.key-made", by, ("epoch", done.Epoch ?? 0)],
            MemberEventKind.KeyNew => language["desk.record.key-new", ("epoch", done.Epoch ?? 0)],
            MemberEventKind.OpeningsFetched => language["desk.record.openings-fetched", by],
            MemberEventKind.ExtractAsked => language["desk.record.extract-asked", by],
            MemberEventKind.ExtractApproved => language["desk.record.extract-approved", by],
            MemberEventKind.ExtractRefused => language["desk.record.extract-refused", by],
            MemberEventKind.ExtractMade => language["desk.record.extract-made", by],
            _ => done.Kind,
        };
    }

    /// <summary>The hour of an event for people: its beginning.</summary>
    internal static string When(MemberEvent done) => Hour.TryParse(done.At, out var hour) ? $"{hour:yyyy-MM-dd HH:mm} UTC" : done.At;
}
