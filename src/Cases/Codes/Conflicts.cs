using System.ComponentModel;

namespace Chorus.Cases.Codes;

/// <summary>What a member of staff and a person named in the case are to each other.</summary>
public enum Conflict
{
    [Description("nothing that matters here")]
    None,
    [Description("they are the same person")]
    Named,
    [Description("the member reports to that person, or owes their post to them")]
    ReportsTo,
    [Description("family, partner, friend, or an open quarrel")]
    CloseTo,
    [Description("something else that would make a fair person doubt")]
    OtherInterest,
}

/// <summary>What another finds of an act by somebody in conflict.</summary>
public enum ReviewOutcome
{
    [Description("it holds, whoever did it")]
    Upheld,
    [Description("it does not count and has to be done anew")]
    SetAside,
}

/// <summary>Why somebody no longer works on a case.</summary>
public enum UnassignedBecause
{
    [Description("a conflict of interest")]
    Conflict,
    [Description("absence")]
    Leave,
    [Description("too much other work")]
    Workload,
    [Description("the member left")]
    LeftOrganisation,
    [Description("something else")]
    Other,
}
