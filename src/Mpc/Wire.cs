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

    public void ToNext(string step, ReadOnlySpan<byte> data) => Send(seat.Next, seat.NextParty, step, data);

    public void ToPrevious(string step, ReadOnlySpan<byte> data) => Send(seat.Previous, seat.PreviousParty, step, data);

    public void FromNext(string step, Span<byte> data) => Receive(seat.Next, seat.NextParty, step, data);

    public void FromPrevious(string step, Span<byte> data) => Receive(seat.Previous, seat.PreviousParty, step, data);

    public void ToNext(string step, ReadOnlySpan<ulong> data) => ToNext(step, MemoryMarshal.AsBytes(data));

    public void ToPrevious(string step, ReadOnlySpan<ulong> data) => ToPrevious(step, MemoryMarshal.AsBytes(data));

    public void FromNext(string step, Span<ulong> data) => FromNext(step, MemoryMarshal.AsBytes(data));

    public void FromPrevious(string step, Span<ulong> data) => FromPrevious(step, MemoryMarshal.AsBytes(data));

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
