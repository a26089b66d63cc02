using System.Numerics;
using System.Runtime.InteropServices;
using Chorus.Mpc.Shuffling;
using Chorus.Mpc.Verifying;
using Chorus.Sealing;

namespace Chorus.Mpc;

/// <summary>
/// One step of a run: everything that sends, opens or draws randomness goes through here. AND and Open are the only
/// two ways by which a value leaves a trustee in a circuit, so verification needs no other place.
/// </summary>
public sealed class Step : IDisposable
{
    private const int PieceWords = 1 << 17;
    private const int StreamWords = 2048;

    /// <summary>Words of ANDs, 64 million gates in 48 MB, after which they are verified before more follow. A batch that is under way may go past it.</summary>
    public const int LongTranscript = 1 << 20;

    private readonly Session _session;
    private readonly int _longTranscript;
    private readonly SessionStreams _streams;
    private readonly Wire _wire;
    private readonly IDisposable _phase;
    private readonly AesStream _zeroNext;
    private readonly AesStream _zeroPrevious;
    private readonly AesStream _randomNext;
    private readonly AesStream _randomPrevious;
    private AndProof? _proof;
    private readonly ulong[] _sumOwn = new ulong[StreamWords];
    private readonly ulong[] _sumNext = new ulong[StreamWords];

    internal Step(Session session, SessionStreams streams, string name, int longTranscript)
    {
        (_session, _streams, Name, _longTranscript) = (session, streams, name, longTranscript);
        _wire = new Wire(session.Seat, session.Meter);
        _phase = session.Meter.Phase(name);
        _zeroNext = streams.WithNext(name, "zero");
        _zeroPrevious = streams.WithPrevious(name, "zero");
        _randomNext = streams.WithNext(name, "random");
        _randomPrevious = streams.WithPrevious(name, "random");
    }

    /// <summary>The step's name, unique in its session.</summary>
    public string Name { get; }

    /// <summary>This trustee's index, 0..2.</summary>
    public int Party => _session.Party;

    internal int NextParty => _session.Seat.NextParty;

    internal int PreviousParty => _session.Seat.PreviousParty;

    internal Wire Wire => _wire;

    internal Meter Meter => _session.Meter;

    /// <summary>A zeroed share of <paramref name="words"/> words.</summary>
    public ShareBuffer Rent(int words) => new(_session.Pool, words);

    /// <summary>
    /// <paramref name="product"/> = <paramref name="x"/> &amp; <paramref name="y"/>, bit by bit, in one round; one
    /// bit sent per gate. The product may be one of the operands. Araki, Furukawa, Lindell, Nof and Ohara,
    /// "High-Throughput Semi-Honest Secure Three-Party Computation" (CCS 2016), section 2.2: what is sent is masked
    /// by this trustee's part of a sharing of zero, which no single other trustee can make, so it is uniform.
    /// </summary>
    public void And(Share x, Share y, Share product)
    {
        var words = product.Length;
        if (words == 0)
        {
            return;
        }

        for (var start = 0; start < words; start += PieceWords)
        {
            var count = Math.Min(PieceWords, words - start);
            SendAnd(x.Slice(start, count), y.Slice(start, count), product.Own.Slice(start, count));
        }

        ReceiveAnd(product.Next);
        _session.Meter.Round();
    }

    /// <summary>
    /// The first half of an AND, so that others can be on their way meanwhile: computes this trustee's component of the
    /// product and sends it. <see cref="ReceiveAnd"/> follows in the same order. The product may lie where an operand does.
    /// </summary>
    internal void SendAnd(Share x, Share y, Span<ulong> productOwn) => SendAnd(x, y, default, productOwn);

