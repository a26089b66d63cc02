using System.ComponentModel;

namespace Chorus.Cases.Codes;

/// <summary>What is done in the meantime.</summary>
public enum MeasureKind
{
    [Description("contact is limited")]
    ContactLimit,
    [Description("shifts or classes are changed")]
    ScheduleChange,
    [Description("another place of work, study or living")]
    PlaceChange,
    [Description("leave, paid unless the law of the place says otherwise")]
    Leave,
    [Description("removal for a danger that cannot wait")]
    Removal,
    [Description("counselling")]
    Counselling,
    [Description("escort or transport")]
    Escort,
    [Description("keys, accounts or records are limited")]
    Access,
    [Description("something else; what, is sealed")]
    Other,
}

/// <summary>Why a measure is taken. None is a punishment: see the law presumption.</summary>
public enum MeasurePurpose
{
    [Description("to support, without burdening the other side")]
    Supportive,
    [Description("to keep people or evidence safe until it is decided")]
    Interim,
}

/// <summary>What a review of a measure says.</summary>
public enum MeasureOutcome
{
    [Description("it stays")]
    Kept,
    [Description("it is changed; how, is sealed")]
    Changed,
    [Description("it ends")]
    Ended,
}

/// <summary>What somebody says who is asked about retaliation. Silence is no code: it is shown as silence.</summary>
public enum CheckInAnswer
{
    [Description("nothing was done to them")]
    NothingHappened,
    [Description("something was done to them")]
    SomethingHappened,
}

/// <summary>What changed at work or study; the figures are sealed.</summary>
public enum WorkChange
{
    [Description("shifts, hours, route, rooms")]
    Shift,
    [Description("pay")]
    Pay,
    [Description("post, grade or place")]
    Post,
    [Description("a mark or assessment")]
    Mark,
    [Description("a reference")]
    Reference,
}
