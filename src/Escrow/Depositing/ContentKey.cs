using Chorus.Sealing;

namespace Chorus.Escrow.Depositing;

/// <summary>
/// The ways to a version's content key K (docs/formats/deposit.md, "Keys of one version"): wrapped for the organisation
/// (and then under the escrow key), and wrapped for the reporter herself.
/// </summary>
internal static class ContentKey
{
    /// <summary>Bytes of a wrapped key.</summary>
    internal const int WrappedLength = Envelope.KeyLength + Hpke.Overhead;

    private static readonly byte[] s_wrap = Label.Of("chorus/v1/wrap");
    private static readonly byte[] s_selfWrap = Label.Of("chorus/v1/self-wrap");
    private static readonly byte[] s_contentHash = Label.Of("chorus/v1/content-hash");

    internal static byte[] Wrap(ReadOnlySpan<byte> contentKey, ReportPlace place, RandomFill random) =>
        Hpke.Seal(place.RecipientKey, s_wrap, Aad(place), contentKey, random);

    internal static bool TryUnwrap(BoxKey recipient, ReportPlace place, ReadOnlySpan<byte> wrapped, out byte[] contentKey)
    {
        var opened = Hpke.TryOpen(recipient, s_wrap, Aad(place), wrapped, out var key) && key.Length == Envelope.KeyLength;
        contentKey = opened ? key! : [];
        return opened;
    }

    internal static byte[] WrapForSelf(ReadOnlySpan<byte> contentKey, ReadOnlySpan<byte> receiptBox, ReportPlace place, RandomFill random) =>
        Hpke.Seal(receiptBox, s_selfWrap, Aad(place), contentKey, random);

    internal static bool TryUnwrapForSelf(BoxKey receiptBox, ReportPlace place, ReadOnlySpan<byte> wrapped, out byte[] contentKey)
    {
        var opened = Hpke.TryOpen(receiptBox, s_selfWrap, Aad(place), wrapped, out var key) && key.Length == Envelope.KeyLength;
        contentKey = opened ? key! : [];
        return opened;
    }

    /// <summary>h of the statement: binds the content and the escrowed key to the report, its version and its recipient.</summary>
    internal static byte[] Hash(ReadOnlySpan<byte> content, ReadOnlySpan<byte> escrowed, ReportPlace place) =>
        HashFrom(content, Digest.Sha256(escrowed), place);

    /// <summary>The same from the SHA-256 of the escrowed key.</summary>
    internal static byte[] HashFrom(ReadOnlySpan<byte> content, ReadOnlySpan<byte> escrowedHash, ReportPlace place)
    {
        var input = new ByteWriter(192)
            .Bytes(s_contentHash)
            .Bytes(Digest.Sha256(content))
            .Bytes(escrowedHash)
            .Bytes(place.RecipientKey)
            .Bytes(place.Handle.ToArray())
            .U32(place.Version);
        return Digest.Sha256(input.Written);
    }

    private static byte[] Aad(ReportPlace place) =>
        new ByteWriter(96)
            .Bytes(place.Deployment)
            .Bytes(place.Handle.ToArray())
            .U32(place.Version)
            .Bytes(place.RecipientKey)
            .ToArray();
}

/// <summary>Where a version's keys belong: deployment (16 bytes), report, version, recipient's X25519 key (32).</summary>
internal sealed record ReportPlace(byte[] Deployment, Handle Handle, uint Version, byte[] RecipientKey)
{
    internal static ReportPlace Of(Statement statement) =>
        new(statement.Deployment, statement.Handle, statement.Version, statement.RecipientKey);
}
