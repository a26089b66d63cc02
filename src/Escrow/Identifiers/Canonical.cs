using System.Diagnostics.CodeAnalysis;
using Chorus.Escrow.Identifiers.Email;
using Chorus.Escrow.Identifiers.Name;
using Chorus.Escrow.Identifiers.Phone;
using Chorus.Escrow.Identifiers.Profile;
using Chorus.Escrow.Identifiers.Role;
using Chorus.Escrow.Identifiers.StaffId;
using Chorus.Escrow.Identifiers.Text;
using Chorus.Escrow.Identifiers.Vehicle;

namespace Chorus.Escrow.Identifiers;

/// <summary>Canonical forms: two identifiers name the same thing exactly when kind and canonical form are equal.</summary>
public static class Canonical
{
    /// <summary>
    /// The canonical form of an identifier, without its kind (docs/formats/identifiers.md).
    /// False, with the reason, for one that cannot be compared. The browser's twin is canonical.ts.
    /// </summary>
    public static bool TryMake(
        Identifier identifier,
        [NotNullWhen(true)] out string? canonical,
        [NotNullWhen(false)] out Refusal? reason)
    {
        var attempt = Make(identifier);
        canonical = attempt.Canonical;
        reason = attempt.Refusal;
        return attempt.Canonical is not null;
    }

    private static Attempt Make(Identifier identifier)
    {
        if (identifier.Value.Length > Identifier.LongestValue || identifier.Place?.Length > Identifier.LongestValue)
        {
            return Attempt.Refuse("value-too-long");
        }
        if (Characters.Clean(identifier.Value).Length == 0)
        {
            return Attempt.Refuse("value-empty");
        }
        return identifier.Kind switch
        {
            IdentifierKind.Email => EmailIdentifier.Canonical(identifier),
            IdentifierKind.Phone => PhoneIdentifier.Canonical(identifier),
            IdentifierKind.Profile => ProfileIdentifier.Canonical(identifier),
            IdentifierKind.StaffId => StaffIdIdentifier.Canonical(identifier),
            IdentifierKind.Vehicle => VehicleIdentifier.Canonical(identifier),
            IdentifierKind.Name => NameIdentifier.Canonical(identifier),
            IdentifierKind.Role => RoleIdentifier.Canonical(identifier),
            _ => throw new ArgumentOutOfRangeException(nameof(identifier), identifier.Kind, "No such kind."),
        };
    }
}
