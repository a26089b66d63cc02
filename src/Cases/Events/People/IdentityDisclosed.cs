using Chorus.Cases.Codes;
using Chorus.Cases.Shapes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

/// <summary>Whether it may be is said by the law on confidentiality.</summary>
internal sealed record IdentityDisclosed(EventHead Head, string Person, DisclosureBasis Basis) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "identity-disclosed", "It was told beyond the case team who a reporter or witness is.",
        [Role.Advocate, Role.CaseOfficer],
        m =>
        {
            var disclosed = new IdentityDisclosed(m.Head, m.Need("person", Names.ReporterOrWitness, "Who."), m.Code<DisclosureBasis>("basis", "What allows it."));
            m.Sealed("content", "To whom, and the consent or the demand itself.");
            return disclosed;
        })
    {
        AfterClosure = true,
    };

    internal override string? Missing(CaseState state) => state.WithoutPeople([Person]);

    internal override CaseState Change(CaseState state) => state;
}
