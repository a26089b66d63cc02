namespace Chorus.Sealing;

/// <summary>One epoch's keys of an organisation, all from one master key (docs/formats/organisation-key.md).</summary>
public sealed class OrganisationKey : IDisposable
{
    /// <summary>Bytes of a master key.</summary>
    public const int MasterLength = 32;

    /// <summary>Bytes of a key of that length under a passphrase.</summary>
    public const int WrappedLength = PassphraseWrap.Length;

    private readonly SecretBytes _master;
    private readonly SecretBytes _sheets;

    private OrganisationKey(SecretBytes master)
    {
        _master = master;
        Span<byte> derived = stackalloc byte[32];
        Hkdf.Derive(master.Span, Label.Of("chorus/v1/organisation-box"), derived);
        Box = BoxKey.FromPrivate(derived);
        Hkdf.Derive(master.Span, Label.Of("chorus/v1/organisation-sign"), derived);
        Signing = SigningKey.FromSeed(derived);
        Hkdf.Derive(master.Span, Label.Of("chorus/v1/organisation-sheets"), derived);
        _sheets = new SecretBytes(derived);
        Digest.Erase(derived);
    }

    /// <summary>Opens what was sealed to the organisation.</summary>
    public BoxKey Box { get; }

    /// <summary>Signs the organisation's messages.</summary>
    public SigningKey Signing { get; }

    /// <summary>32 bytes: the root of the keys of the members' sheets (docs/formats/sheet.md).</summary>
    public ReadOnlySpan<byte> Sheets => _sheets.Span;

    /// <summary>The X25519 public key that stands in the manifest and, as its own key id, in every statement.</summary>
    public byte[] RecipientKey => Box.PublicKey;

    /// <summary>A new random key.</summary>
    public static OrganisationKey New() => new(SecretBytes.Random(MasterLength));

    /// <summary>The key of a 32-byte master.</summary>
    public static OrganisationKey FromMaster(ReadOnlySpan<byte> master) =>
        master.Length == MasterLength
            ? new(new SecretBytes(master))
            : throw new ArgumentException("a master key is 32 bytes", nameof(master));

    /// <summary>Wraps the master for one member: 82 bytes for the site to keep.</summary>
    public byte[] Wrap(string passphrase, KeyHolder holder) => Wrap(passphrase, holder, SecureRandom.Fill);

    internal byte[] Wrap(string passphrase, KeyHolder holder, RandomFill random) =>
        PassphraseWrap.Seal(passphrase, holder, RecipientKey, _master.Span, random);

    /// <summary>Opens what <see cref="Wrap(string, KeyHolder)"/> gave, and checks that the key is that of the manifest.</summary>
    /// <exception cref="SealingException">another passphrase, holder or key, changed bytes, or too few iterations.</exception>
    public static OrganisationKey Unwrap(string passphrase, KeyHolder holder, ReadOnlySpan<byte> recipientKey, ReadOnlySpan<byte> wrapped)
    {
        var master = PassphraseWrap.Open(passphrase, holder, recipientKey, wrapped);
        var key = FromMaster(master);
        Digest.Erase(master);
        if (!key.RecipientKey.AsSpan().SequenceEqual(recipientKey))
        {
            key.Dispose();
            throw new SealingException(SealingFault.WrongKey, "the opened master key is not that of the organisation's current key");
        }

        return key;
    }

    /// <summary>The master, for tests and files that only its owner reads. The caller erases it.</summary>
    public byte[] ExportMaster() => _master.Span.ToArray();

    /// <summary>32 bytes that seal the key of the epoch before (<see cref="KeyLink"/>). The caller erases them.</summary>
    internal byte[] LinkKey()
    {
        var key = new byte[32];
        Hkdf.Derive(_master.Span, Label.Of("chorus/v1/organisation-link"), key);
        return key;
    }

    /// <summary>Names the public half only.</summary>
    public override string ToString() => $"organisation key {Base64UrlText.Encode(RecipientKey)}";

    public void Dispose()
    {
        _master.Dispose();
        _sheets.Dispose();
        Box.Dispose();
        Signing.Dispose();
    }
}
