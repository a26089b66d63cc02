namespace Chorus.Escrow.Identifiers;

/// <summary>Either a canonical form or why there is none.</summary>
internal readonly record struct Attempt(string? Canonical, Refusal? Refusal)
{
    public static Attempt Accept(string canonical) => new(canonical, null);

    public static Attempt Refuse(string code, string? country = null) => new(null, Identifiers.Refusal.Of(code, country));
}
