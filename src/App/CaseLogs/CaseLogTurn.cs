using Chorus.App.Data;
using Chorus.Log.Entries;
using Chorus.Sealing;

namespace Chorus.App.CaseLogs;

/// <summary>That nobody else reads rows that the log has entries for, or adds an event, until it is disposed of.</summary>
/// <param name="log">whose turn it is.</param>
/// <param name="fault">why the log cannot be used; null where it can.</param>
internal sealed class CaseLogTurn(CaseLog log, string? fault) : IDisposable
{
    /// <summary>Why the log cannot be used, a sentence; null where it can.</summary>
    public string? Fault { get; } = fault;

    /// <summary>How many entries the log has.</summary>
    public long Size => log.Size;

    /// <summary>Whether the log knows a case, with rows or without.</summary>
    public bool Knows(string caseId) => log.EntriesOf(caseId).Count > 0;

    /// <summary>How many events the log has of an organisation's record of members, with rows or without.</summary>
    public int CountOf(string organisation) => log.EntriesOf(MemberEntry.OwnerOf(organisation)).Count;

    /// <summary>Adds an event of a case: its rows are stored by <paramref name="store"/> and its entry goes into the log.</summary>
    public Task AppendAsync(CaseEventRow row, Case opened, Func<Task> store) => log.AppendAsync(CaseEntry.OpeningOf(row, opened)!.Entry(log.Origin), row.CaseId, store);

    /// <summary>The same of something done with members, roles or keys.</summary>
    public Task AppendAsync(MemberEventRow row, Func<Task> store) =>
        log.AppendAsync(MemberEntry.OpeningOf(row)!.Entry(log.Origin), MemberEntry.OwnerOf(row.OrganisationId), store);

    /// <summary>Compares a case's rows with the log. Null where they are what it has; else a sentence with the first event that differs.</summary>
    /// <param name="opened">the case.</param>
    /// <param name="rows">its events, by their numbers.</param>
    public string? Compare(Case opened, IReadOnlyList<CaseEventRow> rows) =>
        Faults(opened.Id, "e", [.. rows.Select(r => new Recorded(r.Number, r.Entry, () => Opens(r, opened)))]).FirstOrDefault();

    /// <summary>Compares an organisation's record of members, roles and keys with the log: a sentence for each event that differs.</summary>
    /// <param name="organisation">whose.</param>
    /// <param name="rows">its events, by their numbers.</param>
    public IReadOnlyList<string> Compare(string organisation, IReadOnlyList<MemberEventRow> rows) =>
        [.. Faults(MemberEntry.OwnerOf(organisation), "", [.. rows.Select(r => new Recorded(r.Number, r.Entry, () => Opens(r)))])];

    private IEnumerable<string> Faults(string owner, string mark, IReadOnlyList<Recorded> rows)
    {
        if (Fault is not null)
        {
            yield return $"The site's log cannot be used, so nothing can be compared with it. {Fault}";
            yield break;
        }
        var entries = log.EntriesOf(owner);
        // What has no number that an event can have reads as 0: it is told last.
        rows = [.. rows.OrderBy(r => r.Number == 0 ? int.MaxValue : r.Number)];
        var next = 0;
        for (var n = 1; n <= entries.Count; n++)
        {
            if (next == rows.Count || rows[next].Number != n)
            {
                yield return $"Event {mark}{n} is in the log and no longer in the database: it was deleted, or an older database was put back.";
                continue;
            }
            if (rows[next].Entry != entries[n - 1] || !rows[next].Opens())
            {
                yield return $"Event {mark}{n} is not the one that the log has: it was changed in the database.";
            }
            next++;
        }
        for (; next < rows.Count; next++)
        {
            yield return Added(mark, rows[next].Number);
        }
    }

    private static string Added(string mark, int number) => $"Event {mark}{number} is in the database and was never in the log: somebody added it by hand.";

    /// <summary>How many entries have no row any more that belongs to their case. Rows of others that say they had those entries do not count.</summary>
    /// <param name="there">whose each row is, as the log says it, and its entry; each once or more.</param>
    public long Missing(IEnumerable<(string Owner, long Entry)> there) => Size - there.GroupBy(r => r.Owner, r => r.Entry).Sum(rows => rows.Intersect(log.EntriesOf(rows.Key)).Count());

    /// <summary>Whether a row is the one that the log has at the entry that it names.</summary>
    public bool Opens(CaseEventRow row, Case opened) => Opens(row.Entry, CaseEntry.OpeningOf(row, opened));

    /// <summary>The same of something done with members, roles or keys.</summary>
    public bool Opens(MemberEventRow row) => Opens(row.Entry, MemberEntry.OpeningOf(row));

    private bool Opens(long entry, Opening? opening) =>
        entry >= 0 && entry < log.Size && opening is not null && Digest.FixedTimeEquals(opening.Entry(log.Origin), log.EntryAt(entry));

    public void Dispose() => log.EndTurn();

    /// <param name="Number">place in the record, as its row says.</param>
    /// <param name="Entry">in the log, as its row says.</param>
    /// <param name="Opens">whether the row is what that entry hashes.</param>
    private readonly record struct Recorded(int Number, long Entry, Func<bool> Opens);
}
