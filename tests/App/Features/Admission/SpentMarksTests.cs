using Chorus.App.Features.Admission;
using CsCheck;

namespace Chorus.App.Tests.Features.Admission;

public sealed class SpentMarksTests
{
    private const uint Lifetime = 10;
    private const int Most = 6;

    // Seconds that pass, and until how much later the mark is good.
    private static readonly Gen<(uint Passes, int Mark, uint Good)[]> Uses =
        Gen.Select(Gen.UInt[0, 7], Gen.Int[0, 9], Gen.UInt[0, Lifetime]).Array[0, 80];

    [Fact]
    public void No_mark_is_taken_twice_while_it_is_good_and_never_more_are_kept_than_the_bound() => Uses.Sample(uses =>
    {
        var marks = new SpentMarks(Lifetime, Most);
        var good = new Dictionary<(UInt128 Mark, uint Until), bool>();
        var now = 0u;
        foreach (var (passes, mark, lasts) in uses)
        {
            now += passes;
            var key = ((UInt128)(uint)mark, now + lasts);
            switch (marks.Spend(key.Item1, key.Item2, now))
            {
                case Spending.Done:
                    good.ContainsKey(key).ShouldBeFalse();
                    good[key] = true;
                    break;
                case Spending.Full:
                    marks.Count.ShouldBe(Most);
                    break;
            }
            marks.Count.ShouldBeInRange(good.Count(g => g.Key.Until >= now), Most);
        }
    });

    [Fact]
    public void When_their_time_has_passed_there_is_place_again()
    {
        var marks = new SpentMarks(Lifetime, 2);
        marks.Spend(1, 5, 0).ShouldBe(Spending.Done);
        marks.Spend(2, 10, 0).ShouldBe(Spending.Done);
        marks.Spend(1, 5, 1).ShouldBe(Spending.Before);
        marks.Spend(3, 11, 1).ShouldBe(Spending.Full);
        marks.Spend(3, 20, 10).ShouldBe(Spending.Done);
        marks.Spend(2, 10, 10).ShouldBe(Spending.Before);
        marks.Count.ShouldBe(2);
        marks.Spend(4, 40, 30).ShouldBe(Spending.Done);
        marks.Count.ShouldBe(1);
    }
}
