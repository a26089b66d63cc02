using Chorus.App.CaseLogs;
using Chorus.App.Data;
using Chorus.App.Members;
using Chorus.Cases;
using Chorus.Cases.Events;
using Chorus.Cases.State;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.Cases;

/// <summary>A case with its events as they lie in the database, compared with the log, and what follows from them.</summary>
/// <param name="Opened">its row.</param>
/// <param name="Rows">its events, by their numbers.</param>
/// <param name="Members">who is staff-N.</param>
/// <param name="State">what the rules make of the events.</param>
/// <param name="Fault">the first thing that does not hold, a sentence; null where all does.</param>
internal sealed record LoadedCase(Case Opened, IReadOnlyList<CaseEventRow> Rows, IReadOnlyList<CaseMember> Members, CaseState State, string? Fault)
{
    /// <summary>The pseudonym of a member; null for one who has none.</summary>
    public string? PseudonymOf(string member) => Members.FirstOrDefault(m => m.MemberId == member) is { } known ? Pseudonym(known.Number) : null;

    /// <summary>
    /// Whether a member must not see the case: named in it, or close to somebody who is, or said to be so by one person and not
    /// decided yet. Who opens nothing, an auditor, is not kept out by one person's word: somebody has to see what is done.
    /// </summary>
    public bool IsBarred(System.Security.Claims.ClaimsPrincipal user) => PseudonymOf(user.MemberId()) is { } pseudonym
        && (State.Staff.Find(pseudonym)?.Conflicted is not null || (user.Opens() && State.WithheldBy(pseudonym) is not null));

    /// <summary>All references of the case to sealed contents: id, hash, and where it stands.</summary>
    public IEnumerable<(string Id, string Hash, string Of)> References => State.Log.SelectMany(e => e.Head.Sealed.Select(s => (s.Id, s.Hash, Of: $"of event {e.Head.Id}")))
        .Append((Id: Opened.TitleId ?? "", Hash: Opened.TitleHash ?? "", Of: "with the title")).Where(s => s.Id.Length > 0);

    /// <summary>Whether something in the case refers to a content that was not destroyed.</summary>
    public bool Holds(string content) => !State.Destroyed.Contains(content) && References.Any(r => r.Id == content);

    public static string Pseudonym(int number) => $"staff-{number}";

    /// <summary>Reads a case of the organisation of this request; null where there is none.</summary>
    public static async Task<LoadedCase?> ReadAsync(SiteDb db, CaseLogTurn turn, string id, CancellationToken stop)
    {
        if (await db.Cases.SingleOrDefaultAsync(c => c.Id == id, stop) is not { } opened)
        {
            return null;
        }
        var rows = await db.Across<CaseEventRow>().AsNoTracking().Where(e => e.CaseId == id).OrderBy(e => e.Number).ToListAsync(stop);
        var members = await db.CaseMembers.AsNoTracking().Where(m => m.CaseId == id).OrderBy(m => m.Number).ToListAsync(stop);
        var (state, unaccepted) = Replay(rows);
        return new(opened, rows, members, state, turn.Compare(opened, rows) ?? MemberFault(rows, members) ?? unaccepted);
    }

    /// <summary>What the rules make of events, and the sentence of the first that they do not accept.</summary>
    public static (CaseState State, string? Fault) Replay(IEnumerable<CaseEventRow> rows)
    {
        var (state, fault) = (CaseState.Empty, (string?)null);
        foreach (var row in rows)
        {
            var read = EventReader.Read(row.Line);
            if (read.Event is not null && Rulebook.BuiltIn.Apply(state, read.Event) is Accepted accepted)
            {
                state = accepted.State;
            }
            else
            {
                fault ??= $"Event e{row.Number} is not accepted by the rules of this version of the program.";
            }
        }
        return (state, fault);
    }

    // Who is staff-N is no part of an event; who wrote it down is part of its entry, and has to be the same.
    private static string? MemberFault(IReadOnlyList<CaseEventRow> rows, List<CaseMember> members)
    {
        var names = members.ToDictionary(m => m.MemberId, m => Pseudonym(m.Number), StringComparer.Ordinal);
        return rows.FirstOrDefault(r => !string.Equals(names.GetValueOrDefault(r.MemberId), r.By, StringComparison.Ordinal)) is { } other
            ? $"Event e{other.Number} was written down by another member than {other.By} is now said to be: the list of pseudonyms was changed in the database."
            : null;
    }
}
