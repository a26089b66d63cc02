using System.ComponentModel;

namespace Chorus.Cases.Codes;

/// <summary>How an allegation ends that was looked into.</summary>
public enum FindingKind
{
    [Description("it happened, by the standard of proof")]
    Substantiated,
    [Description("it did not happen, by the standard of proof")]
    NotSubstantiated,
    [Description("what is known does not show whether it happened")]
    InsufficientEvidence,
}

/// <summary>How sure somebody has to be who decides.</summary>
public enum StandardOfProof
{
    [Description("more likely than not")]
    Preponderance,
    [Description("highly likely, clearly more than that")]
    ClearAndConvincing,
}

/// <summary>Why an allegation is dismissed, or a formal process is. Which of them a process knows, and what follows, its file says.</summary>
public enum DismissalGround
{
    [Description("another allegation of this or another case is the same act, and goes on")]
    Duplicate,
    [Description("the act has nothing to do with this institution; the reporter was told who else can help")]
    OutsideInstitution,
    [Description("the act, if proven, is not what this formal process covers")]
    NotTheConductCovered,
    [Description("it did not happen in the programme or activity that this formal process covers")]
    OutsideProgramme,
    [Description("it happened in another country than this formal process covers")]
    OutsideTheCountry,
    [Description("the reporter asked in writing to withdraw from the formal process")]
    ReporterAskedToWithdraw,
    [Description("the respondent is no longer employed or enrolled")]
    RespondentLeft,
    [Description("circumstances keep this formal process from gathering enough evidence")]
    EvidenceOutOfReach,
}

/// <summary>On what an appeal is based; the same for both sides.</summary>
public enum AppealGround
{
    [Description("the process was not followed in a way that affected the outcome")]
    ProceduralIrregularity,
    [Description("evidence that was not reasonably available before and could change the outcome")]
    NewEvidence,
    [Description("somebody who acted had a conflict of interest or was biased, which affected the outcome")]
    ConflictOrBias,
    [Description("the evidence does not bear the decision")]
    AgainstTheEvidence,
}

/// <summary>What became of an appeal. There is no third: who hears an appeal does not find anew, so that every finding can be appealed.</summary>
public enum AppealOutcome
{
    [Description("the decision stands")]
    Stands,
    [Description("the decision is set aside; the allegation is open and is decided anew")]
    SetAside,
}

/// <summary>What follows for the respondent from a final substantiated finding.</summary>
public enum Sanction
{
    [Description("a warning")]
    Warning,
    [Description("training or counselling that is required")]
    Training,
    [Description("a lower post, or an office taken away")]
    Demotion,
    [Description("another place of work or study")]
    Transfer,
    [Description("suspension for a time")]
    Suspension,
    [Description("employment, enrolment or membership is ended")]
    Ending,
    [Description("contact is forbidden")]
    NoContact,
    [Description("something else; what, is sealed")]
    Other,
}

/// <summary>What is given back to a reporter or witness.</summary>
public enum Remedy
{
    [Description("pay or costs")]
    Pay,
    [Description("back in post, shift, class or home")]
    Reinstatement,
    [Description("a record, grade or reference put right")]
    RecordCorrected,
    [Description("an apology")]
    Apology,
    [Description("counselling, time, safety")]
    Support,
    [Description("something else; what, is sealed")]
    Other,
}
