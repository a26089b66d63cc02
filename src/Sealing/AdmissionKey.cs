namespace Chorus.Sealing;

/// <summary>
/// The key by which a site's process knows the challenges and tickets that it gave (docs/formats/work.md), so that it
/// need not remember them. Drawn at the process's start and lost with it; each use has a label of its own, so a tag made
/// for one is none for another.
/// </summary>
public sealed class AdmissionKey : IDisposable
{
    /// <summary>Bytes of a tag.</summary>
    public const int TagLength = Digest.Length;

    private const int KeyLength = 32;

    private readonly SecretBytes _key;

    private AdmissionKey(SecretBytes key) => _key = key;

    /// <summary>A new random key.</summary>
    public static AdmissionKey Draw() => new(SecretBytes.Random(KeyLength));

    /// <summary>For test vectors: 32 given bytes.</summary>
    internal static AdmissionKey From(ReadOnlySpan<byte> key) => new(new SecretBytes(key));

    /// <summary>HMAC-SHA256 (RFC 2104) of a label and what follows it, 32 bytes.</summary>
    internal byte[] Tag(string label, ReadOnlySpan<byte> data) => Digest.HmacSha256(_key.Span, [.. Label.Of(label), .. data]);

    /// <summary>Whether a tag is the one of this key. In constant time: how far a guess was right must not show.</summary>
    internal bool Made(string label, ReadOnlySpan<byte> data, ReadOnlySpan<byte> tag) => Digest.FixedTimeEquals(Tag(label, data), tag);

    /// <summary>Always <c>[secret]</c>.</summary>
    public override string ToString() => "[secret]";

    public void Dispose() => _key.Dispose();
}
