namespace Chorus.Escrow.Messages;

/// <summary>That an advocate asks whether she wants to meet others whose reports were released together with hers (docs/formats/circle.md).</summary>
/// <param name="Circle">its id, 16 bytes.</param>
/// <param name="Signing">the advocate's signing key of this circle, 32 bytes.</param>
/// <param name="Box">the advocate's box key of this circle, 32 bytes.</param>
/// <param name="Others">how many others are asked, 1 to 11.</param>
public sealed record CircleAsk(byte[] Circle, byte[] Signing, byte[] Box, int Others) : MessageKind
{
    internal const string Spelling = "circle-ask";
    internal const int MostOthers = 11;

    /// <inheritdoc/>
    public override string Name => Spelling;

    /// <inheritdoc/>
    public override Direction From => Direction.FromOrganisation;
}

/// <summary>What she answered to that.</summary>
/// <param name="Ask">the id of the message that asked, 16 bytes.</param>
/// <param name="Said"><c>yes</c> or <c>no</c>.</param>
/// <param name="Taken">her seat, sealed to the advocate, 306 bytes; null for a no.</param>
public sealed record CircleAnswer(byte[] Ask, string Said, byte[]? Taken) : MessageKind
{
    internal const string Spelling = "circle-answer";
    internal const string Yes = "yes";
    internal const string No = "no";
    internal const int TakenLength = 306;

    /// <inheritdoc/>
    public override string Name => Spelling;

    /// <inheritdoc/>
    public override Direction From => Direction.FromReporter;

    /// <summary>Always <c>[circle-answer]</c>.</summary>
    public override string ToString() => $"[{Spelling}]";
}

/// <summary>What became of a circle.</summary>
/// <param name="Circle">its id, 16 bytes.</param>
/// <param name="State"><c>open</c>, <c>closed</c> or <c>off</c>: it did not come about.</param>
public sealed record CircleNews(byte[] Circle, string State) : MessageKind
{
    internal const string Spelling = "circle-news";

    /// <inheritdoc/>
    public override string Name => Spelling;

    /// <inheritdoc/>
    public override Direction From => Direction.FromOrganisation;
}
