using System.ComponentModel;

namespace Chorus.Cases.Codes;

/// <summary>How a case came to be.</summary>
public enum Source
{
    [Description("a report that was referred with the reporter's consent")]
    Referral,
    [Description("a report that came to this organisation itself")]
    Direct,
    [Description("a grievance filed by a union")]
    Grievance,
    [Description("the organisation learnt of it and looks into it by itself")]
    OwnMotion,
}

/// <summary>Why a closed case is opened again.</summary>
public enum ReopenedBecause
{
    [Description("another allegation, of retaliation for instance")]
    NewAllegation,
    [Description("evidence that could change an outcome")]
    NewEvidence,
    [Description("a court said so")]
    CourtOrder,
    [Description("somebody who acted was in conflict")]
    ConflictFound,
}

/// <summary>Why the record is corrected. What was recorded stays.</summary>
public enum CorrectionCause
{
    [Description("a slip of the pen")]
    Clerical,
    [Description("a translation was wrong")]
    Translation,
    [Description("what was recorded was not so")]
    Mistaken,
}

/// <summary>Why sealed content is destroyed. The event and its hash stay.</summary>
public enum DestructionGround
{
    [Description("its time to be kept is over")]
    Retention,
    [Description("a court ordered it")]
    CourtOrder,
}

/// <summary>Why it may be told who somebody is.</summary>
public enum DisclosureBasis
{
    [Description("that person agreed")]
    Consent,
    [Description("a law or court demands it, and the person was told before")]
    LegalDuty,
}

/// <summary>What an institution changes after a case.</summary>
public enum Change
{
    [Description("a rule")]
    Policy,
    [Description("training")]
    Training,
    [Description("who watches over whom")]
    Supervision,
    [Description("who works where, and with how many")]
    Staffing,
    [Description("rooms, light, locks, transport")]
    Place,
    [Description("working hours and shifts")]
    Hours,
    [Description("how people can report")]
    ReportingRoute,
    [Description("how cases are handled")]
    CaseHandling,
    [Description("how people are chosen and checked")]
    Hiring,
    [Description("something else; what, is sealed")]
    Other,
}

/// <summary>A step in the chain of custody.</summary>
public enum CustodyStep
{
    [Description("received")]
    Received,
    [Description("copied")]
    Copied,
    [Description("moved to another holder")]
    Moved,
    [Description("shown to a party")]
    Shown,
    [Description("given back")]
    Returned,
}
