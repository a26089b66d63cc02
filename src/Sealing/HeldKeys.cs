namespace Chorus.Sealing;

/// <summary>The keys of somebody without an account, from a secret that only they hold: by which the site finds what is theirs, they sign, and they open.</summary>
public abstract class HeldKeys : IDisposable
{
    private protected HeldKeys((byte[] Lookup, SigningKey Signing, BoxKey Box) keys) => (Lookup, Signing, Box) = keys;

    /// <summary>16 bytes given to the site, which finds by them what is theirs. Tells nothing about the other two.</summary>
    public byte[] Lookup { get; }

    /// <summary>Signs what they send.</summary>
    public SigningKey Signing { get; }

    /// <summary>Opens what is sealed to them.</summary>
    public BoxKey Box { get; }

    /// <summary>What these keys are of, in one word, for <see cref="ToString"/>.</summary>
    private protected abstract string Name { get; }

    /// <summary>Names the signing key's public half only.</summary>
    public sealed override string ToString() => $"{Name} {Base64UrlText.Encode(Signing.PublicKey)}";

    /// <summary>Erases both private keys.</summary>
    public void Dispose()
    {
        Signing.Dispose();
        Box.Dispose();
        GC.SuppressFinalize(this);
    }
}
