using Chorus.Cases.Codes;
using Chorus.Cases.Processes;

namespace Chorus.Cases.Laws;

internal sealed class RolesLaw : Law
{
    private static readonly Role[] s_voices = [Role.Reporter, Role.Respondent, Role.Witness, Role.Adviser];

    public override string Id => "roles";

    public override string Sentence =>
        "Each act has those who may do it: parties speak for themselves or through their adviser, staff act in a part to which they are assigned, and administrators and auditors decide nothing.";

    internal override bool ComesFirst => true;

    internal override string? Forbids(Act act)
    {
        var (actor, kind) = (act.Actor, act.Event.Head.Kind);
        if (!kind.MayAct.Contains(actor.Role))
        {
            return $"{kind} is not for the role {Code.Of(actor.Role)}, but for {string.Join(", ", kind.MayAct.Select(Code.Of))}.";
        }

        if (actor.IsStaff)
        {
            return kind.BeforeAssignment || actor.Role == Role.Administrator || act.State.Staff.Find(actor.Pseudonym)?.Assigned.Contains(actor.Role) == true
                ? null
                : $"{actor.Pseudonym} is not assigned to this case as {Code.Of(actor.Role)}; assign them first.";
        }

        return actor.Role == Role.System || act.State.Parties.Has(actor.Pseudonym) ? null : $"Nobody is called {actor.Pseudonym} in this case; name them first.";
    }

    // A step that had to wait, or was for some only, could keep a party from answering, showing, appealing or objecting.
    internal override IEnumerable<string> CheckProcess(Process process) => process.Steps
        .Where(s => s.Event.MayAct.Any(s_voices.Contains)
            && (s.After.Count > 0 || s.Asks.Count > 0 || s.Event.MayAct.Any(role => s_voices.Contains(role) && !s.By.Contains(role))))
        .Select(s => $"the step {s.Id} narrows {s.Event}, by which parties speak; leave out its after and asks, and leave {string.Join(", ", s.Event.MayAct.Where(s_voices.Contains).Select(Code.Of))} in its by");
}
