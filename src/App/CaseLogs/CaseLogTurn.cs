using Chorus.App.Data;
using Chorus.Sealing;

namespace Chorus.App.CaseLogs;

/// <summary>That nobody else reads rows of cases or adds an event, until it is disposed of.</summary>
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

    /// <summary>Adds an event: its rows are stored by <paramref name="store"/> and its entry goes into the log.</summary>
    public Task AppendAsync(CaseEventRow row, Case opened, Func<Task> store) => log.AppendAsync(CaseEntry.OpeningOf(row, opened)!.Entry(log.Origin), row.CaseId, store);

    /// <summary>Compares a case's rows with the log. Null where they are what it has; else a sentence with the first event that differs.</summary>
    /// <param name="opened">the case.</param>
    /// <param name="rows">its events, by their numbers.</param>
    public string? Compare(Case opened, IReadOnlyList<CaseEventRow> rows)
    {
        if (Fault is not null)
        {
            return $"The log of cases cannot be used, so nothing can be compared with it. {Fault}";
        }
        var entries = log.EntriesOf(opened.Id);
        for (var n = 1; n <= Math.Max(rows.Count, entries.Count); n++)
        {
            if (n > rows.Count || rows[n - 1].Number != n)
            {
                return n <= entries.Count
                    ? $"Event e{n} is in the log and no longer in the database: it was deleted, or an older database was put back."
                    : $"Event e{rows[n - 1].Number} is in the database and was never in the log: somebody added it by hand.";
            }
            if (n > entries.Count)
            {
                return $"Event e{n} is in the database and was never in the log: somebody added it by hand.";
            }
            var row = rows[n - 1];
            if (row.Entry != entries[n - 1] || !Opens(row, opened))
            {
                return $"Event e{n} is not the one that the log has: it was changed in the database.";
            }
        }
        return null;
    }

    /// <summary>How many entries have no row any more that belongs to their case. Rows of other cases that say they had those entries do not count.</summary>
    /// <param name="there">cases and entries of rows, each once or more.</param>
    public long Missing(IEnumerable<(string CaseId, long Entry)> there) => Size - there.GroupBy(r => r.CaseId, r => r.Entry).Sum(rows => rows.Intersect(log.EntriesOf(rows.Key)).Count());

    /// <summary>Whether a row is the one that the log has at the entry that it names.</summary>
    public bool Opens(CaseEventRow row, Case opened) =>
        row.Entry >= 0 && row.Entry < log.Size && CaseEntry.OpeningOf(row, opened) is { } opening && Digest.FixedTimeEquals(opening.Entry(log.Origin), log.EntryAt(row.Entry));

    public void Dispose() => log.EndTurn();
}
