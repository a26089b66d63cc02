namespace Chorus.Escrow.Identifiers;

/// <summary>What a reporter wrote to say who it was, as she wrote it.</summary>
/// <param name="Kind">The kind she chose.</param>
/// <param name="Value">Her words, 1 to <see cref="LongestValue"/> characters.</param>
/// <param name="Region">ISO 3166-1 alpha-2, for a phone or a vehicle.</param>
/// <param name="Place">Where, for a staff number, a name or a role.</param>
public sealed record Identifier(IdentifierKind Kind, string Value, string? Region = null, string? Place = null)
{
    /// <summary>The most UTF-16 units that a value or a place may have.</summary>
    public const int LongestValue = 500;
}
