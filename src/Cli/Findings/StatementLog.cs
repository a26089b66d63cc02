using Chorus.Cli.Log;
using Chorus.Escrow.Findings;
using Chorus.Escrow.Manifests;
using Chorus.Log;
using Chorus.Log.Entries;
using Chorus.Log.Notes;
using Chorus.Log.Witnessing;
using Chorus.Sealing;

namespace Chorus.Cli.Findings;

/// <summary>A copy of a site's log, in which the events of a statement have to be.</summary>
/// <param name="folder">the copy.</param>
/// <param name="key">by which the log is signed.</param>
/// <param name="manifest">whose trustees are its witnesses.</param>
internal sealed class StatementLog(DirectoryInfo folder, NoteKey key, Manifest manifest)
{
    private readonly LogCopy _copy = LogCopy.Open(folder.FullName, key);

    /// <summary>Checks the whole copy; prints what it holds and who saw it, and gives a sentence for each thing that does not hold.</summary>
    internal IReadOnlyList<string> Faults(TextWriter output, FindingStatement statement)
    {
        var (origin, size) = (_copy.Checkpoint.Origin, _copy.Checkpoint.Size);
        if (origin != SiteLog.Origin(manifest.Deployment))
        {
            return [$"{folder} is the log {origin}, not the one of this site."];
        }

        if (statement.Openings.Count == 0)
        {
            return [];
        }

        var wanted = statement.Openings.ToLookup(o => o.Index);
        List<string> faults = [.. statement.Openings.Where(o => o.Index >= size).Select(o => $"The log has {size} entries and none {o.Index}: take a newer copy.")];
        faults.AddRange(_copy.Check([.. Witnessed().Select(w => w.Checkpoint)], (index, entry) =>
            faults.AddRange(wanted[index].Where(o => !Digest.FixedTimeEquals(new Opening(o.Index, o.Kind, o.Salt, o.Content).Entry(origin), entry)).Select(o => $"Entry {o.Index} of the log is another than the statement opens."))));
        if (faults.Count == 0)
        {
            output.WriteLine($"The {statement.Openings.Count} entries that it opens, that it was given and what it rests on, are in the copy of the log, which has {size} entries and fits in itself.");
            PrintSeen(output, statement.Openings.Max(o => o.Index) + 1);
        }

        return faults;
    }

    // It is no fault that a trustee has yet to look: each does within an hour.
    private void PrintSeen(TextWriter output, long needed)
    {
        List<string> seen = [];
        foreach (var trustee in manifest.Trustees)
        {
            var witness = SiteLog.WitnessKey(manifest.Deployment, trustee.Index, trustee.SigningKey);
            var sightings = Witnessed().Select(w => (w.Checkpoint.Size, At: Cosignature.SeenAt(w.Note, witness))).Append((_copy.Checkpoint.Size, At: _copy.SeenAt(witness)));
            if (sightings.Where(s => s.At is not null && s.Size >= needed).Select(s => s.At).Min() is { } at)
            {
                seen.Add($"{trustee.Name} (by {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC)");
            }
        }

        output.WriteLine(seen.Count == 0
            ? "No trustee's signature of a log with all of them is in the copy: fetch /log/witnessed/0, 1 and 2 into it, later perhaps. Until then only the key of the log speaks for them."
            : $"They were seen there by {string.Join(", ", seen)}.");
    }

    private IEnumerable<(SignedNote Note, Checkpoint Checkpoint)> Witnessed() => manifest.Trustees
        .Select(t => new FileInfo(Path.Combine(folder.FullName, "witnessed", $"{t.Index}"))).Where(f => f.Exists).Select(f => LogInput.Kept(f, key));
}
