namespace Chorus.Escrow.Identifiers;

/// <summary>What kind of thing an identifier is. The word of each stands in documents and before the canonical form.</summary>
public enum IdentifierKind
{
    /// <summary>An e-mail address: <c>email</c>.</summary>
    Email,

    /// <summary>A telephone number: <c>phone</c>.</summary>
    Phone,

    /// <summary>A profile on a site: <c>profile</c>.</summary>
    Profile,

    /// <summary>A staff number at a place: <c>staff-id</c>.</summary>
    StaffId,

    /// <summary>A vehicle's plate in a country: <c>vehicle</c>.</summary>
    Vehicle,

    /// <summary>A person's name at a place: <c>name</c>.</summary>
    Name,

    /// <summary>What a person does at a place, for people who never learnt a name: <c>role</c>.</summary>
    Role,
}

/// <summary>How much an agreement on an identifier says about it being the same person.</summary>
public enum Strength
{
    /// <summary>Two people may well share it (a role): a match is shown as <em>possible</em>.</summary>
    Weak,

    /// <summary>Two people may share it (a name at a place): a match is shown as <em>possible</em>.</summary>
    Medium,

    /// <summary>It belongs to one person, as far as one can tell from outside.</summary>
    Strong,
}

/// <summary>The words and strengths of the kinds (docs/formats/identifiers.md).</summary>
public static class IdentifierKinds
{
    private static readonly string[] Words = ["email", "phone", "profile", "staff-id", "vehicle", "name", "role"];

    /// <summary>All kinds, in the order of the page on identifiers.</summary>
    public static IReadOnlyList<IdentifierKind> All { get; } = Enum.GetValues<IdentifierKind>();

    /// <summary>The word for a kind in documents, such as <c>staff-id</c>.</summary>
    public static string Word(this IdentifierKind kind) => Words[(int)kind];

    /// <summary>Reads a kind's word, exactly as it stands in documents; false for any other word.</summary>
    public static bool TryParse(string? word, out IdentifierKind kind)
    {
        var index = Array.IndexOf(Words, word);
        kind = (IdentifierKind)Math.Max(index, 0);
        return index >= 0;
    }

    /// <summary>How strong an agreement on this kind is.</summary>
    public static Strength Strength(this IdentifierKind kind) => kind switch
    {
        IdentifierKind.Name => Identifiers.Strength.Medium,
        IdentifierKind.Role => Identifiers.Strength.Weak,
        _ => Identifiers.Strength.Strong,
    };
}
