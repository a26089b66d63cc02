using Chorus.App.Data;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.Cases;

/// <summary>The sealed contents of a case as they lie in the database, compared with what its events refer to.</summary>
internal static class CaseContents
{
    // What does not fit is asked for by itself.
    private const long MostGiven = 4L << 20;

    /// <summary>SHA-256 of what was sealed, in hex.</summary>
    public static string HashOf(byte[] sealedContent) => Convert.ToHexStringLower(Digest.Sha256(sealedContent));

    /// <summary>What the case holds, and the first thing that does not fit, a sentence. What was destroyed, or nothing refers to, is not given, whoever put it there.</summary>
    /// <param name="db">of the case's organisation.</param>
    /// <param name="loaded">the case.</param>
    /// <param name="opens">whether the ciphertext is given.</param>
    /// <param name="stop">gives up.</param>
    public static async Task<(IReadOnlyList<SealedAnswer> Contents, string? Fault)> ReadAsync(SiteDb db, LoadedCase loaded, bool opens, CancellationToken stop)
    {
        var expected = loaded.References.ToLookup(r => r.Id, StringComparer.Ordinal);
        var (contents, bytes, fault) = (new List<SealedAnswer>(), 0L, (string?)null);
        await foreach (var row in db.CaseContents.AsNoTracking().Where(c => c.CaseId == loaded.Opened.Id).OrderBy(c => c.Id).AsAsyncEnumerable().WithCancellation(stop))
        {
            if (!expected.Contains(row.Id) || loaded.State.Destroyed.Contains(row.Id))
            {
                fault ??= expected[row.Id].Select(r => $"The sealed content {r.Of} was destroyed, and is in the database again: somebody put it back.").FirstOrDefault()
                    ?? "There is sealed content in the database to which no event refers: somebody added it by hand.";
                continue;
            }
            var hash = HashOf(row.Sealed);
            // Each reference by itself: two that disagree cannot both be right.
            fault ??= expected[row.Id].Where(r => r.Hash != hash).Select(r => $"The sealed content {r.Of} is not the one that was recorded: it was changed in the database.").FirstOrDefault();
            bytes += row.Sealed.Length;
            contents.Add(new(row.Id, hash, opens && bytes <= MostGiven ? row.Sealed : null));
        }
        var there = contents.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        fault ??= loaded.References.Where(r => !loaded.State.Destroyed.Contains(r.Id) && !there.Contains(r.Id)).Select(r => $"The sealed content {r.Of} is no longer in the database.").FirstOrDefault();
        return (contents, fault);
    }
}

/// <param name="Id">32 hex digits.</param>
/// <param name="Hash">SHA-256 of the ciphertext, in hex.</param>
/// <param name="Sealed">the ciphertext; null where it is not given.</param>
internal sealed record SealedAnswer(string Id, string Hash, byte[]? Sealed);
