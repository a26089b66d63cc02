using Chorus.Log.Notes;
using Chorus.Sealing;

namespace Chorus.Log.Witnessing;

/// <summary>What the log of a site and its witnesses, the three trustees, are called (docs/formats/log.md, "A site's log").</summary>
public static class SiteLog
{
    /// <summary>The log's name.</summary>
    /// <param name="deployment">16 bytes.</param>
    public static string Origin(ReadOnlySpan<byte> deployment) => $"chorus/{Convert.ToHexStringLower(deployment)}";

    /// <summary>The key with which a trustee witnesses.</summary>
    /// <param name="deployment">16 bytes.</param>
    /// <param name="trustee">0, 1 or 2.</param>
    /// <param name="publicKey">with which it signs everything else; in the manifest.</param>
    public static NoteKey WitnessKey(ReadOnlySpan<byte> deployment, int trustee, byte[] publicKey) => new(WitnessName(deployment, trustee), NoteAlgorithm.Witness, publicKey);

    /// <summary>
    /// A trustee as a witness. It signs with the key that it has for everything else, so that whoever has the manifest can verify it. That is safe because
    /// no message is two things: a cosignature's begins with "cosignature/v1", every other one with a label, whose second byte is the "c" of "chorus".
    /// </summary>
    /// <param name="deployment">16 bytes.</param>
    /// <param name="trustee">0, 1 or 2.</param>
    /// <param name="key">stays the caller's.</param>
    public static NoteSigner Witness(ReadOnlySpan<byte> deployment, int trustee, SigningKey key) => NoteSigner.Of(WitnessName(deployment, trustee), NoteAlgorithm.Witness, key);

    private static string WitnessName(ReadOnlySpan<byte> deployment, int trustee) => $"{Origin(deployment)}/trustee-{trustee}";
}
