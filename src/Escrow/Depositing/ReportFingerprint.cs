using Chorus.Escrow.Identifiers;

namespace Chorus.Escrow.Depositing;

/// <summary>Fingerprints of the identifiers as they stand in a report's document.</summary>
public static class ReportFingerprint
{
    /// <summary>The fingerprint under a deployment's 32-byte salt, or null for one that has no canonical form.</summary>
    public static ulong? Of(ReadOnlySpan<byte> salt, ReportIdentifier identifier) =>
        IdentifierKinds.TryParse(identifier.Kind, out var kind)
        && Canonical.TryMake(new Identifier(kind, identifier.Value, identifier.Region, identifier.Place), out var canonical, out _)
            ? Fingerprint.Of(salt, kind, canonical)
            : null;

    /// <summary>What <see cref="ReportSealer"/> takes: one for each identifier that may release, in their order.</summary>
    /// <exception cref="ArgumentException">one of them has no canonical form; a form has to have refused it before.</exception>
    public static IReadOnlyList<ulong> OfReleasing(byte[] salt, IReadOnlyList<ReportIdentifier> identifiers) =>
    [
        .. identifiers.Where(i => i.MayRelease).Select(i =>
            Of(salt, i) ?? throw new ArgumentException($"a {i.Kind} identifier has no canonical form", nameof(identifiers))),
    ];
}
