using Chorus.Sealing;
using Chorus.Trustee.Running;
using Chorus.Trustee.Storing;

namespace Chorus.Trustee.Refreshing;

/// <summary>
/// Brings the three to the same epoch of parts, at the end of a refresh and at the beginning of everything else that they
/// do together, whatever was interrupted (docs/formats/trustee-api.md, "Epochs of the parts"). What it may destroy is
/// safe whoever lies: old parts only when both others said, over their authenticated links, that they use the new ones,
/// which none goes back from; new parts only by a trustee that never said so.
/// </summary>
internal static class EpochSettlement
{
    private const string Step = "epochs of the parts";

    private const byte InUse = 1;

    private enum Outcome
    {
        Same,
        Complete,
        Discard,
    }

    /// <exception cref="RunAbortedException">where the three cannot be brought together; nothing was destroyed.</exception>
    /// <param name="newcomer">a trustee whose own state does not count, since the two others are about to hand it theirs.</param>
    internal static void Run(RunLinks links, PartEpochs epochs, int? newcomer = null)
    {
        var own = epochs.Current;
        var (next, previous) = links.Exchange(Step, own.Encode());
        var states = new StoredEpoch[3];
        states[links.Party] = own;
        states[links.NextParty] = Decode(links.NextParty, next);
        states[links.PreviousParty] = Decode(links.PreviousParty, previous);
        RequireSameView(links, states);
        switch (Decide([.. states.Where((_, trustee) => trustee != newcomer)]))
        {
            case var outcome when links.Party == newcomer:
                Newcomer(links, epochs, own.Phase, outcome);
                break;
            case Outcome.Discard when own.Phase == EpochPhase.Prepared:
                epochs.Discard();
                break;
            case Outcome.Complete:
                Complete(links, epochs, own.Phase);
                break;
            default:
                epochs.DiscardLeftovers();
                break;
        }
    }

    private static void Complete(RunLinks links, PartEpochs epochs, EpochPhase phase)
    {
        if (phase == EpochPhase.Prepared)
        {
            epochs.Switch();
        }

        // Sent only once the new parts are in use, on disk: whoever has both others' word may destroy the old ones.
        ExchangeInUse(links);
        if (phase != EpochPhase.Stable)
        {
            epochs.DestroyOld();
        }
    }

    /// <summary>Whatever a newcomer has is compared report by report with what it is handed; it only must not have two sets.</summary>
    private static void Newcomer(RunLinks links, PartEpochs epochs, EpochPhase phase, Outcome outcome)
    {
        if (outcome == Outcome.Complete)
        {
            ExchangeInUse(links);
        }

        if (phase == EpochPhase.Switched)
        {
            epochs.DestroyOld();
        }
        else
        {
            epochs.Discard();
        }
    }

    private static void ExchangeInUse(RunLinks links)
    {
        var (next, previous) = links.Exchange(Step, [InUse]);
        foreach (var (other, word) in new[] { (links.NextParty, next), (links.PreviousParty, previous) })
        {
            if (word[0] != InUse)
            {
                throw new RunAbortedException(Step, other, "it does not say that it uses its new parts; the old ones are kept until it does");
            }
        }
    }

    /// <summary>Whether all three heard the same, so that no trustee decides on what only it was told.</summary>
    private static void RequireSameView(RunLinks links, StoredEpoch[] states)
    {
        var view = new ByteWriter().Label("chorus/v1/epochs");
        foreach (var state in states)
        {
            view.Bytes(state.Encode());
        }

        var hash = Digest.Sha256(view.Written);
        var (next, previous) = links.Exchange(Step, hash);
        foreach (var (other, theirs) in new[] { (links.NextParty, next), (links.PreviousParty, previous) })
        {
            if (!theirs.AsSpan().SequenceEqual(hash))
            {
                throw new RunAbortedException(Step, other, "it heard something else of the three epochs than this trustee; one of the three told the others different things");
            }
        }
    }

    private static Outcome Decide(StoredEpoch[] states)
    {
        var newest = states.Max(state => state.Number);
        var there = states.Where(state => state.Number == newest).ToList();
        if (there.Count == states.Length)
        {
            return there.All(state => state.List.AsSpan().SequenceEqual(there[0].List))
                ? there.All(state => state.Phase == EpochPhase.Stable) ? Outcome.Same : Outcome.Complete
                : throw new RunAbortedException(Step, null, "the three made new parts of different lists of reports; nothing was destroyed");
        }

        // Someone has no new parts: they can be given up as long as nobody uses them and the old ones are there.
        return there.All(state => state.Phase == EpochPhase.Prepared)
            && states.All(state => state.Number == newest || (state.Number == newest - 1 && state.Phase == EpochPhase.Stable))
            ? Outcome.Discard
            : throw new RunAbortedException(Step, null, $"the trustees say that their parts are of the epochs {string.Join(", ", states.Select(state => state.Number))}: one of them lost its newest parts, as with a restored backup, and has to be replaced, or says what is not so; nothing was destroyed");
    }

    private static StoredEpoch Decode(int other, byte[] state)
    {
        try
        {
            return StoredEpoch.Decode(state);
        }
        catch (MalformedException e)
        {
            throw new RunAbortedException(Step, other, e.Message, e);
        }
    }
}
