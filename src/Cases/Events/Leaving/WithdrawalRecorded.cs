using Chorus.Cases.Codes;
using Chorus.Cases.Shapes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

internal sealed record WithdrawalRecorded(EventHead Head, string Reporter, IReadOnlyList<string> About) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "withdrawal-recorded", "A reporter no longer wants to take part. Nobody presses them; what they alleged still ends in a finding or on a ground.",
        [Role.Reporter, Role.Witness, Role.Adviser, Role.Advocate, Role.CaseOfficer],
        m => new WithdrawalRecorded(m.Head, m.Need("reporter", Names.ReporterOrWitness, "Who."), m.Allegations("From which allegations.")));

    public override IReadOnlyList<string> Allegations => About;

    internal override IEnumerable<Mark> Marks => MarkEach(About, [Reporter]);

    internal override string? Missing(CaseState state) =>
        state.WithoutPeople([Reporter])
        ?? state.WithoutAllegations(About)
        ?? (About.FirstOrDefault(a => state.Allegations[a].Reporter != Reporter) is { } other ? $"{other} is not an allegation of {Reporter}." : null)
        ?? (state.SpokenFor(Head.Actor) is { } self && self != Reporter ? $"{Head.Actor.Pseudonym} cannot withdraw for {Reporter}." : null);

    internal override CaseState Change(CaseState state) =>
        state with { Withdrawals = state.Withdrawals.Add(new(Reporter, About, Head.Time)) };
}
