using System.Text;
using Chorus.Log.Entries;
using Chorus.Log.Merkle;
using Chorus.Log.Notes;
using Chorus.Log.Tiles;
using Chorus.Log.Witnessing;
using Chorus.Sealing;

namespace Chorus.Log;

/// <summary>A copy of a log in a folder, checked from its entries up, without a network.</summary>
public sealed class LogCopy
{
    // More would only repeat the first.
    private const int MostFaults = 10;

    private readonly LogFiles _files;
    private readonly SignedNote _note;

    private LogCopy(LogFiles files, NoteKey log, SignedNote note, Checkpoint checkpoint) => (_files, Log, _note, Checkpoint) = (files, log, note, checkpoint);

    /// <summary>The key that signed it.</summary>
    public NoteKey Log { get; }

    /// <summary>What the log signed.</summary>
    public Checkpoint Checkpoint { get; }

    /// <summary>Opens a copy whose checkpoint the log's key signed.</summary>
    /// <exception cref="LogException">where it did not, or there is none.</exception>
    public static LogCopy Open(string folder, NoteKey log)
    {
        var files = new LogFiles(folder);
        try
        {
            var note = files.ReadCheckpoint();
            return new(files, log, note, Checkpoint.Verified(note, log));
        }
        catch (MalformedException e)
        {
            throw new LogException(e.Sentence);
        }
    }

    /// <summary>When a witness saw this checkpoint; null where it has not signed it.</summary>
    /// <exception cref="MalformedException">where its signature is false.</exception>
    public DateTimeOffset? SeenAt(NoteKey witness) => Cosignature.SeenAt(_note, witness);

    /// <summary>What a witness needs that signed an earlier checkpoint: the proof that this one continues it.</summary>
    /// <param name="before">entries that it had, up to as many as it has.</param>
    /// <exception cref="LogException">where a tile is missing.</exception>
    private IReadOnlyList<byte[]> ProofSince(long before) =>
        before == 0 ? [] : ConsistencyProof.Of(new TreeOfTiles(Checkpoint.Size, _files.Read), before, Checkpoint.Size);

    /// <summary>Asks a witness that is elsewhere to sign this checkpoint.</summary>
    /// <param name="before">entries that it signed last, up to as many as the log has; 0 for none.</param>
    /// <exception cref="LogException">where a tile is missing.</exception>
    public CheckpointRequest RequestSince(long before) => new(before, ProofSince(before), Signed());

    /// <summary>The checkpoint that a witness sent lines of signature for.</summary>
    /// <param name="lines">as they came.</param>
    /// <param name="witness">whose have to be among them.</param>
    /// <exception cref="MalformedException">where they are none, or not the witness's of this checkpoint.</exception>
    public Sighting SeenBy(NoteKey witness, ReadOnlySpan<byte> lines) =>
        Sighting.Of(Signed([.. SignedNote.Parse([.. Encoding.UTF8.GetBytes($"{Checkpoint.Text}\n"), .. lines]).Signatures]), Log, witness);

    // Without what strangers signed, of which there may be many.
    private SignedNote Signed(params NoteSignature[] others) => new(_note.Text, [_note.By(Log)!, .. others]);

    /// <summary>Has a witness sign this checkpoint, after all of the copy was checked.</summary>
    /// <param name="witness">who has seen the earlier ones.</param>
    /// <param name="now">its clock.</param>
    /// <returns>the checkpoint with its cosignature, or why it refused.</returns>
    public (SignedNote? Note, string? Refused) Show(Witness witness, DateTimeOffset now)
    {
        IReadOnlyList<Checkpoint> earlier = witness.Seen is { } seen ? [seen] : [];
        if (Check(earlier) is [var fault, ..])
        {
            return (null, fault);
        }

        var answer = witness.Sign(_note, ProofSince(witness.Seen?.Size ?? 0), now);
        return answer.Signature is { } signature ? (Signed(signature), null) : (null, answer.Refused);
    }

    /// <summary>Reads all of it and says what does not hold, a sentence each; none where all does.</summary>
    /// <param name="earlier">checkpoints of the same log that somebody kept: each has to be a beginning of this one.</param>
    /// <param name="entry">is given each entry with its index, before it is known whether all of the copy holds.</param>
    public IReadOnlyList<string> Check(IReadOnlyList<Checkpoint> earlier, Action<long, byte[]>? entry = null)
    {
        var faults = new List<string>(earlier.Where(e => e.Size > Checkpoint.Size).Select(e => $"The log has {Checkpoint.Size} entries, and had {e.Size} before: it has lost some."));
        var tree = new TileBuilder((tile, made) => faults.AddRange(Compare(tile, made)));
        CompareEarlier(tree, earlier, faults);
        foreach (var bundle in Tile.Of(Tile.Entries, Checkpoint.Size))
        {
            byte[][] entries;
            try
            {
                entries = EntryBundle.Read(_files.Read(bundle), bundle.Width);
            }
            catch (Exception e) when (e is LogException or MalformedException)
            {
                // Nothing behind it can be checked without it.
                return [.. faults.Take(MostFaults), e is LogException ? e.Message : $"{bundle.Path}: {e.Message}."];
            }

            foreach (var each in entries)
            {
                entry?.Invoke(tree.Size, each);
                tree.Add(TreeHash.Leaf(each));
                CompareEarlier(tree, earlier, faults);
            }
        }

        tree.Flush();
        if (!Digest.FixedTimeEquals(tree.Root, Checkpoint.Root))
        {
            faults.Add("The entries do not give the root that the log signed: some were changed, removed or added.");
        }

        return [.. faults.Take(MostFaults)];
    }

    private static void CompareEarlier(TileBuilder tree, IReadOnlyList<Checkpoint> earlier, List<string> faults)
    {
        foreach (var before in earlier)
        {
            if (before.Size == tree.Size && !Digest.FixedTimeEquals(tree.Root, before.Root))
            {
                faults.Add($"The first {before.Size} entries are not those of an earlier checkpoint: some were changed or removed.");
            }
        }
    }

    // What the tiles say beside the entries is what others build proofs from.
    private IEnumerable<string> Compare(Tile tile, byte[] made)
    {
        byte[] kept;
        try
        {
            kept = _files.Read(tile);
        }
        catch (LogException e)
        {
            return [e.Message];
        }

        return Enumerable.Range(0, tile.Width)
            .Where(i => !kept.AsSpan(i * Digest.Length, Digest.Length).SequenceEqual(made.AsSpan(i * Digest.Length, Digest.Length)))
            .Select(i => tile.Level == 0
                ? $"Entry {(tile.Index << Tile.Height) + i} is not the one whose hash stands in {tile.Path}."
                : $"Hash {i} of {tile.Path} is not that of the entries below it.");
    }
}
