using System.ComponentModel;

namespace Chorus.Cases.Codes;

/// <summary>What a written notice tells.</summary>
public enum Notice
{
    [Description("to the reporter: the report has arrived, and who will see to it")]
    Acknowledgement,
    [Description("to both sides: what is alleged, by whom unless that is protected, when and where; the process; the right to an adviser; that the respondent is presumed not responsible")]
    Allegations,
    [Description("time, place and purpose of an interview, meeting or hearing, with time to prepare")]
    Meeting,
    [Description("to the reporter: what was done or is planned, and why")]
    Feedback,
    [Description("to both sides: a finding or dismissal, its reasons, and how to appeal; tells of that event")]
    Decision,
    [Description("to the other side: that an appeal was filed, and the time to answer; tells of that event")]
    Appeal,
    [Description("to both sides: how an appeal was decided; tells of that event")]
    AppealDecision,
    [Description("to both sides: that a period is longer, and why; tells of that event")]
    Extension,
    [Description("the employer's written answer to a grievance at its level")]
    GrievanceAnswer,
    [Description("to a protected person: that the law demands to disclose who they are, and why, before it is done")]
    IdentityDisclosure,
    [Description("to a reporter or witness who said that something was done to them: what can be done about it, and that it can be an allegation of its own")]
    Retaliation,
    [Description("to both sides: that the case is closed, and what the institution changes")]
    Closure,
    [Description("to the respondent: what another employer may be told of them, or that it was withdrawn, and how to answer; tells of that event")]
    Statement,
    [Description("anything else; what, is sealed")]
    Other,
}

/// <summary>To what a party responds.</summary>
public enum ResponseTo
{
    [Description("to the evidence that was shown")]
    Evidence,
    [Description("to the report of the investigation")]
    Report,
}

/// <summary>Whether somebody who is interviewed has a representative beside them. There is no code for refused.</summary>
public enum Representation
{
    [Description("a representative or companion of their choice was there")]
    Present,
    [Description("one was offered and they went on without")]
    OfferedAndDeclined,
}

/// <summary>How the sides can question each other and witnesses.</summary>
public enum Questioning
{
    [Description("by their advisers, live")]
    ByAdvisers,
    [Description("by the decision maker, who takes questions from both sides")]
    ByDecisionMaker,
    [Description("in writing")]
    InWriting,
}

/// <summary>Why a period is made longer.</summary>
public enum ExtensionCause
{
    [Description("a party, adviser or witness could not be there")]
    AbsentParty,
    [Description("translation or accommodation takes time")]
    LanguageOrAccess,
    [Description("police or a court are at work on the same")]
    ConcurrentProceedings,
    [Description("many people or much evidence")]
    Complexity,
    [Description("somebody is ill")]
    Illness,
}
