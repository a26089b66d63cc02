using System.Buffers.Binary;
using Chorus.Mpc.Links;
using Chorus.Sealing;

namespace Chorus.Trustee.Running;

/// <summary>A trustee's two links during a run, and the exchanges of public lists that go over them outside of the computation.</summary>
/// <param name="party">This trustee, 0 to 2.</param>
/// <param name="next">The link to trustee party + 1 (mod 3).</param>
/// <param name="previous">The link to trustee party + 2 (mod 3).</param>
public sealed class RunLinks(int party, ILink next, ILink previous)
{
    private const int Piece = 1 << 20;

    internal int Party => party;

    internal int NextParty => (party + 1) % 3;

    internal int PreviousParty => (party + 2) % 3;

    internal ILink Next => next;

    internal ILink Previous => previous;

    /// <summary>Sends the same bytes to both and takes as many from each.</summary>
    internal (byte[] Next, byte[] Previous) Exchange(string step, ReadOnlySpan<byte> message) => Exchange(step, message, message);

    /// <summary>Sends to each what is its own and takes as many bytes from each.</summary>
    internal (byte[] Next, byte[] Previous) Exchange(string step, ReadOnlySpan<byte> toNext, ReadOnlySpan<byte> toPrevious)
    {
        Send(step, NextParty, next, toNext);
        Send(step, PreviousParty, previous, toPrevious);
        return (Receive(step, NextParty, next, toNext.Length), Receive(step, PreviousParty, previous, toPrevious.Length));
    }

    /// <summary>As <see cref="Exchange(string, ReadOnlySpan{byte})"/> for lists that differ in length: the length goes first.</summary>
    internal (byte[] Next, byte[] Previous) ExchangeList(string step, ReadOnlySpan<byte> list, int longest)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(length, (uint)list.Length);
        var lengths = Exchange(step, length);
        Send(step, NextParty, next, list);
        Send(step, PreviousParty, previous, list);
        return (
            Receive(step, NextParty, next, Length(step, NextParty, lengths.Next, longest)),
            Receive(step, PreviousParty, previous, Length(step, PreviousParty, lengths.Previous, longest)));
    }

    /// <summary>Sends to one of the two others.</summary>
    internal void SendTo(string step, int trustee, ReadOnlySpan<byte> message) => Send(step, trustee, trustee == NextParty ? next : previous, message);

    /// <summary>Takes so many bytes from one of the two others.</summary>
    internal byte[] ReceiveFrom(string step, int trustee, int length) => Receive(step, trustee, trustee == NextParty ? next : previous, length);

    private static int Length(string step, int other, byte[] bytes, int longest)
    {
        var length = new ByteReader(bytes).U32();
        return length <= (uint)longest ? (int)length : throw new RunAbortedException(step, other, "it announced a list that is too long");
    }

    private static void Send(string step, int other, ILink link, ReadOnlySpan<byte> message)
    {
        try
        {
            for (; !message.IsEmpty; message = message[Math.Min(Piece, message.Length)..])
            {
                link.Send(message[..Math.Min(Piece, message.Length)]);
            }
        }
        catch (LinkException e)
        {
            throw new RunAbortedException(step, other, e.Reason, e);
        }
    }

    private static byte[] Receive(string step, int other, ILink link, int length)
    {
        // Grown as it comes, so that an announced length alone takes no memory.
        var received = new MemoryStream();
        var piece = new byte[Math.Min(Piece, length)];
        try
        {
            while (received.Length < length)
            {
                var part = piece.AsSpan(0, (int)Math.Min(Piece, length - received.Length));
                link.Receive(part);
                received.Write(part);
            }
        }
        catch (LinkException e)
        {
            throw new RunAbortedException(step, other, e.Reason, e);
        }

        return received.ToArray();
    }
}
