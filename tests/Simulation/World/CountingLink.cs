using Chorus.Mpc.Links;

namespace Chorus.Simulation.Tests.World;

/// <summary>Called before every message that a trustee sends in a run, on the trustee's own thread.</summary>
/// <param name="trustee">who sends.</param>
/// <param name="sent">how many messages it sent before.</param>
/// <param name="message">the message.</param>
/// <param name="cut">cuts the links of a trustee.</param>
internal delegate void BeforeSend(int trustee, int sent, ReadOnlySpan<byte> message, Action<int> cut);

/// <summary>A link that calls out before every message that its trustee sends.</summary>
internal sealed class CountingLink(ILink inner, CountingLink.Call beforeSend) : ILink
{
    internal delegate void Call(ReadOnlySpan<byte> message);

    public void Send(ReadOnlySpan<byte> message)
    {
        beforeSend(message);
        inner.Send(message);
    }

    public void Receive(Span<byte> message) => inner.Receive(message);
}
