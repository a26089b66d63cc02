using Chorus.Cases.Codes;
using Chorus.Cases.Events;

namespace Chorus.Cases.Laws;

internal sealed class Confidentiality : Law
{
    public override string Id => "confidentiality";

    public override string Sentence =>
        "Who a reporter or witness is goes beyond the case team only with their agreement, or where a law demands it and they were told in writing before.";

    internal override string? Forbids(Act act) =>
        act.Event is IdentityDisclosed { Basis: DisclosureBasis.LegalDuty } disclosed
        && !act.State.Log.OfType<NoticeSent>().Any(n => n.Notice == Notice.IdentityDisclosure && n.To == disclosed.Person && act.State.Counts(n))
            ? $"{disclosed.Person} has not been told in writing before (notice-sent, notice {Code.Of(Notice.IdentityDisclosure)})."
            : null;
}