    /// <summary>The same for <paramref name="x"/> &amp; (<paramref name="y"/> ^ <paramref name="added"/>); nothing is added if that is empty.</summary>
    internal void SendAnd(Share x, Share y, Share added, Span<ulong> productOwn)
    {
        VerifyLongTranscript();
        for (var start = 0; start < productOwn.Length;)
        {
            var next = MemoryMarshal.Cast<byte, ulong>(_zeroNext.Next(sizeof(ulong) * Math.Min(StreamWords, productOwn.Length - start)));
            var count = next.Length;
            // Both streams mask the same words, always, so both give as many.
            var previous = MemoryMarshal.Cast<byte, ulong>(_zeroPrevious.Next(sizeof(ulong) * count))[..count];
            var left = x.Slice(start, count);
            var right = y.Slice(start, count);
            if (added.Length > 0)
            {
                var sum = new Share(_sumOwn.AsSpan(0, count), _sumNext.AsSpan(0, count));
                Share.Xor(right, added.Slice(start, count), sum);
                right = sum;
            }

            _session.Transcript?.Sent(left, right, next, previous);
            MultiplyBlock(left, right, next, previous, productOwn.Slice(start, count));
            start += count;
        }

        _wire.ToPrevious(Name, productOwn);
        _session.Meter.Gates((long)productOwn.Length * 64);
    }

    /// <summary>The second half of an AND: the next trustee's component of the product.</summary>
    internal void ReceiveAnd(Span<ulong> productNext)
    {
        _wire.FromNext(Name, productNext);
        _session.Transcript?.Received(productNext);
    }

    /// <summary>
    /// Verifies every AND since the last time, in a verified session. Nothing is opened before that, and no other step begins, so
    /// that a lie is named in the step in which it was told.
    /// </summary>
    /// <exception cref="ProtocolException">A trustee deviated.</exception>
    public void Verify()
    {
        if (_session.Transcript is { Words: > 0 } transcript)
        {
            (_proof ??= new AndProof(this, _session.Factors)).Verify(transcript);
        }
    }

    /// <summary>A uniformly random value that no single trustee knows, without a message.</summary>
    public void Random(Share target)
    {
        _randomPrevious.Fill(MemoryMarshal.AsBytes(target.Own));
        _randomNext.Fill(MemoryMarshal.AsBytes(target.Next));
    }

    /// <summary>XORs a value that all three know into a share: into component 0, which trustees 0 and 2 hold.</summary>
    public void XorPublic(Share target, ulong word)
    {
        var component = Party switch { 0 => target.Own, 2 => target.Next, _ => [] };
        for (var i = 0; i < component.Length; i++)
        {
            component[i] ^= word;
        }
    }

    /// <summary>Complements every bit, those past the end of a packed vector included.</summary>
    public void Not(Share target) => XorPublic(target, ulong.MaxValue);

    /// <summary>
    /// Opens <paramref name="bits"/> bits of <paramref name="x"/> to all three. The missing component comes from
    /// both others, who both hold it, and the copies are compared. That alone does not stop a trustee that
    /// deviates: it could have sent wrong bits in an AND before. So all ANDs are verified first.
    /// </summary>
    /// <exception cref="ProtocolException">The copies differ.</exception>
    public void Open(Share x, long bits, Span<ulong> opened)
    {
        var words = PackedBits.Words(bits);
        if (words == 0)
        {
            return;
        }

        Verify();
        Exchange(x, bits, opened[..words]);
        _session.Log?.Opened(Name, opened[..words], bits);
    }

    private void Exchange(Share x, long bits, Span<ulong> target)
    {
        var words = target.Length;
        using var sent = Rent(words);
        using var received = Rent(words);
        x.Slice(0, words).CopyTo(sent.Share);
        // Bits past the end are whatever a circuit left there: they stay here.
        PackedBits.ClearFrom(sent.Share, bits);
        _wire.ToPrevious(Name, sent.Share.Next);
        _wire.ToNext(Name, sent.Share.Own);
        _wire.FromNext(Name, received.Share.Next);
        _wire.FromPrevious(Name, received.Share.Own);
        _session.Meter.Round();
        if (!received.Share.Own.SequenceEqual(received.Share.Next))
        {
            throw new ProtocolException(Name, "the two copies of an opened value differ.");
        }

        sent.Share.Own.CopyTo(target);
        Share.Xor(target, sent.Share.Next);
        Share.Xor(target, received.Share.Own);
        // The neighbours' bits past the end are cut as well, so that what counts as opened is the same at all three.
        PackedBits.ClearFrom(target, bits);
    }

