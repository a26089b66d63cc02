using Chorus.Cases.Codes;
using Chorus.Cases.Shapes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

internal sealed record NoticeSent(EventHead Head, Notice Notice, string To, IReadOnlyList<string> About, string? TellsOf) : CaseEvent(Head)
{
    private static readonly Notice[] s_ofAnEvent = [Notice.Decision, Notice.Appeal, Notice.AppealDecision, Notice.Extension, Notice.Statement];

    internal static EventKind Kind { get; } = new(
        "notice-sent", "A written notice is in somebody's inbox, in their language. Periods that begin with a notice begin here.",
        [Role.Advocate, Role.CaseOfficer, Role.DecisionMaker, Role.System],
        m =>
        {
            var sent = new NoticeSent(
                m.Head,
                m.Code<Notice>("notice", "What it tells."),
                m.Need("to", Names.Party, "To whom."),
                m.Allegations("About which allegations; empty where it is about the case.", least: 0),
                m.May("tells-of", Names.Event, "The event that it tells of; needed for the notices decision, appeal, appeal-decision, extension and statement."));
            m.Sealed("content", "The notice as it was sent.");
            return sent;
        })
    {
        AfterClosure = true, Whiches = [.. Code.All<Notice>().Select(Code.Of)],
    };

    public override IReadOnlyList<string> Allegations => About;

    internal override string? Which => Code.Of(Notice);

    internal override IReadOnlyList<string> Recipients => [To];

    internal override IEnumerable<Mark> Marks => MarkEach(About, [To]);

    internal override string? Missing(CaseState state) =>
        state.WithoutPeople([To])
        ?? state.WithoutAllegations(About)
        ?? (TellsOf is null ? null : state.WithoutEvent(TellsOf))
        ?? (Notice == Notice.Allegations && About.Count == 0 ? "A notice of allegations names them: list them in \"allegations\"." : null)
        ?? (s_ofAnEvent.Contains(Notice) && TellsOf is null ? $"A notice {Code.Of(Notice)} has to say of which event it tells, in \"tells-of\"." : null)
        ?? (TellsOf is not null && !Fits(state.ById[TellsOf]) ? $"{TellsOf} is no event of which a notice {Code.Of(Notice)} tells." : null);

    private bool Fits(CaseEvent told) => Notice switch
    {
        Notice.Decision => told is FindingMade or DismissalConfirmed,
        Notice.Appeal => told is AppealFiled,
        Notice.AppealDecision => told is AppealDecided,
        Notice.Extension => told is ExtensionGranted,
        Notice.Statement => told is StatementGiven or StatementWithdrawn,
        _ => true,
    };

    internal override CaseState Change(CaseState state) => state;
}
