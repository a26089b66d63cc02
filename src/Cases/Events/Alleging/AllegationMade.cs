using Chorus.Cases.Codes;
using Chorus.Cases.Shapes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

internal sealed record AllegationMade(EventHead Head, string Allegation, ActCode Act, string Reporter, string Respondent) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "allegation-made", "One act by one respondent towards one reporter is alleged.",
        [Role.Reporter, Role.Witness, Role.Adviser, Role.Advocate, Role.CaseOfficer, Role.System],
        m =>
        {
            var made = new AllegationMade(
                m.Head,
                m.Allegation("The number of the new allegation."),
                m.Code<ActCode>("act", "Which act; R-codes are retaliation."),
                m.Need("reporter", Names.ReporterOrWitness, "Towards whom; a witness only where it is retaliation."),
                m.Need("respondent", Names.Respondent, "By whom."));
            m.Sealed("when-and-where", "Time and place, as exact or vague as they are known.");
            return made;
        });

    internal override IEnumerable<Mark> Marks => MarkEach([Allegation], []);

    internal override string? Missing(CaseState state) =>
        Presence.Taken(state.Allegations, Allegation)
        ?? state.WithoutPeople([Reporter, Respondent])
        ?? (Roles.OfParty(Reporter) == Role.Witness && !Act.IsRetaliation() ? $"{Reporter} is a witness: name them as a reporter too for an act that is no retaliation." : null)
        ?? (state.SpokenFor(Head.Actor) is { } self && self != Reporter ? $"{Head.Actor.Pseudonym} can allege only what was done to {self}." : null);

    internal override CaseState Change(CaseState state) =>
        state with { Allegations = state.Allegations.With(new(Allegation, Act, Reporter, Respondent, Head.Time, Head.Time)) };
}

/// <summary>Changes what is alleged, so notice has to be given anew: see the law on notice.</summary>
internal sealed record AllegationRecoded(EventHead Head, string Allegation, ActCode Act) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "allegation-recoded", "Another act code fits an open allegation better. Both sides get notice anew, and time to answer.",
        [Role.Advocate, Role.CaseOfficer],
        m =>
        {
            var recoded = new AllegationRecoded(m.Head, m.Allegation("Which allegation."), m.Code<ActCode>("act", "The act that fits."));
            m.Sealed("reasons", "Why.");
            return recoded;
        });

    public override IReadOnlyList<string> Allegations => [Allegation];

    internal override string? Missing(CaseState state)
    {
        if (state.WithoutAllegations([Allegation]) is { } absent)
        {
            return absent;
        }

        var now = state.Allegations[Allegation];
        return (now.Act == Act ? $"{Allegation} has that code already." : null)
            ?? (state.StandingDecision(Allegation) is not null ? $"{Allegation} is decided; a new act is a new allegation." : null)
            ?? (Roles.OfParty(now.Reporter) == Role.Witness && !Act.IsRetaliation() ? $"{now.Reporter} is a witness: only retaliation can be alleged towards them." : null);
    }

    internal override CaseState Change(CaseState state) =>
        state with { Allegations = state.Allegations.With(state.Allegations[Allegation] with { Act = Act, FormSince = Head.Time }) };
}
