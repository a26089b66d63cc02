using Chorus.Cases.Codes;
using Chorus.Cases.Events;
using Chorus.Cases.State;

namespace Chorus.Cases.Laws;

internal sealed class ConflictLaw : Law
{
    public override string Id => "conflict";

    public override string Sentence =>
        "Whoever is named in a case, reports to somebody named or is close to them cannot act in it. Everyone says so of each person named before being assigned and before acting on. One person's word that a member is in conflict keeps that member out until another has decided it, and one member at a time; a conflict that is found takes them off, a third reviews what they did, and only two others lift it again.";

    internal override bool ComesFirst => true;

    internal override string? Forbids(Act act)
    {
        if (act.Actor.IsStaff && Barred(act) is { } barred)
        {
            return barred;
        }

        return act.Event switch
        {
            Assigned assigned => ForbidsAssigning(act, assigned),
            ConflictRaised raised when raised.Member == act.Actor.Pseudonym => "Nobody raises a conflict of their own; declare it (conflicts-declared).",
            ConflictDecided decided when decided.Member == act.Actor.Pseudonym => "Nobody decides on their own conflict; another has to. To declare one, use conflicts-declared.",
            ConflictDecided decided when !WordsOf(act.State, decided).Any(id => act.State.ById[id].Head.Actor.Pseudonym != act.Actor.Pseudonym) =>
                $"Nobody else has said anything of a conflict of {decided.Member} with {decided.Towards} that waits for a decision; one raises or doubts it (conflict-raised, conflict-doubted), and another decides.",
            ConflictDecided or ConflictDoubted when Undeclared(act.State, act.Actor.Pseudonym) is { } undeclared => undeclared,
            ActReviewed reviewed when act.State.Reviews.Find(reviewed.Act)?.Member == act.Actor.Pseudonym => "Nobody reviews their own act; another has to.",
            ActReviewed reviewed when act.State.Reviews.Find(reviewed.Act) is { } review && act.State.Log.OfType<ConflictDecided>().Any(d => d.Member == review.Member && d.Head.Actor.Pseudonym == act.Actor.Pseudonym) =>
                $"{act.Actor.Pseudonym} decided that {review.Member} is in conflict; a third has to review what they did.",
            CaseClosed when act.State.Reviews.FirstOrDefault(r => r.Outcome is null) is { } waiting => $"{waiting.Id} was done by {waiting.Member}, who was in conflict, and nobody has reviewed it yet.",
            CaseClosed when act.State.RaisedConflicts.FirstOrDefault() is { } raised => $"{raised.Id} says that {raised.Member} is in conflict, and nobody has decided that yet.",
            _ => null,
        };
    }

    private static string? Barred(Act act)
    {
        var member = act.State.Staff.Find(act.Actor.Pseudonym);
        if (act.Event is ConflictsDeclared declared)
        {
            return member?.Declared.FirstOrDefault(d => d.Value != Conflict.None && declared.About.Any(a => a.Party == d.Key && a.Conflict == Conflict.None)) is { Key: not null } taken
                ? $"{member.Id} declared a conflict with {taken.Key}; a conflict is not declared away."
                : null;
        }

        if (member?.Conflicted is { } conflict)
        {
            return $"{member.Id} is in conflict with {conflict.Party} ({Code.Of(conflict.Conflict)}) and cannot act in this case; another has to.";
        }

        if (act.State.WithheldBy(act.Actor.Pseudonym) is { } word)
        {
            return $"{act.Actor.Pseudonym} is said to be in conflict ({word.Id}) and cannot act in this case before another has decided that.";
        }

        return !Roles.Assigned.Contains(act.Actor.Role) || act.Event.Head.Kind.BeforeAssignment ? null : Undeclared(act.State, act.Actor.Pseudonym);
    }

    private static string? ForbidsAssigning(Act act, Assigned assigned) =>
        assigned.Member == act.Actor.Pseudonym ? "Nobody assigns themselves; another has to."
        : act.State.Staff.Find(assigned.Member)?.Conflicted is { } conflict ? $"{assigned.Member} is in conflict with {conflict.Party} ({Code.Of(conflict.Conflict)}) and cannot be assigned; choose another."
        : act.State.WithheldBy(assigned.Member) is { } word ? $"{assigned.Member} is said to be in conflict ({word.Id}), and nobody has decided that yet; choose another."
        : Undeclared(act.State, assigned.Member);

    private static IEnumerable<string> WordsOf(CaseState state, ConflictDecided decided) =>
        decided.Raised(state).Select(r => r.Id).Concat(decided.Doubted(state).Select(d => d.Id));

    private static string? Undeclared(CaseState state, string member) =>
        state.Named.FirstOrDefault(p => state.Staff.Find(member)?.Declared.ContainsKey(p.Id) != true) is { } party
            ? $"{member} has not declared whether there is a conflict with {party.Id}; that comes first (conflicts-declared)."
            : null;
}
