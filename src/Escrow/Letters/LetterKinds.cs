namespace Chorus.Escrow.Letters;

/// <summary>The kinds of letters of a case (docs/formats/case-letter.md), by who writes.</summary>
public static class LetterKinds
{
    /// <summary>From the party: 1 answer, 2 evidence, 3 adviser, 4 appeal, 5 other.</summary>
    public const byte FromParty = 0;

    /// <summary>From the organisation: 1 notice, 2 evidence, 3 decision, 4 question, 5 other.</summary>
    public const byte FromOrganisation = 1;

    /// <summary>From the party: an answer to what is said.</summary>
    public const byte Answer = 1;

    /// <summary>From the party: an appeal against a decision.</summary>
    public const byte Appeal = 4;

    /// <summary>Kinds of either direction are numbered from 1 to this.</summary>
    public const byte Most = 5;

    /// <summary>Whether there is such a kind.</summary>
    public static bool IsKind(int kind) => kind is >= 1 and <= Most;
}
