using System.Globalization;
using Chorus.Mpc.Links;

namespace Chorus.Trustee.Running;

/// <summary>
/// A link whose neighbour may not keep silent: when a message that is due takes longer than <see cref="LongestSilence"/>
/// by the given clock, the connection is broken off and the run ends. Otherwise one silent trustee would hold the two
/// others in a run, and with that keep out all later ones.
/// </summary>
/// <param name="inner">the link.</param>
/// <param name="time">the clock.</param>
/// <param name="breakOff">closes the connection, from another thread than the one that waits.</param>
internal sealed class WatchedLink(ILink inner, TimeProvider time, Action breakOff) : ILink
{
    /// <summary>Long enough for a neighbour that reads millions of reports from its disk, or computes on them, before it sends.</summary>
    internal static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(5);

    private volatile bool _silent;

    public void Send(ReadOnlySpan<byte> message) => inner.Send(message);

    /// <exception cref="LinkException">also where the neighbour was silent for too long.</exception>
    public void Receive(Span<byte> message)
    {
        using var watch = time.CreateTimer(_ => BreakOff(), null, LongestSilence, Timeout.InfiniteTimeSpan);
        try
        {
            inner.Receive(message);
        }
        catch (LinkException e) when (_silent)
        {
            throw new LinkException(string.Create(CultureInfo.InvariantCulture, $"It was silent for {LongestSilence.TotalMinutes} minutes."), e);
        }
    }

    private void BreakOff()
    {
        _silent = true;
        breakOff();
    }
}
