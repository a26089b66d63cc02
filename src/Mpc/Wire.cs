using System.Runtime.InteropServices;
using Chorus.Mpc.Links;

namespace Chorus.Mpc;

/// <summary>
/// A seat's two links, counted, with long data cut into messages that every link carries, and with the step and
/// the neighbour named when a link fails.
/// </summary>
internal readonly struct Wire(Seat seat, Meter meter)
{
    private const int PieceBytes = 1 << 20;

    private static ReadOnlySpan<byte> BarrierWord => "received"u8;

    public void ToNext(string step, ReadOnlySpan<byte> data) => Send(seat.Next, seat.NextParty, step, data);

    public void ToPrevious(string step, ReadOnlySpan<byte> data) => Send(seat.Previous, seat.PreviousParty, step, data);

    public void FromNext(string step, Span<byte> data) => Receive(seat.Next, seat.NextParty, step, data);

    public void FromPrevious(string step, Span<byte> data) => Receive(seat.Previous, seat.PreviousParty, step, data);

    public void ToNext(string step, ReadOnlySpan<ulong> data) => ToNext(step, MemoryMarshal.AsBytes(data));

    public void ToPrevious(string step, ReadOnlySpan<ulong> data) => ToPrevious(step, MemoryMarshal.AsBytes(data));

    public void FromNext(string step, Span<ulong> data) => FromNext(step, MemoryMarshal.AsBytes(data));

    public void FromPrevious(string step, Span<ulong> data) => FromPrevious(step, MemoryMarshal.AsBytes(data));

    /// <summary>Waits until both others have got as far as this: a word to each, a word from each.</summary>
    public void Barrier(string step)
    {
        ToNext(step, BarrierWord);
        ToPrevious(step, BarrierWord);
        PassBarrier(seat.Next, seat.NextParty, step);
        PassBarrier(seat.Previous, seat.PreviousParty, step);
    }

    /// <summary>Half a barrier: this trustee goes on once the next one has got as far; the previous one may once this one has.</summary>
    public void BarrierBehindNext(string step)
    {
        ToPrevious(step, BarrierWord);
        PassBarrier(seat.Next, seat.NextParty, step);
    }

    private static void PassBarrier(ILink link, int party, string step)
    {
        Span<byte> word = stackalloc byte[BarrierWord.Length];
        Receive(link, party, step, word);
        if (!word.SequenceEqual(BarrierWord))
        {
            throw new ProtocolException(step, $"trustee {party} sent something else where it should only have said that it is ready.");
        }
    }

    private void Send(ILink link, int party, string step, ReadOnlySpan<byte> data)
    {
        try
        {
            while (!data.IsEmpty)
            {
                var piece = data[..Math.Min(PieceBytes, data.Length)];
                link.Send(piece);
                meter.Sent(piece.Length);
                data = data[piece.Length..];
            }
        }
        catch (LinkException broken)
        {
            throw broken.At(step, party);
        }
    }

    private static void Receive(ILink link, int party, string step, Span<byte> data)
    {
        try
        {
            while (!data.IsEmpty)
            {
                var piece = data[..Math.Min(PieceBytes, data.Length)];
                link.Receive(piece);
                data = data[piece.Length..];
            }
        }
        catch (LinkException broken)
        {
            throw broken.At(step, party);
        }
    }
}
