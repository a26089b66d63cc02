using Chorus.Cases.Codes;
using Chorus.Cases.Shapes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

/// <summary>Declared conflicts are checked by the law on conflicts.</summary>
internal sealed record Assigned(EventHead Head, string Member, Role Role, bool IsNeutral) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "assigned", "A member is given a part in the case. They declared conflicts before, and another assigns them.",
        [Role.Advocate, Role.CaseOfficer, Role.DecisionMaker, Role.Administrator],
        m => new Assigned(
            m.Head,
            m.Need("member", Names.Staff, "Who."),
            m.Code("role", "In which part.", Roles.Assigned),
            m.Need("neutral", Names.Flag, "true for somebody from outside whom both sides can accept, such as an arbitrator.")))
    {
        BeforeAssignment = true, Whiches = [.. Roles.Assigned.Select(Code.Of)],
    };

    internal override IEnumerable<Mark> Marks => MarkEach([], []);

    internal override string? Which => Code.Of(Role);

    internal override string? Missing(CaseState state) =>
        state.Staff.Find(Member)?.Assigned.Contains(Role) == true ? $"{Member} is assigned as {Code.Of(Role)} already." : null;

    internal override CaseState Change(CaseState state)
    {
        var member = state.Staff.Find(Member) ?? new(Member);
        return state with { Staff = state.Staff.With(member with { Assigned = member.Assigned.Add(Role), IsNeutral = IsNeutral }) };
    }
}

internal sealed record Unassigned(EventHead Head, string Member, Role Role) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "unassigned", "A member gives up a part in the case. What they did stays.",
        [Role.Advocate, Role.CaseOfficer, Role.DecisionMaker, Role.Administrator],
        m =>
        {
            var unassigned = new Unassigned(m.Head, m.Need("member", Names.Staff, "Who."), m.Code("role", "Which part.", Roles.Assigned));
            m.Code<UnassignedBecause>("because", "Why.");
            return unassigned;
        })
    {
        AfterClosure = true,
    };

    internal override string? Missing(CaseState state) =>
        state.Staff.Find(Member)?.Assigned.Contains(Role) == true ? null : $"{Member} is not assigned as {Code.Of(Role)}.";

    internal override CaseState Change(CaseState state)
    {
        var member = state.Staff[Member];
        return state with { Staff = state.Staff.With(member with { Assigned = member.Assigned.Remove(Role) }) };
    }
}
