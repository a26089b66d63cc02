using System.Text.Json.Serialization;

namespace Chorus.Escrow.Findings;

/// <summary>What an organisation says of a person to another employer (docs/formats/finding-statement.md). Checked for form by <see cref="FindingStatement.Parse"/>.</summary>
/// <param name="Deployment">16 bytes.</param>
/// <param name="Salt">32 random bytes of this statement alone.</param>
/// <param name="Organisation">who says it.</param>
/// <param name="Person">the name as it was typed.</param>
/// <param name="Says">findings or departure.</param>
/// <param name="Plain">the sentence that belongs to what it says.</param>
/// <param name="Findings">final and substantiated; none in a statement of a departure.</param>
/// <param name="Departure">null in a statement of findings.</param>
/// <param name="Jurisdiction">US-CA.</param>
/// <param name="Wording">sentences that are given with it.</param>
/// <param name="Issued">a day.</param>
/// <param name="Until">the last day on which somebody may rely on it.</param>
public sealed record StatementText(
    byte[] Deployment, byte[] Salt, StatementIssuer Organisation, string Person, string Says, string Plain, IReadOnlyList<StatedFinding> Findings,
    StatedDeparture? Departure, string Jurisdiction, IReadOnlyList<StatementLine> Wording, string Issued, string Until)
{
    /// <summary>The value of <see cref="Says"/> for findings.</summary>
    public const string OfFindings = "findings";

    /// <summary>The value of <see cref="Says"/> for a departure.</summary>
    public const string OfDeparture = "departure";

    /// <summary>The sentence that every statement of findings has.</summary>
    public const string PlainFindings =
        "Before each of these findings the person was told of the allegation and could answer to it. They could appeal against the finding. It is final.";

    /// <summary>The sentence that every statement of a departure has.</summary>
    public const string PlainDeparture =
        "Nothing was found. That the person left was recorded after they had been told of allegations that are still pending; on which day they left is not stated. It says nothing about whether they did anything: they are presumed not responsible.";

    /// <summary>The events of the case on which it rests, in its order.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> RestsOn => Departure is { } departure ? [departure.Event] : [.. Findings.Select(f => f.Event)];
}

/// <summary>Who issued a statement.</summary>
/// <param name="Id">the manifest's.</param>
/// <param name="Name">the manifest's.</param>
public sealed record StatementIssuer(string Id, string Name);

/// <summary>A final finding that an allegation is substantiated.</summary>
/// <param name="Event">e31.</param>
/// <param name="Act">B03.</param>
/// <param name="Means">the act in words.</param>
/// <param name="Standard">preponderance, clear-and-convincing.</param>
/// <param name="Process">fair-process@1.</param>
/// <param name="Made">the day on which it was made.</param>
/// <param name="Final">the day on which it became final.</param>
public sealed record StatedFinding(string Event, string Act, string Means, string Standard, string Process, string Made, string Final);

/// <summary>That somebody left.</summary>
/// <param name="Event">e12.</param>
/// <param name="How">resigned.</param>
/// <param name="Recorded">the day on which it was recorded.</param>
public sealed record StatedDeparture(string Event, string How, string Recorded);

/// <summary>A sentence that is given with a statement.</summary>
/// <param name="Says">one sentence.</param>
/// <param name="Place">of which law; null for what is said everywhere.</param>
/// <param name="Source">where it stands; null with the place.</param>
/// <param name="AsOf">the day up to which it is known to be so; null with the place.</param>
public sealed record StatementLine(string Says, string? Place, string? Source, string? AsOf);

/// <summary>What opens the entry of the site's log in which an event stands (docs/formats/log.md).</summary>
/// <param name="Index">of the entry.</param>
/// <param name="Kind">what the content is.</param>
/// <param name="Salt">32 bytes.</param>
/// <param name="Content">the event as it was hashed.</param>
public sealed record StatementOpening(long Index, string Kind, byte[] Salt, string Content);
