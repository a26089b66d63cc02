namespace Chorus.Cases.Events;

/// <summary>Every kind of event there is, in the order of the schema.</summary>
public static class EventKinds
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<EventKind> All { get; } =
    [
        CaseOpened.Kind, CaseClosed.Kind, CaseReopened.Kind, LessonWritten.Kind,
        PartyNamed.Kind, AdviserNamed.Kind, Assigned.Kind, Unassigned.Kind, IdentityDisclosed.Kind, AccessGiven.Kind,
        ConflictsDeclared.Kind, ConflictRaised.Kind, ConflictDecided.Kind, ConflictDoubted.Kind, ActReviewed.Kind,
        AllegationMade.Kind, AllegationRecoded.Kind,
        NoticeSent.Kind, AnswerGiven.Kind, AnswerDeclined.Kind, ResponseGiven.Kind, InterviewHeld.Kind, MeetingHeld.Kind, HearingHeld.Kind,
        EvidenceReceived.Kind, EvidenceCopied.Kind, EvidenceMoved.Kind, EvidenceShown.Kind, EvidenceReturned.Kind, InvestigationReported.Kind,
        FindingMade.Kind, DismissalProposed.Kind, DismissalConfirmed.Kind, ProcessContinued.Kind,
        AppealFiled.Kind, AppealAnswered.Kind, AppealDecided.Kind, SanctionDecided.Kind, RemedyGiven.Kind, ExtensionGranted.Kind,
        MeasureTaken.Kind, MeasureReviewed.Kind, CheckInAsked.Kind, CheckInAnswered.Kind, WorkChangeRecorded.Kind,
        DepartureRecorded.Kind, SettlementRecorded.Kind, WithdrawalRecorded.Kind,
        StatementGiven.Kind, StatementWithdrawn.Kind,
        CorrectionMade.Kind, ContentDestroyed.Kind,
    ];

    /// <summary>Them by their name.</summary>
    public static IReadOnlyDictionary<string, EventKind> ByName { get; } = All.ToDictionary(kind => kind.Name);
}
