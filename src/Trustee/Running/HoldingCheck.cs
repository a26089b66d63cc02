using Chorus.Sealing;

namespace Chorus.Trustee.Running;

/// <summary>
/// Shows each neighbour that this trustee holds the parts of the agreed reports that both of them hold, and has agreed on
/// the same list, before anything older is destroyed: otherwise a trustee that only claims a version could make the two
/// others erase the last one that all three hold (docs/formats/trustee-api.md, "Agreement on the list").
/// </summary>
internal static class HoldingCheck
{
    private const string Step = "holding the agreed reports";

    private static readonly byte[] s_label = Label.Of("chorus/v1/held-part");

    /// <param name="links">the links of the run.</param>
    /// <param name="keys">the pairwise keys of the run.</param>
    /// <param name="deployment">16 bytes.</param>
    /// <param name="listHash">of the reports that take part, 32 bytes.</param>
    /// <param name="partsWithNext">32 bytes for each of them, in the same order, that only a holder of the part which the next trustee holds too can make: <see cref="DigestOf"/>, or a refresh's commitment.</param>
    /// <param name="partsWithPrevious">the same for the part that the previous trustee holds too.</param>
    /// <exception cref="RunAbortedException">naming the neighbour whose proof does not fit.</exception>
    internal static void Run(RunLinks links, (byte[] WithNext, byte[] WithPrevious) keys, byte[] deployment, byte[] listHash, ReadOnlySpan<byte> partsWithNext, ReadOnlySpan<byte> partsWithPrevious)
    {
        // Part i + 1 of trustee i is part "own" of the next one.
        var withNext = Digest.Sha256(listHash, partsWithNext);
        var withPrevious = Digest.Sha256(listHash, partsWithPrevious);
        byte[] Proof(byte[] key, int sender, byte[] parts) =>
            Hkdf.Derive(key, new ByteWriter().Label("chorus/v1/holding").Bytes(deployment).U8(sender).Bytes(parts).Written, Digest.Length);

        // Each part holds 256 random bits and the pairwise key is new in every run: a proof says nothing to whoever
        // lacks the part, and cannot be made, guessed, replayed or, since the sender is in it, sent back.
        var (next, previous) = links.Exchange(Step, Proof(keys.WithNext, links.Party, withNext), Proof(keys.WithPrevious, links.Party, withPrevious));
        Require(links.NextParty, next, Proof(keys.WithNext, links.NextParty, withNext));
        Require(links.PreviousParty, previous, Proof(keys.WithPrevious, links.PreviousParty, withPrevious));
    }

    /// <summary>What stands for a part, 32 bytes. Labelled, so that it is another hash than the commitments to the part, which those who lack it have seen.</summary>
    internal static byte[] DigestOf(ReadOnlySpan<byte> part) => Digest.Sha256(s_label, part);

    private static void Require(int other, byte[] proof, byte[] expected)
    {
        if (!Digest.FixedTimeEquals(proof, expected))
        {
            throw new RunAbortedException(Step, other, "it does not hold the same parts of every agreed report, or agreed on another list; nothing was destroyed");
        }
    }
}
