using Chorus.Mpc.Links;

namespace Chorus.Simulation.Tests.World;

/// <summary>A link that calls out before every message that its trustee sends.</summary>
internal sealed class CountingLink(ILink inner, Action beforeSend) : ILink
{
    public void Send(ReadOnlySpan<byte> message)
    {
        beforeSend();
        inner.Send(message);
    }

    public void Receive(Span<byte> message) => inner.Receive(message);
}
