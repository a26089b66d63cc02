using System.ComponentModel;

namespace Chorus.Cases.Codes;

/// <summary>What another employer is told.</summary>
public enum StatementKind
{
    [Description("allegations that were found substantiated, each of them final")]
    Findings,
    [Description("that somebody left who knew that allegations were pending; nothing was found")]
    Departure,
}

/// <summary>Why what was told another employer no longer counts.</summary>
public enum StatementEnd
{
    [Description("a finding in it was set aside, or what was pending was decided")]
    NoLongerSo,
    [Description("it was wrong, or named somebody else")]
    Mistaken,
    [Description("a newer one takes its place")]
    Replaced,
    [Description("a court or an authority said so")]
    CourtOrder,
}
