using Chorus.Sealing;

namespace Chorus.Trustee.Running;

/// <summary>
/// The pairwise keys of one run. Each of a pair sends 32 random bytes over their link; the key is HKDF of both, so it is as
/// good as the better of the two. The link is TLS 1.3 between pinned keys, whose own keys are ephemeral: nothing that
/// either keeps afterwards, nor a trustee's long-lived key that leaks later, brings a pairwise key back. A key that is made
/// anew in every run needs no storing, no epoch and no erasing on disk (docs/formats/trustee-api.md).
/// </summary>
internal static class PairKeys
{
    private const int SecretLength = 32;

    internal static (byte[] WithNext, byte[] WithPrevious) Agree(RunLinks links, byte[] deployment)
    {
        var toNext = SecureRandom.Bytes(SecretLength);
        var toPrevious = SecureRandom.Bytes(SecretLength);
        var (fromNext, fromPrevious) = links.Exchange("pairwise keys", toNext, toPrevious);
        var keys = (
            Derive(deployment, links.Party, toNext, links.NextParty, fromNext),
            Derive(deployment, links.Party, toPrevious, links.PreviousParty, fromPrevious));
        foreach (var secret in new[] { toNext, toPrevious, fromNext, fromPrevious })
        {
            Digest.Erase(secret);
        }

        return keys;
    }

    private static byte[] Derive(byte[] deployment, int own, byte[] sent, int other, byte[] received)
    {
        var (lower, upper) = own < other ? (own, other) : (other, own);
        byte[] secrets = own < other ? [.. sent, .. received] : [.. received, .. sent];
        var info = new ByteWriter().Label("chorus/v1/pair-key").Bytes(deployment).U8(lower).U8(upper);
        var key = Hkdf.Derive(secrets, info.Written, 32);
        Digest.Erase(secrets);
        return key;
    }
}
