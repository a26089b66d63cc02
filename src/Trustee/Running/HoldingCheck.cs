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

    /// <param name="links">the links of the run.</param>
    /// <param name="keys">the pairwise keys of the run.</param>
    /// <param name="deployment">16 bytes.</param>
    /// <param name="listHash">of the reports that take part, 32 bytes.</param>
    /// <param name="partsWithNext">the parts of them that the next trustee holds too, in the same order; for parts made by a refresh, their SHA-256.</param>
    /// <param name="partsWithPrevious">those that the previous trustee holds too.</param>
    /// <exception cref="RunAbortedException">naming the neighbour whose proof does not fit.</exception>
    internal static void Run(RunLinks links, (byte[] WithNext, byte[] WithPrevious) keys, byte[] deployment, byte[] listHash, IEnumerable<byte[]> partsWithNext, IEnumerable<byte[]> partsWithPrevious)
    {
        // Part i + 1 of trustee i is part "own" of the next one.
        var withNext = Chain(listHash, partsWithNext);
        var withPrevious = Chain(listHash, partsWithPrevious);
        byte[] Proof(byte[] key, int sender, byte[] chain) =>
            Hkdf.Derive(key, new ByteWriter().Label("chorus/v1/holding").Bytes(deployment).U8(sender).Bytes(chain).Written, Digest.Length);

        // Each part holds 256 random bits and the pairwise key is new in every run: a proof says nothing to whoever
        // lacks the part, and cannot be made, guessed, replayed or, since the sender is in it, sent back.
        var (next, previous) = links.Exchange(Step, Proof(keys.WithNext, links.Party, withNext), Proof(keys.WithPrevious, links.Party, withPrevious));
        Require(links.NextParty, next, Proof(keys.WithNext, links.NextParty, withNext));
        Require(links.PreviousParty, previous, Proof(keys.WithPrevious, links.PreviousParty, withPrevious));
    }

    private static byte[] Chain(byte[] listHash, IEnumerable<byte[]> parts) =>
        parts.Aggregate(listHash, (chain, part) => Digest.Sha256(chain, part));

    private static void Require(int other, byte[] proof, byte[] expected)
    {
        if (!Digest.FixedTimeEquals(proof, expected))
        {
            throw new RunAbortedException(Step, other, "it does not hold the same parts of every agreed report, or agreed on another list; nothing was destroyed");
        }
    }
}
