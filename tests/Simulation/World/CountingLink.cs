using Chorus.Mpc.Links;

namespace Chorus.Simulation.Tests.World;

/// <summary>Called before every message that a trustee sends in a run, on the trustee's own thread.</summary>
/// <param name="trustee">who sends.</param>
/// <param name="sent">how many messages it sent before.</param>
/// <param name="message">the message.</param>
/// <param name="cut">cuts the links of a trustee.</param>
internal delegate void BeforeSend(int trustee, int sent, ReadOnlySpan<byte> message, Action<int> cut);

/// <summary>Changes a message on its way out, in place.</summary>
/// <param name="trustee">who sends.</param>
/// <param name="sent">how many messages it sent before.</param>
/// <param name="message">a copy that is sent instead.</param>
internal delegate void Alteration(int trustee, int sent, Span<byte> message);

/// <summary>How many bytes of a message arrive: all of them, or fewer where it is cut short.</summary>
/// <param name="trustee">who sends.</param>
/// <param name="sent">how many messages it sent before.</param>
/// <param name="length">of the message.</param>
internal delegate int MessageLength(int trustee, int sent, int length);

/// <summary>A link that calls out before every message that its trustee sends, and may send another one in its place.</summary>
internal sealed class CountingLink(ILink inner, CountingLink.Call beforeSend, CountingLink.Change? change, Func<int, int>? length) : ILink
{
    internal delegate void Call(ReadOnlySpan<byte> message);

    internal delegate void Change(Span<byte> message);

    public void Send(ReadOnlySpan<byte> message)
    {
        beforeSend(message);
        message = message[..(length?.Invoke(message.Length) ?? message.Length)];
        if (change is null)
        {
            inner.Send(message);
            return;
        }

        var changed = message.ToArray();
        change(changed);
        inner.Send(changed);
    }

    public void Receive(Span<byte> message) => inner.Receive(message);
}
