using Chorus.Mpc;
using Chorus.Mpc.Links;
using Shouldly;
using Xunit;

namespace Chorus.Tests.Mpc;

/// <summary>How three trustees come together, and what makes them part.</summary>
public sealed class SessionTests
{
    [Fact]
    public void All_three_name_the_run_alike_and_each_run_differently()
    {
        var first = RunIds();
        var second = RunIds();
        first.ShouldAllBe(id => id.SequenceEqual(first[0]) && id.Length == 16);
        second[0].ShouldNotBe(first[0]);

        static byte[][] RunIds() => ThreeParties.Run(seat =>
        {
            using var session = Session.Open(seat, new Meter(TimeProvider.System));
            return session.RunId;
        });
    }

    [Fact]
    public void A_step_is_begun_once()
    {
        Should.Throw<InvalidOperationException>(() => Trio.Run(1, session =>
        {
            session.Begin("shuffle").Dispose();
            session.Begin("shuffle").Dispose();
            return true;
        }));
    }

    [Fact]
    public void Different_steps_draw_different_randomness()
    {
        var drawn = Trio.Run(2, session =>
        {
            return new[] { "one", "two" }.Select(name =>
            {
                using var step = session.Begin(name);
                using var share = step.Rent(4);
                step.Random(share.Share);
                return share.Share.Own.ToArray();
            }).ToArray();
        });
        drawn.ShouldAllBe(own => !own[0].Intersect(own[1]).Any());
    }

    [Fact]
    public void Lists_that_agree_pass()
    {
        Trio.Run(3, session =>
        {
            session.Agree("agree", new byte[32]);
            return true;
        }).ShouldAllBe(passed => passed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_list_that_differs_ends_the_run_for_all(int odd)
    {
        var refused = new int[3];
        Trio.Run(4, session =>
        {
            var digest = new byte[32];
            digest[5] = session.Party == odd ? (byte)1 : (byte)0;
            var failure = Should.Throw<ProtocolException>(() => session.Agree("agree", digest));
            failure.Step.ShouldBe("agree");
            failure.Message.ShouldContain(session.Party == odd ? "both others" : $"trustee {odd}");
            refused[session.Party]++;
            return true;
        });
        refused.ShouldBe([1, 1, 1]);
    }

    [Fact]
    public void A_trustee_that_tells_its_neighbours_different_nonces_is_noticed()
    {
        Should.Throw<ProtocolException>(() => Trio.Run(
            5,
            session =>
            {
                session.Agree("agree", new byte[32]);
                return true;
            },
            _ => null,
            (from, to, link) => from == 1 && to == 2 ? new TappedLink(link, message => message[0] ^= 1) : link));
    }

    [Fact]
    public void A_trustee_that_goes_away_is_named_with_the_step()
    {
        var seen = new LinkException?[3];
        Should.Throw<InvalidOperationException>(() => Trio.Run<bool>(6, session =>
        {
            using var step = session.Begin("long walk");
            if (session.Party == 2)
            {
                throw new InvalidOperationException("gone");
            }

            try
            {
                using var share = step.Rent(1);
                step.Open(share.Share, 64, new ulong[1]);
            }
            catch (LinkException broken)
            {
                seen[session.Party] = broken;
                throw;
            }

            return true;
        }));
        seen[0].ShouldNotBeNull().Party.ShouldBe(2);
        seen[0]!.Step.ShouldBe("long walk");
        seen[1].ShouldNotBeNull();
    }

    [Fact]
    public void A_pairwise_key_of_another_length_is_refused()
    {
        Should.Throw<ArgumentException>(() => ThreeParties.Run(
            seat =>
            {
                using var session = Session.Open(seat, new Meter(TimeProvider.System));
                return true;
            },
            [new byte[31], new byte[32], new byte[32]],
            (_, _, link) => link));
    }
}