    /// <summary>Whether the session verifies what trustees do.</summary>
    internal bool IsVerified => _session.Mode == VerificationMode.Verified;

    /// <summary>
    /// From values whose sum over the three trustees is shared, in <paramref name="target"/>.Own, to a share of that sum: masked by shares of
    /// zero and sent to the previous trustee. A trustee that deviates adds something that it knows.
    /// </summary>
    /// <param name="target">The share.</param>
    /// <param name="unread">A trustee that will not read its Next component, so that nobody sends it.</param>
    internal void Reshare(Share target, int? unread = null)
    {
        var mask = new ulong[target.Length];
        foreach (var stream in (AesStream[])[_zeroNext, _zeroPrevious])
        {
            stream.Fill(MemoryMarshal.AsBytes(mask.AsSpan()));
            Share.Xor(target.Own, mask);
        }

        if (PreviousParty != unread)
        {
            _wire.ToPrevious(Name, target.Own);
        }

        if (Party != unread)
        {
            _wire.FromNext(Name, target.Next);
        }

        _session.Meter.Round();
    }

    /// <summary>16 random bytes that all three learn only now, and none of them chose.</summary>
    internal byte[] PublicCoin()
    {
        using var coin = Rent(2);
        Random(coin.Share);
        var opened = new ulong[2];
        OpenUniform(coin.Share, opened);
        return MemoryMarshal.AsBytes(opened.AsSpan()).ToArray();
    }

    /// <summary>
    /// Opens values that are uniformly random or fixed whatever the inputs are, as verification does; so they do not count as opened for the log.
    /// </summary>
    internal void OpenUniform(Share x, Span<ulong> opened) => Exchange(x, 64L * x.Length, opened);

    internal AesStream StreamWith(Pair pair, string use) => pair == Pair.Next ? StreamWithNext(use) : StreamWithPrevious(use);

    internal AesStream StreamWithNext(string use) => _streams.WithNext(Name, use);

    internal AesStream StreamWithPrevious(string use) => _streams.WithPrevious(Name, use);

    /// <summary>Erases the step's keys and ends its phase in the meter.</summary>
    public void Dispose()
    {
        _proof?.Dispose();
        _zeroNext.Dispose();
        _zeroPrevious.Dispose();
        _randomNext.Dispose();
        _randomPrevious.Dispose();
        _phase.Dispose();
    }

    // Bounds the memory of a transcript. All three are here at the same gate, and no product is on its way.
    private void VerifyLongTranscript()
    {
        if (_session.Transcript is { Complete: true } transcript && transcript.Words >= _longTranscript)
        {
            Verify();
        }
    }

    // z_i = x_i y_i ^ x_i y_(i+1) ^ x_(i+1) y_i ^ zero_i
    private static void MultiplyBlock(Share x, Share y, ReadOnlySpan<ulong> next, ReadOnlySpan<ulong> previous, Span<ulong> product)
    {
        var lanes = Vector<ulong>.Count;
        var whole = product.Length - (product.Length % lanes);
        for (var i = 0; i < whole; i += lanes)
        {
            var xOwn = new Vector<ulong>(x.Own.Slice(i, lanes));
            var yOwn = new Vector<ulong>(y.Own.Slice(i, lanes));
            var z = (xOwn & (yOwn ^ new Vector<ulong>(y.Next.Slice(i, lanes))))
                ^ (new Vector<ulong>(x.Next.Slice(i, lanes)) & yOwn)
                ^ new Vector<ulong>(next.Slice(i, lanes)) ^ new Vector<ulong>(previous.Slice(i, lanes));
            z.CopyTo(product.Slice(i, lanes));
        }

        for (var i = whole; i < product.Length; i++)
        {
            product[i] = (x.Own[i] & (y.Own[i] ^ y.Next[i])) ^ (x.Next[i] & y.Own[i]) ^ next[i] ^ previous[i];
        }
    }
}
