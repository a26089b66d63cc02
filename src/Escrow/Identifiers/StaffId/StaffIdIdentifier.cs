using Chorus.Escrow.Identifiers.Text;

namespace Chorus.Escrow.Identifiers.StaffId;

/// <summary>A staff number at a place: its letters and digits, leading zeros kept.</summary>
internal static class StaffIdIdentifier
{
    public static Attempt Canonical(Identifier identifier)
    {
        var number = string.Concat(Words.Of(identifier.Value));
        return number.Length == 0
            ? Attempt.Refuse("nothing-readable")
            : Attempt.Accept($"{number}|{Place.Normalise(identifier.Place)}");
    }
}
