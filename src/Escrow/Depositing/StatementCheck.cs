using Chorus.Sealing;

namespace Chorus.Escrow.Depositing;

/// <summary>
/// Checks 1 to 5 of "What a trustee checks before it acknowledges" (docs/formats/deposit.md): all that needs no state.
/// Safe for use by several threads.
/// </summary>
/// <param name="trustee">this trustee's index, 0 to 2.</param>
/// <param name="deployment">16 bytes.</param>
/// <param name="isCurrentManifest">whether a manifest hash is one of the two newest that this trustee signed.</param>
/// <param name="packetKeyOf">the key that opens packets of an epoch, or null where they are not opened any more or not yet.</param>
public sealed class StatementCheck(int trustee, byte[] deployment, Func<byte[], bool> isCurrentManifest, Func<uint, BoxKey?> packetKeyOf)
{
    /// <summary>Checks a statement, its signature and its packet (null or empty for a withdrawal).</summary>
    public StatementVerdict Check(ReadOnlySpan<byte> statement, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> packet)
    {
        Statement decoded;
        try
        {
            decoded = Statement.Decode(statement);
        }
        catch (MalformedException e)
        {
            return new StatementVerdict.Refused(StatementProblem.Malformed, e.Message);
        }

        if (!decoded.Deployment.AsSpan().SequenceEqual(deployment))
        {
            return new StatementVerdict.Refused(StatementProblem.Malformed, "the statement is for another deployment");
        }

        if (!isCurrentManifest(decoded.ManifestHash))
        {
            return new StatementVerdict.Refused(
                StatementProblem.UnknownManifest, "the statement was made under a manifest that is not current; fetch the manifest and seal again");
        }

        if (!SigningKey.Verify(decoded.Depositor, statement, signature))
        {
            return new StatementVerdict.Refused(StatementProblem.BadSignature, "the signature is not the family's");
        }

        var signed = new SignedStatement(decoded, statement.ToArray(), signature.ToArray());
        if (decoded.Operation != Operation.Withdraw)
        {
            return CheckPacket(signed, packet);
        }

        return packet.IsEmpty
            ? new StatementVerdict.Accepted(signed, null)
            : new StatementVerdict.Refused(StatementProblem.Malformed, "a withdrawal carries no packet");
    }

    private StatementVerdict CheckPacket(SignedStatement signed, ReadOnlySpan<byte> packet)
    {
        var statement = signed.Statement;
        if (!Digest.Sha256(packet).AsSpan().SequenceEqual(statement.PacketHashes[trustee]))
        {
            return BadPacket("the packet is not the one that the statement names");
        }

        try
        {
            var packetEpoch = Packet.EpochOf(packet);
            if (packetKeyOf(packetEpoch) is not { } packetKey)
            {
                return new StatementVerdict.Refused(
                    StatementProblem.StaleEpoch, $"the packet is sealed for epoch {packetEpoch}, whose packets are not opened now; fetch the packet keys and seal again");
            }

            var parts = Packet.Open(packetKey, trustee, PacketPlace.Of(statement), packet);
            if (Fits(statement, trustee, parts.Own) && Fits(statement, (trustee + 1) % 3, parts.Next))
            {
                return new StatementVerdict.Accepted(signed, parts);
            }

            parts.Own.Dispose();
            parts.Next.Dispose();
            return BadPacket("a part in the packet is not the one that the statement commits to");
        }
        catch (SealingException e)
        {
            return BadPacket(e.Message);
        }
    }

    private static bool Fits(Statement statement, int index, Part part) => Digest.FixedTimeEquals(
        PartCommitment.Of(index, statement.Handle, statement.Version, part), statement.Commitments[index]);

    private static StatementVerdict.Refused BadPacket(string sentence) => new(StatementProblem.BadPacket, sentence);
}
