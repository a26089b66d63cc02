using Chorus.App.Data;
using Chorus.Escrow.Circles;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Circles;

/// <summary>How far a circle has come: whose turn it is, and what the next entry is bound to.</summary>
/// <param name="Turns">of all entries so far.</param>
/// <param name="Next">the index of the next one.</param>
/// <param name="Chain">what it is bound to, 32 bytes.</param>
internal sealed record CircleRecord(CircleTurns Turns, uint Next, byte[] Chain)
{
    /// <summary>Works it out from the rows; what is sealed is not loaded. Null where it has ended meanwhile.</summary>
    public static async Task<CircleRecord?> LoadAsync(SiteDb db, byte[] circle, CancellationToken stop)
    {
        var rows = await db.Across<CircleEntryRow>().AsNoTracking().Where(e => e.CircleId == circle).OrderBy(e => e.Index)
            .Select(e => new { e.Author, e.Act, e.Hour, e.Chain }).ToListAsync(stop);
        if (rows.Count == 0)
        {
            return null;
        }
        var seats = await db.Across<CircleSeatRow>().CountAsync(s => s.CircleId == circle, stop);
        var turns = rows.Skip(1).Aggregate(
            CircleTurns.Begin(seats - 1, rows[0].Hour),
            (before, e) => before.After(e.Author, (CircleAct)e.Act, e.Hour) ?? throw new InvalidOperationException("a stored entry of a circle is out of turn"));
        return new(turns, (uint)rows.Count, rows[^1].Chain);
    }
}
