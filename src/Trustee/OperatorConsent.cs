using Chorus.Sealing;

namespace Chorus.Trustee;

/// <summary>What an operator learnt from the organisations, and not from the site, before signing a manifest (docs/formats/manifest.md).</summary>
/// <param name="Numbers">by organisation, or by organisation/epoch, the 20 digits of its new key that its member read out (<see cref="KeyNumbers"/>).</param>
/// <param name="Organisations">ids of organisations that may be missing, renamed, or share a name or a key with another.</param>
public sealed record OperatorConsent(IReadOnlyDictionary<string, string> Numbers, IReadOnlySet<string> Organisations)
{
    /// <summary>Nothing: enough for a manifest with the same organisations and keys as before.</summary>
    public static OperatorConsent None { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
}
