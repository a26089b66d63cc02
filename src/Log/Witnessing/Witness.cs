using Chorus.Log.Merkle;
using Chorus.Log.Notes;
using Chorus.Sealing;

namespace Chorus.Log.Witnessing;

/// <summary>What a witness answered.</summary>
/// <param name="Signature">its cosignature; null where it refused.</param>
/// <param name="Refused">why, in a sentence; null where it signed.</param>
public sealed record Witnessed(NoteSignature? Signature, string? Refused);

/// <summary>
/// One that remembers the longest checkpoint of a log that it has signed, and signs only what continues it: a log that shrinks or forks gets
/// no second signature. Whoever holds it keeps <see cref="Seen"/> on disk before a signature is given away, or it could be made to forget.
/// </summary>
/// <param name="log">the key whose checkpoints are signed.</param>
/// <param name="signer">the witness's own.</param>
/// <param name="seen">the last that was signed; null before the first.</param>
public sealed class Witness(NoteKey log, NoteSigner signer, Checkpoint? seen)
{
    /// <summary>The last checkpoint that was signed; null before the first.</summary>
    public Checkpoint? Seen { get; private set; } = seen;

    /// <summary>Signs a checkpoint that continues the last.</summary>
    /// <param name="note">signed by the log.</param>
    /// <param name="proof">of consistency, from the last checkpoint to this; none for the first, or for the same again.</param>
    /// <param name="now">the witness's own clock.</param>
    public Witnessed Sign(SignedNote note, IReadOnlyList<byte[]> proof, DateTimeOffset now)
    {
        Checkpoint next;
        try
        {
            next = Checkpoint.Verified(note, log);
        }
        catch (MalformedException e)
        {
            return new(null, e.Sentence);
        }

        if (Seen is null && (proof.Count > 0 || (next.Size == 0 && !Digest.FixedTimeEquals(next.Root, TreeHash.Empty))))
        {
            return new(null, "Before the first checkpoint there is nothing to prove, and the root of no entries is that of the empty tree.");
        }

        if (Seen is { } last)
        {
            if (next.Size < last.Size)
            {
                return new(null, $"The log has {next.Size} entries, and had {last.Size} before: it has lost some.");
            }

            if (!ConsistencyProof.Holds(proof, last.Size, next.Size, last.Root, next.Root))
            {
                return new(null, $"The log does not continue the {last.Size} entries that were seen before: some were changed or removed.");
            }
        }

        Seen = next;
        return new(Cosignature.Make(signer, next.Text, now), null);
    }
}
