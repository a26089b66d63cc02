using Chorus.App.Features.Admission;
using Chorus.App.Tests.Deployment;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace Chorus.App.Tests.Features.Admission;

public sealed class TurnsTests : IDisposable
{
    private static readonly byte[] Answers = new byte[32];
    private static readonly byte[] OtherAnswers = [.. Enumerable.Repeat((byte)1, 32)];

    private readonly FakeTimeProvider _clock = new();
    private readonly TestDeployment _deployment;
    private readonly Gates _gates;
    private readonly Turns _turns;

    public TurnsTests()
    {
        _deployment = new TestDeployment(_clock);
        _gates = new Gates(
            new SiteOptions { DataFolder = "", Manifest = _deployment.Manifest, ManifestSignatures = _deployment.Signatures, StatementsUnderWay = 4 }, _clock);
        _turns = new Turns(_clock, _gates);
    }

    public void Dispose()
    {
        _turns.Dispose();
        _deployment.Dispose();
    }

    [Fact]
    public void The_wait_is_nothing_up_to_a_quarter_and_then_rises_from_10_to_60_seconds() =>
        Gen.Double[0, 1].Array[2].Sample(loads =>
        {
            Array.Sort(loads);
            Turns.WaitFor(loads[0]).ShouldBeLessThanOrEqualTo(Turns.WaitFor(loads[1]));
            (Turns.WaitFor(loads[0]) is 0 or (>= 10 and <= 60)).ShouldBeTrue();
            (Turns.WaitFor(loads[0]) == 0).ShouldBe(loads[0] <= 0.25);
        });

    [Fact]
    public void While_few_are_sending_nobody_waits()
    {
        using var pass = _turns.Take(Answers, null).Pass;
        pass.ShouldNotBeNull();
        _gates.Sealings.UnderWay.ShouldBe(1);
    }

    [Fact]
    public void In_a_crowd_a_turn_comes_after_the_wait_and_too_early_keeps_it()
    {
        Crowd();
        var first = Waits(_turns.Take(Answers, null));
        first.Seconds.ShouldBeInRange(10u, 90u);
        _clock.Advance(TimeSpan.FromSeconds(first.Seconds - 1));
        var early = Waits(_turns.Take(Answers, first.Ticket));
        (early.Seconds, early.Ticket).ShouldBe((1u, first.Ticket));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Goes(_turns.Take(Answers, first.Ticket));
        // Once, and not for others' answers either.
        Waits(_turns.Take(Answers, first.Ticket)).Ticket.ShouldNotBe(first.Ticket);
    }

    [Fact]
    public void A_ticket_is_good_for_its_answers_only()
    {
        Crowd();
        var first = Waits(_turns.Take(Answers, null));
        _clock.Advance(TimeSpan.FromMinutes(2));
        Waits(_turns.Take(OtherAnswers, first.Ticket)).Ticket.ShouldNotBe(first.Ticket);
        Goes(_turns.Take(Answers, first.Ticket));
    }

    [Fact]
    public void A_turn_can_be_taken_for_half_an_hour_and_then_there_is_a_new_one()
    {
        Crowd();
        var first = Waits(_turns.Take(Answers, null));
        var second = Waits(_turns.Take(OtherAnswers, null));
        _clock.Advance(TimeSpan.FromSeconds(first.Seconds + Turns.Lifetime));
        Goes(_turns.Take(Answers, first.Ticket));
        _clock.Advance(TimeSpan.FromMinutes(3));
        Waits(_turns.Take(OtherAnswers, second.Ticket)).Ticket.ShouldNotBe(second.Ticket);
    }

    [Fact]
    public void A_turn_that_has_come_and_finds_no_place_stays_one()
    {
        Crowd();
        var first = Waits(_turns.Take(Answers, null));
        _clock.Advance(TimeSpan.FromMinutes(2));
        var inside = new List<IDisposable>();
        while (_gates.Sealings.TryEnter(1) is { } pass)
        {
            inside.Add(pass);
        }
        var again = Waits(_turns.Take(Answers, first.Ticket));
        again.Ticket.ShouldBe(first.Ticket);
        again.Seconds.ShouldBeInRange(2u, 30u);
        inside[0].Dispose();
        Goes(_turns.Take(Answers, first.Ticket));
    }

    [Fact]
    public void Where_as_many_turns_were_taken_as_are_remembered_nobody_else_gets_in()
    {
        Crowd();
        using var turns = new Turns(_clock, _gates, mostSpent: 1);
        var (first, second) = (Waits(turns.Take(Answers, null)), Waits(turns.Take(OtherAnswers, null)));
        _clock.Advance(TimeSpan.FromMinutes(2));
        Goes(turns.Take(Answers, first.Ticket));
        Waits(turns.Take(OtherAnswers, second.Ticket));
        _gates.Sealings.UnderWay.ShouldBe(0);
    }

    private void Crowd()
    {
        for (var i = 0; i < 4; i++)
        {
            _gates.Statements.TryEnter(1).ShouldNotBeNull();
        }
        _clock.Advance(TimeSpan.FromMinutes(1));
    }

    private static Turn Waits(Turn turn)
    {
        turn.Pass.ShouldBeNull();
        turn.Ticket.ShouldNotBeNull();
        return turn;
    }

    private static void Goes(Turn turn)
    {
        turn.Pass.ShouldNotBeNull();
        turn.Pass.Dispose();
    }
}
