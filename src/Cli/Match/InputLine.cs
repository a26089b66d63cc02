using Chorus.Escrow.Depositing;
using Chorus.Escrow.Identifiers;

namespace Chorus.Cli.Match;

/// <summary>A good line of the input.</summary>
internal abstract record InputLine
{
    /// <summary>A report; what is not given is empty.</summary>
    internal sealed record Report(
        string Id, string Reporter, Quorum Quorum, string Organisation, IReadOnlyList<Named> Respondent,
        IReadOnlyList<string> Acts, string When, string Country, string Sector, string Text) : InputLine;

    internal sealed record Withdraw(string Id) : InputLine;

    internal sealed record Run : InputLine;
}

/// <summary>An identifier with the canonical form that it has.</summary>
internal sealed record Named(Identifier Identifier, string Canonical);

/// <summary>What a line turned out to be: good, or why not, in a sentence that starts in the middle.</summary>
internal readonly record struct ReadLine(int Number, InputLine? Line, string? Fault);
