using Chorus.Escrow.Circles;
using CsCheck;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Escrow.Circles;

public sealed class CircleTurnsTests
{
    private const long Start = 499_000;

    /// <summary>Tries of any kind by anybody, with some hours before each.</summary>
    private static readonly Gen<(int Members, List<(int Author, CircleAct Act, int Wait)> Tries)> s_story = Gen.Select(
        Gen.Int[2, 6],
        Gen.Select(Gen.Int[0, 6], Gen.Frequency((12, Gen.Const(CircleAct.Word)), (1, Gen.Const(CircleAct.Leave)), (1, Gen.Const(CircleAct.End))), Gen.OneOf(Gen.Const(0), Gen.Int[0, 30], Gen.Int[160, 400])).List[0, 60]);

    [Fact]
    public void Each_has_a_turn_in_the_order_of_seats_and_the_advocate_the_last()
    {
        var turns = CircleTurns.Begin(3, Start);
        foreach (var seat in (int[])[1, 2, 3, 0, 1])
        {
            turns.TurnAt(Start).Seat.ShouldBe(seat);
            turns.After(seat == 2 ? 3 : 2, CircleAct.Word, Start).ShouldBeNull();
            turns = turns.After(seat, CircleAct.Word, Start)!;
        }
    }

    [Fact]
    public void A_turn_waits_seven_days_and_passes_on()
    {
        var turns = CircleTurns.Begin(2, Start);
        turns.TurnAt(Start + CircleTurns.TurnHours - 1).ShouldBe((1, Start));
        turns.TurnAt(Start + CircleTurns.TurnHours).ShouldBe((2, Start + CircleTurns.TurnHours));
        turns.TurnAt(Start + (3 * CircleTurns.TurnHours)).ShouldBe((1, Start + (3 * CircleTurns.TurnHours)));
        turns.After(1, CircleAct.Word, Start + CircleTurns.TurnHours).ShouldBeNull();
    }

    [Fact]
    public void It_ends_when_two_members_ask_for_it_or_fewer_than_two_are_left()
    {
        var turns = CircleTurns.Begin(3, Start);
        turns.After(CircleTurns.Advocate, CircleAct.End, Start).ShouldBeNull();
        turns.After(CircleTurns.Advocate, CircleAct.Leave, Start).ShouldBeNull();
        var one = turns.After(2, CircleAct.End, Start)!;
        one.IsOver.ShouldBeFalse();
        one.After(2, CircleAct.End, Start).ShouldBeNull();
        one.After(3, CircleAct.End, Start)!.IsOver.ShouldBeTrue();
        // Who left has no say any more.
        var left = one.After(2, CircleAct.Leave, Start)!;
        left.Ends.ShouldBeEmpty();
        left.IsOver.ShouldBeFalse();
        var over = left.After(1, CircleAct.Leave, Start)!;
        over.IsOver.ShouldBeTrue();
        over.After(3, CircleAct.Word, Start).ShouldBeNull();
    }

    [Fact]
    public void A_leave_is_taken_from_anybody_at_any_time_and_somebody_has_the_turn_after_it()
    {
        s_story.Sample(story =>
        {
            foreach (var (turns, hour) in Walk(story).Select(s => (s.After, s.Hour)).Where(s => !s.After.IsOver))
            {
                foreach (var member in turns.Order.Where(seat => seat != CircleTurns.Advocate))
                {
                    var after = turns.After(member, CircleAct.Leave, hour)!;
                    after.Order.ShouldBe(turns.Order.Where(seat => seat != member));
                    after.Order.ShouldContain(after.TurnAt(hour).Seat);
                    var before = turns.TurnAt(hour);
                    if (before.Seat != member)
                    {
                        after.TurnAt(hour).ShouldBe(before);
                    }
                }
            }
        }, iter: 500);
    }

    [Fact]
    public void Nobody_speaks_twice_before_each_who_was_there_all_the_while_spoke_or_let_a_turn_pass()
    {
        s_story.Sample(story =>
        {
            var steps = Walk(story);
            var spoke = new Dictionary<int, int>();
            for (var i = 0; i < steps.Count; i++)
            {
                if (steps[i].Act != CircleAct.Word)
                {
                    continue;
                }

                if (spoke.TryGetValue(steps[i].Author, out var last))
                {
                    foreach (var other in steps[i].After.Order.Where(seat => seat != steps[i].Author))
                    {
                        var between = steps[(last + 1)..i];
                        (between.Any(s => s.Author == other && s.Act == CircleAct.Word) || HadAWholeTurn(other, steps[last..(i + 1)])).ShouldBeTrue($"{other} had no turn");
                    }
                }

                spoke[steps[i].Author] = i;
            }
        }, iter: 1000);
    }

    [Fact]
    public void What_is_refused_changes_nothing_and_hours_do_not_fall()
    {
        var turns = CircleTurns.Begin(2, Start).After(1, CircleAct.Word, Start + 5)!;
        turns.After(2, CircleAct.Word, Start + 4).ShouldBeNull();
        turns.After(7, CircleAct.Word, Start + 5).ShouldBeNull();
        turns.After(2, (CircleAct)9, Start + 5).ShouldBeNull();
        turns.TurnAt(Start + 5).ShouldBe((2, Start + 5));
    }

    [Fact]
    public void When_it_is_full_words_are_refused_and_leaves_are_not()
    {
        var turns = CircleTurns.Begin(2, Start);
        for (var i = 0; i < CircleTurns.MostEntries; i++)
        {
            turns = turns.After(turns.TurnAt(Start).Seat, CircleAct.Word, Start)!;
        }

        turns.HasRoom.ShouldBeFalse();
        turns.After(turns.TurnAt(Start).Seat, CircleAct.Word, Start).ShouldBeNull();
        turns.After(1, CircleAct.Leave, Start).ShouldNotBeNull();
    }

    private sealed record Step(int Author, CircleAct Act, long Hour, CircleTurns Before, CircleTurns After);

    private static List<Step> Walk((int Members, List<(int Author, CircleAct Act, int Wait)> Tries) story)
    {
        var (turns, hour) = (CircleTurns.Begin(story.Members, Start), Start);
        var steps = new List<Step>();
        foreach (var (author, act, wait) in story.Tries)
        {
            hour += wait;
            // Most of what is tried is the turn's, so that stories get long.
            var by = act == CircleAct.Word && author < 5 ? turns.TurnAt(hour).Seat : author;
            if (turns.After(by, act, hour) is { } after)
            {
                steps.Add(new(by, act, hour, turns, after));
                turns = after;
            }
        }

        return steps;
    }

    // Its turn came and waited its hours between two entries, without anybody else's.
    private static bool HadAWholeTurn(int seat, List<Step> steps) => steps.Zip(steps.Skip(1)).Any(pair =>
    {
        var (from, to) = (pair.First.Hour, pair.Second.Hour);
        for (var hour = from; hour + CircleTurns.TurnHours <= to + CircleTurns.TurnHours && hour <= to; hour++)
        {
            var (holder, since) = pair.First.After.TurnAt(hour);
            if (holder == seat && since + CircleTurns.TurnHours <= to)
            {
                return true;
            }
        }

        return false;
    });
}
