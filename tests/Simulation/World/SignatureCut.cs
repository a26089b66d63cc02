using Chorus.Mpc.Links;

namespace Chorus.Simulation.Tests.World;

/// <summary>
/// Cuts one trustee's links between its two signatures of the release list, once both others have sent theirs: then the trustee after it has all that it needs to
/// complete the run, it itself has failed, and the third waits in vain.
/// </summary>
internal sealed class SignatureCut(int party) : IDisposable
{
    private const int SignatureLength = 64;

    private readonly byte[][] _last = new byte[3][];
    private readonly CountdownEvent _othersSigned = new(2);

    /// <summary>To be called before every message of every trustee.</summary>
    internal void BeforeSend(int trustee, int sent, ReadOnlySpan<byte> message, Action<int> cut)
    {
        // The signature of the release list is the one message of this length that goes to both, one after the other.
        var second = message.Length == SignatureLength && _last[trustee] is { } before && message.SequenceEqual(before);
        _last[trustee] = message.ToArray();
        if (!second)
        {
            return;
        }

        if (trustee == party)
        {
            _othersSigned.Wait(TestContext.Current.CancellationToken);
            throw new LinkException("The link was cut.");
        }

        _othersSigned.Signal();
    }

    public void Dispose() => _othersSigned.Dispose();
}
