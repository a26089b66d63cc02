using Chorus.Sealing;

namespace Chorus.Mpc;

/// <summary>
/// The keystreams of one session. Component i of every share is held by trustees i-1 and i, so randomness for it
/// comes from the key of that pair: "previous" is this trustee's pair for its own component, "next" for the other.
/// </summary>
internal sealed class SessionStreams : IDisposable
{
    // AES-128 gives the 128-bit security that the rest of the protocol aims at, and is the faster one.
    private const int StreamKeyBytes = 16;

    private static readonly byte[] StreamLabel = Label.Of("chorus/v1/mpc-stream");

    private readonly SecretBytes _withNext;
    private readonly SecretBytes _withPrevious;
    private readonly byte[] _nonces;
    private readonly Seat _seat;
    private readonly Meter _meter;

    public SessionStreams(Seat seat, byte[] nonces, Meter meter)
    {
        if (seat.KeyWithNext.Length != Seat.KeyBytes || seat.KeyWithPrevious.Length != Seat.KeyBytes)
        {
            throw new ArgumentException($"A pairwise key has {Seat.KeyBytes} bytes.", nameof(seat));
        }

        _withNext = new SecretBytes(seat.KeyWithNext.Span);
        _withPrevious = new SecretBytes(seat.KeyWithPrevious.Span);
        _nonces = nonces;
        _seat = seat;
        _meter = meter;
    }

    /// <summary>The stream that the next trustee can make as well, for one use in one step.</summary>
    public AesStream WithNext(string step, string use) => Derive(_withNext, component: _seat.NextParty, step, use);

    /// <summary>The stream that the previous trustee can make as well, for one use in one step.</summary>
    public AesStream WithPrevious(string step, string use) => Derive(_withPrevious, component: _seat.Party, step, use);

    public void Dispose()
    {
        _withNext.Dispose();
        _withPrevious.Dispose();
    }

    private AesStream Derive(SecretBytes key, int component, string step, string use)
    {
        // Step and use go in with their lengths, so no two pairs of names make the same info. The component keeps the
        // two streams of a trustee apart even where somebody configured the same key for both neighbours: equal ones
        // would cancel, and an AND would go out unmasked.
        byte[] info = [.. StreamLabel, .. _nonces, (byte)component, .. Label.Of("chorus/v1/step/" + step), .. Label.Of("chorus/v1/use/" + use)];
        Span<byte> streamKey = stackalloc byte[StreamKeyBytes];
        Hkdf.Derive(key.Span, info, streamKey);
        var stream = new AesStream(streamKey, _meter.Drew);
        Digest.Erase(streamKey);
        return stream;
    }
}
