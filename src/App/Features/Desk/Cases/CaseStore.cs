using Chorus.App.CaseLogs;
using Chorus.App.Data;
using Chorus.Cases.Events;
using Chorus.Cases.State;
using Chorus.Log;
using Chorus.Log.Entries;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.Cases;

/// <summary>Writes an accepted event: its row, its contents, the summary, and its entry in the log.</summary>
internal static class CaseStore
{
    /// <summary>Members of the organisation who have no pseudonym in a case yet get one, whoever acts first. So everybody can be named in an event.</summary>
    /// <returns>all of the case.</returns>
    public static async Task<IReadOnlyList<CaseMember>> NameAsync(SiteDb db, string caseId, IReadOnlyList<CaseMember> known, string actor, CancellationToken stop)
    {
        var colleagues = await db.Colleagues.Select(m => m.Id).ToListAsync(stop);
        var next = known.Select(m => m.Number).DefaultIfEmpty().Max();
        var added = colleagues.Except(known.Select(m => m.MemberId), StringComparer.Ordinal).OrderBy(id => id != actor).ThenBy(id => id, StringComparer.Ordinal)
            .Select(id => new CaseMember { CaseId = caseId, MemberId = id, OrganisationId = db.Organisation!, Number = ++next }).ToList();
        db.AddRange(added);
        return [.. known, .. added];
    }

    /// <param name="turn">in which nobody else writes.</param>
    /// <param name="db">with what was added by the caller.</param>
    /// <param name="opened">the case.</param>
    /// <param name="accepted">the event and the case with it.</param>
    /// <param name="by">who writes it down: pseudonym and member.</param>
    /// <param name="contents">what came with it.</param>
    /// <param name="erasure">makes destroyed content leave the files.</param>
    /// <returns>the refusal, where the log did not take it; else null and the event's row.</returns>
    public static async Task<(CaseEventRow? Row, IResult? Refusal)> AddAsync(
        CaseLogTurn turn, SiteDb db, Case opened, (CaseEvent Event, CaseState State) accepted, (string Pseudonym, string Member) by, IReadOnlyList<SealedPost> contents, IErasure erasure)
    {
        var row = new CaseEventRow
        {
            CaseId = opened.Id, Number = accepted.State.Log.Count, OrganisationId = opened.OrganisationId, Entry = turn.Size,
            Line = accepted.Event.Head.Line, By = by.Pseudonym, MemberId = by.Member, Salt = SecureRandom.Bytes(LogEntry.SaltLength),
        };
        db.Add(row);
        db.AddRange(contents.Select(c => new CaseContentRow { CaseId = opened.Id, Id = c.Id, OrganisationId = opened.OrganisationId, Sealed = c.Sealed }));
        (opened.Summary, opened.SummaryVersion) = (CaseSummary.Of(accepted.State).ToJson(), CaseSummary.Version);
        var destroyed = accepted.Event.Head.Kind.Name == "content-destroyed" ? accepted.Event.Head.Values["content"] : null;
        try
        {
            // From here on it is done whole or not at all, whether or not somebody still waits for the answer.
            await turn.AppendAsync(row, opened, async () =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);
                await db.SaveChangesAsync(CancellationToken.None);
                if (destroyed is not null)
                {
                    await db.CaseContents.Where(c => c.CaseId == opened.Id && c.Id == destroyed).ExecuteDeleteAsync(CancellationToken.None);
                    // Where it came as a letter, that says the same, and its copies go with it.
                    await db.CaseLetters.Where(l => l.CaseId == opened.Id && l.Id == destroyed).ExecuteDeleteAsync(CancellationToken.None);
                }
                await transaction.CommitAsync(CancellationToken.None);
            });
        }
        catch (Exception e) when (e is LogException or IOException or UnauthorizedAccessException)
        {
            return (null, CasesApi.LogUnusable("Load the page again to see whether what you did was kept."));
        }
        if (destroyed is not null)
        {
            await erasure.EraseAsync(db, CancellationToken.None);
        }
        return (row, null);
    }
}
