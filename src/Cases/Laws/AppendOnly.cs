using Chorus.Cases.Codes;
using Chorus.Cases.Deadlines;
using Chorus.Cases.Events;

namespace Chorus.Cases.Laws;

internal sealed class AppendOnly : Law
{
    public override string Id => "append-only";

    public override string Sentence =>
        "Events are only ever added: each once, in the order of time, and none is changed or taken away. A correction is an event; what retention or a court destroys is sealed content, while the event and its hash stay.";

    internal override bool ComesFirst => true;

    internal override string? Forbids(Act act)
    {
        var (state, head) = (act.State, act.Event.Head);
        if (state.Opening is null != act.Event is CaseOpened)
        {
            return state.Opening is null ? "The first event of a case is case-opened." : "The case is open already; case-opened stands once, at the beginning.";
        }

        if (state.ById.ContainsKey(head.Id))
        {
            return $"{head.Id} is the id of another event; take one that is not used.";
        }

        if (state.LastTime is { } last && head.Time < last)
        {
            return $"It happened before the event before it ({last.InWords()}). What is recorded late gets the time at which it is recorded.";
        }

        if (head.Sealed.FirstOrDefault(s => state.Destroyed.Contains(s.Id) || (state.SealedContent.TryGetValue(s.Id, out var hash) && hash != s.Hash)) is { } reference)
        {
            return state.Destroyed.Contains(reference.Id)
                ? "It refers to sealed content that was destroyed."
                : "It gives another hash for sealed content that the case has already: what is sealed never changes; seal what is new under a new id.";
        }

        if (state.IsClosed && !head.Kind.AfterClosure)
        {
            return $"The case is closed and takes no {head.Kind}; reopen it first.";
        }

        return act.Event is ContentDestroyed { Ground: DestructionGround.Retention } && !state.IsClosed
            ? "Only a court can have content of an open case destroyed; retention waits until it is closed."
            : null;
    }
}
