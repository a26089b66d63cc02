using Chorus.Cases.Events;
using Chorus.Cases.State;

namespace Chorus.Cases.Tests.Driving;

/// <summary>What was tried in a case, and what became of it.</summary>
/// <param name="Before">the case before.</param>
/// <param name="Line">the event as it was written.</param>
/// <param name="Event">the event.</param>
/// <param name="Outcome">accepted or refused.</param>
internal sealed record Tried(CaseState Before, string Line, CaseEvent Event, Outcome Outcome)
{
    internal bool IsAccepted => Outcome is Accepted;
}

/// <summary>A case that is driven on by numbers: most move it towards its closure, the others try whatever comes, hostile things too.</summary>
internal sealed class CaseDriver
{
    private static readonly DateTimeOffset s_begin = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    private static readonly int[] s_waits = [0, 0, 0, 1, 24, 24 * 6, 24 * 12, 24 * 45];
    private int _number;

    internal CaseDriver(string process, IEnumerable<uint> numbers)
    {
        Process = process;
        foreach (var number in numbers)
        {
            Go(new(number));
        }
    }

    internal Rulebook Rules { get; } = Rulebook.BuiltIn;

    internal string Process { get; }

    internal CaseState State { get; private set; } = CaseState.Empty;

    internal DateTimeOffset Now { get; private set; } = s_begin;

    /// <summary>Everything that was tried, in order. Steps towards closure that were refused on the way are left out.</summary>
    internal List<Tried> All { get; } = [];

    internal IEnumerable<Tried> Accepted => All.Where(t => t.IsAccepted);

    /// <summary>An event that would be next, judged without being added.</summary>
    internal Outcome Ask(Proposal proposal, DateTimeOffset at) => Rules.Apply(State, Read(Written.Line(proposal, $"e{_number + 1}", at)));

    private void Go(Choices choices)
    {
        Now += TimeSpan.FromHours(s_waits[choices.Next(s_waits.Length)]);
        if (choices.Next(10) < 7)
        {
            if (!Progress.Towards(this).Any(Accepts))
            {
                Now += TimeSpan.FromDays(6);
            }
        }
        else
        {
            // Now and then under an id that is taken, or as if it had been earlier.
            Record(Hostile.Something(this, choices), choices.Once(15) ? Math.Max(1, _number) : _number + 1, choices.Once(15) ? Now.AddDays(-40) : Now);
        }
    }

    private bool Accepts(Proposal proposal)
    {
        var before = All.Count;
        Record(proposal);
        if (All[^1].IsAccepted)
        {
            return true;
        }

        All.RemoveAt(before);
        return false;
    }

    private void Record(Proposal proposal) => Record(proposal, _number + 1, Now);

    private void Record(Proposal proposal, int number, DateTimeOffset time)
    {
        var line = Written.Line(proposal, $"e{number}", time);
        var read = Read(line);
        var outcome = Rules.Apply(State, read);
        All.Add(new(State, line, read, outcome));
        if (outcome is Accepted accepted)
        {
            State = accepted.State;
            _number++;
        }
    }

    private static CaseEvent Read(string line)
    {
        var read = EventReader.Read(line);
        return read.Event ?? throw new InvalidOperationException($"{read.Fault} {line}");
    }

    /// <summary>A number that was not used, for what the next event brings into the case.</summary>
    internal int Fresh => _number + 1;
}
