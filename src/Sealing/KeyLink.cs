using System.Text;

namespace Chorus.Sealing;

/// <summary>Which two epochs of an organisation a link joins.</summary>
/// <param name="Deployment">16 bytes.</param>
/// <param name="Organisation">the organisation's id, ASCII.</param>
/// <param name="Epoch">the newer one, whose key opens the link.</param>
/// <param name="Before">the one before it in the manifest.</param>
public sealed record KeyLinkPlace(byte[] Deployment, string Organisation, uint Epoch, uint Before);

/// <summary>
/// An organisation's key of one epoch, sealed under that of the next, so that whoever has the newest opens what was sealed to
/// any (docs/formats/organisation-key.md). The other way round nothing opens: each master is random.
/// </summary>
public static class KeyLink
{
    /// <summary>Bytes of a link.</summary>
    public const int Length = 1 + AeadBox.Overhead + OrganisationKey.MasterLength;

    private const byte Version = 1;

    /// <summary>Seals the key of the epoch before under the newer one.</summary>
    public static byte[] Seal(OrganisationKey newer, OrganisationKey before, KeyLinkPlace place) => Seal(newer, before, place, SecureRandom.Fill);

    internal static byte[] Seal(OrganisationKey newer, OrganisationKey before, KeyLinkPlace place, RandomFill random)
    {
        var master = before.ExportMaster();
        var key = newer.LinkKey();
        try
        {
            return [Version, .. AeadBox.Seal(key, Aad(place, newer.RecipientKey, before.RecipientKey), master, random)];
        }
        finally
        {
            Digest.Erase(master);
            Digest.Erase(key);
        }
    }

    /// <summary>Opens what <see cref="Seal(OrganisationKey, OrganisationKey, KeyLinkPlace)"/> gave.</summary>
    /// <param name="newer">the key that opens it.</param>
    /// <param name="place">which epochs it joins.</param>
    /// <param name="recipientBefore">the recipient key of the epoch before, as the manifest has it.</param>
    /// <param name="link">the link.</param>
    /// <exception cref="SealingException">another key or place, changed bytes, or a key that is not the manifest's.</exception>
    public static OrganisationKey Open(OrganisationKey newer, KeyLinkPlace place, ReadOnlySpan<byte> recipientBefore, ReadOnlySpan<byte> link)
    {
        if (link.Length != Length)
        {
            throw new SealingException(SealingFault.Malformed, $"a link between two keys has {Length} bytes");
        }

        if (link[0] != Version)
        {
            throw new SealingException(SealingFault.UnknownVersion, $"link version {link[0]} is unknown here");
        }

        var linkKey = newer.LinkKey();
        var opened = AeadBox.TryOpen(linkKey, Aad(place, newer.RecipientKey, recipientBefore), link[1..], out var master);
        Digest.Erase(linkKey);
        if (!opened)
        {
            throw new SealingException(SealingFault.WrongKey, "the link to the key before was changed, or made under another key or for another place");
        }

        var before = OrganisationKey.FromMaster(master);
        Digest.Erase(master!);
        if (!before.RecipientKey.AsSpan().SequenceEqual(recipientBefore))
        {
            before.Dispose();
            throw new SealingException(SealingFault.WrongKey, "the key in the link is not that of the manifest");
        }

        return before;
    }

    private static byte[] Aad(KeyLinkPlace place, ReadOnlySpan<byte> recipientKey, ReadOnlySpan<byte> recipientBefore) =>
        new ByteWriter()
            .Label("chorus/v1/organisation-link")
            .Bytes(place.Deployment)
            .Var(Encoding.ASCII.GetBytes(place.Organisation))
            .U32(place.Epoch)
            .Bytes(recipientKey)
            .U32(place.Before)
            .Bytes(recipientBefore)
            .ToArray();
}
