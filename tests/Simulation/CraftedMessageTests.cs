using Chorus.Escrow.Matching;
using Chorus.Mpc.Links;
using Chorus.Sealing;
using Chorus.Trustee.Running;
using Chorus.Trustee.Storing;

namespace Chorus.Simulation.Tests;

/// <summary>Bytes that no honest trustee sends: each is refused by what reads it, with no other exception and no memory set aside.</summary>
public sealed class CraftedMessageTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 23, 21, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 63)]
    [InlineData((1UL << 63) - 1)]
    [InlineData(253_402_300_800)]
    public void A_time_that_no_clock_shows_is_refused(ulong seconds)
    {
        Should.Throw<MalformedException>(() => RunProposal.Decode(new ByteWriter().U8(1).U64(seconds).U8(0).Written));
        Should.Throw<MalformedException>(() =>
        {
            var reader = new ByteReader(new ByteWriter().U8(1).U8(1).U64(seconds).Bytes(new byte[64]).Written);
            RunConsent.Decode(ref reader);
        });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(255)]
    public void A_proposal_for_something_unknown_is_refused(int kind) =>
        Should.Throw<MalformedException>(() => RunProposal.Decode(new ByteWriter().U8(kind).U64(60).U8(0).Written));

    [Fact]
    public void A_state_of_an_epoch_that_cannot_be_is_refused()
    {
        ReadOnlySpan<byte> list = new byte[32];
        var good = new ByteWriter().U32(2).U8(1).Bytes(list).ToArray();
        StoredEpoch.Decode(good).Encode().ShouldBe(good);

        Should.Throw<MalformedException>(() => StoredEpoch.Decode(good.AsSpan(..^1)));
        Should.Throw<MalformedException>(() => StoredEpoch.Decode(new ByteWriter().U32(0).U8(0).Bytes(new byte[32]).Written));
        Should.Throw<MalformedException>(() => StoredEpoch.Decode(new ByteWriter().U32(2).U8(3).Bytes(new byte[32]).Written));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(253_402_300_799)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void A_time_far_away_is_not_near(long seconds)
    {
        new RunSchedule(1).Fits(seconds, s_now).ShouldBeFalse();
        new RunConsent(RunKind.Match, 1, seconds, new byte[64]).Holds(new byte[16], new byte[32], s_now).ShouldBeFalse();
        new RunSchedule(60).Fits(s_now.ToUnixTimeSeconds(), s_now.AddSeconds(-30)).ShouldBeTrue();
    }

    [Fact]
    public void A_list_out_of_order_or_without_versions_is_refused()
    {
        var handle = new byte[16];
        ReadOnlySpan<byte> hash = new byte[32];
        var good = new ByteWriter().Bytes(handle).U8(2).U32(1).Bytes(hash).U32(1).U32(0).U32(2).Bytes(hash).U32(0).U32(3).ToArray();
        ReportList.Decode(good).Encode().ShouldBe(good);

        Refused([.. good, .. good]);
        Refused(good[..^1]);
        Refused([.. handle, 0]);
        Refused([.. handle, 255]);
        Refused(new ByteWriter().Bytes(handle).U8(2).U32(2).Bytes(hash).U32(0).U32(0).U32(2).Bytes(hash).U32(0).U32(0).ToArray());
    }

    [Theory]
    [InlineData(uint.MaxValue, "too long")]
    [InlineData((uint)int.MaxValue, "too long")]
    [InlineData((uint)MatchRun.MostReports * 91, "closed")]
    public void An_announced_length_beyond_the_bound_ends_the_run_and_one_within_takes_memory_only_as_bytes_come(uint announced, string reason)
    {
        var announcing = new ScriptedLink(new ByteWriter().U32(announced).ToArray());
        var links = new RunLinks(0, announcing, new ScriptedLink(new ByteWriter().U32(0).ToArray()));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Should.Throw<RunAbortedException>(() => links.ExchangeList("list", [], MatchRun.MostReports * 91)).Message.ShouldContain(reason);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(16 << 20);
    }

    private static void Refused(byte[] list) => Should.Throw<MalformedException>(() => ReportList.Decode(list));

    /// <summary>A neighbour that sends these messages and then closes the link.</summary>
    private sealed class ScriptedLink(params byte[][] messages) : ILink
    {
        private readonly Queue<byte[]> _messages = new(messages);

        public void Send(ReadOnlySpan<byte> message)
        {
            // What it is sent does not matter to it.
        }

        public void Receive(Span<byte> message)
        {
            if (!_messages.TryDequeue(out var next))
            {
                throw new LinkException("The other side closed the connection.");
            }

            next.CopyTo(message);
        }
    }
}
