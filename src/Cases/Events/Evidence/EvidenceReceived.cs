using Chorus.Cases.Codes;
using Chorus.Cases.Shapes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

internal sealed record EvidenceReceived(EventHead Head, string Evidence, string From, IReadOnlyList<string> About) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "evidence-received", "A piece of evidence came in. From now on both sides of each of its allegations are owed to see it.",
        [Role.Reporter, Role.Respondent, Role.Witness, Role.Adviser, Role.Advocate, Role.CaseOfficer],
        m =>
        {
            var received = new EvidenceReceived(
                m.Head,
                m.Need("evidence", Names.Evidence, "The number of the piece."),
                m.Need("from", Names.Person, "From whom."),
                m.Allegations("About which allegations."));
            m.Sealed("content", "The piece itself, or what it is and where it is kept.");
            return received;
        });

    public override IReadOnlyList<string> Allegations => About;

    internal override IEnumerable<Mark> Marks => MarkEach(About, []);

    internal override string? Missing(CaseState state) =>
        Presence.Taken(state.Evidence, Evidence)
        ?? state.WithoutPeople([From])
        ?? state.WithoutAllegations(About)
        ?? (!Head.Actor.IsStaff && Head.Actor.Pseudonym != From ? $"{Head.Actor.Pseudonym} can hand in only their own evidence." : null);

    // What a party hands in through its inbox lies with the case team, not with the party.
    internal override CaseState Change(CaseState state) => state with
    {
        Evidence = state.Evidence.With(new State.Evidence(Evidence, About, From, Head.Actor.IsStaff ? Head.Actor.Pseudonym : "system", []).And(CustodyStep.Received, From, Head.Time)),
    };
}
