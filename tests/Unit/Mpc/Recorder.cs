using Chorus.Mpc;
using Chorus.Mpc.Links;

namespace Chorus.Tests.Mpc;

/// <summary>Keeps what one trustee opens.</summary>
internal sealed class OpeningRecorder : IOpeningLog
{
    public List<Opening> Openings { get; } = [];

    public void Opened(string step, ReadOnlySpan<ulong> words, long bits) => Openings.Add(new Opening(step, words.ToArray(), bits));
}

internal sealed record Opening(string Step, ulong[] Words, long Bits)
{
    public long Ones => Words.Sum(word => (long)System.Numerics.BitOperations.PopCount(word));
}

/// <summary>Keeps what is sent over one end of a link, and may change it on the way.</summary>
internal sealed class TappedLink(ILink inner, Action<byte[]> sent) : ILink
{
    public void Send(ReadOnlySpan<byte> message)
    {
        var copy = message.ToArray();
        sent(copy);
        inner.Send(copy);
    }

    public void Receive(Span<byte> message) => inner.Receive(message);
}
