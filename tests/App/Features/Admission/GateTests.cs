using Chorus.App.Features.Admission;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace Chorus.App.Tests.Features.Admission;

public sealed class GateTests
{
    private static readonly Gen<(bool Enters, int Bytes, int Seconds)[]> Visits =
        Gen.Select(Gen.Bool, Gen.Int[0, 600], Gen.Int[0, 20]).Array[0, 60];

    [Fact]
    public void Never_more_is_under_way_than_the_bounds_and_what_fits_is_let_in() => Visits.Sample(visits =>
    {
        var clock = new FakeTimeProvider();
        var gate = new Gate(5, 1000, clock);
        var inside = new Queue<(IDisposable Pass, int Bytes)>();
        foreach (var (enters, bytes, seconds) in visits)
        {
            clock.Advance(TimeSpan.FromSeconds(seconds));
            if (enters)
            {
                var fits = inside.Count < 5 && inside.Sum(i => i.Bytes) + bytes <= 1000;
                var pass = gate.TryEnter(bytes);
                (pass is not null).ShouldBe(fits);
                if (pass is not null)
                {
                    inside.Enqueue((pass, bytes));
                }
            }
            else if (inside.TryDequeue(out var first))
            {
                first.Pass.Dispose();
                // Leaving twice frees nobody else's place.
                first.Pass.Dispose();
            }
            gate.Load.ShouldBeInRange(0, 1);
            gate.RetryAfterSeconds.ShouldBeInRange(2, 30);
        }
    });

    [Fact]
    public void The_load_rises_while_the_gate_is_full_and_is_forgotten_afterwards()
    {
        var clock = new FakeTimeProvider();
        var gate = new Gate(2, 1000, clock);
        var passes = new[] { gate.TryEnter(1)!, gate.TryEnter(1)! };
        gate.Load.ShouldBe(0);
        gate.RetryAfterSeconds.ShouldBe(2);

        clock.Advance(TimeSpan.FromSeconds(10));
        gate.Load.ShouldBe(1 - Math.Exp(-1), 1e-9);
        clock.Advance(TimeSpan.FromMinutes(2));
        gate.Load.ShouldBe(1, 1e-4);
        gate.RetryAfterSeconds.ShouldBe(30);

        Array.ForEach(passes, p => p.Dispose());
        clock.Advance(TimeSpan.FromMinutes(2));
        gate.Load.ShouldBe(0, 1e-4);
    }

    [Fact]
    public void A_few_large_bodies_are_as_much_load_as_many_small_ones()
    {
        var clock = new FakeTimeProvider();
        var gate = new Gate(100, 1000, clock);
        using var large = gate.TryEnter(1000);
        clock.Advance(TimeSpan.FromHours(1));
        gate.Load.ShouldBe(1, 1e-9);
        gate.TryEnter(1).ShouldBeNull();
    }
}
