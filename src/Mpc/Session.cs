using System.Buffers;
using Chorus.Mpc.Links;
using Chorus.Mpc.Verifying;
using Chorus.Sealing;

namespace Chorus.Mpc;

/// <summary>
/// One run as one trustee sees it: its seat, the nonces of all three, and the keystreams made from them. Serves one
/// thread. Steps are begun by name, each name once, and every keystream belongs to one step: key = HKDF(pairwise
/// key, the three nonces, step and use). Since every trustee draws a new nonce for every session, no keystream is
/// ever used twice, aborted runs included, whatever the other two send.
/// </summary>
public sealed class Session : IDisposable
{
    /// <summary>Bytes of each trustee's nonce.</summary>
    public const int NonceBytes = 32;

    private const string OpeningStep = "open";
    private const int LargestPooledArray = 1 << 27;
    private const int ArraysPerSize = 16;

    private static readonly byte[] RunLabel = Label.Of("chorus/v1/mpc-run");

    private readonly HashSet<string> _steps = new(StringComparer.Ordinal);
    private readonly SessionStreams _streams;

    private Session(Seat seat, byte[] nonces, Meter meter, IOpeningLog? log, VerificationMode mode)
    {
        Mode = mode;
        Transcript = mode == VerificationMode.Verified ? new Transcript() : null;
        Seat = seat;
        Nonces = nonces;
        Meter = meter;
        Log = log;
        Pool = ArrayPool<ulong>.Create(LargestPooledArray, ArraysPerSize);
        RunId = Digest.Sha256(RunLabel, nonces)[..16];
        _streams = new SessionStreams(seat, nonces, meter);
    }

    /// <summary>This trustee's index, 0..2.</summary>
    public int Party => Seat.Party;

    /// <summary>16 bytes that name the run: a hash of the three nonces, so none of them chooses it alone.</summary>
    public byte[] RunId { get; }

    /// <summary>What this trustee sent and computed so far.</summary>
    public Meter Meter { get; }

    /// <summary>What the session does against a trustee that deviates.</summary>
    public VerificationMode Mode { get; }

    /// <summary>The ANDs that are not verified yet; null in an unverified session.</summary>
    internal Transcript? Transcript { get; }

    internal ProofFactors Factors { get; } = new();

    internal Seat Seat { get; }

    internal byte[] Nonces { get; }

    internal IOpeningLog? Log { get; }

    internal ArrayPool<ulong> Pool { get; }

    /// <summary>Exchanges fresh nonces with both neighbours.</summary>
    /// <exception cref="LinkException">A link failed.</exception>
    public static Session Open(Seat seat, Meter meter, IOpeningLog? log = null, VerificationMode mode = VerificationMode.Verified) =>
        Open(seat, meter, log, SecureRandom.Bytes(NonceBytes), mode);

    internal static Session Open(
        Seat seat, Meter meter, IOpeningLog? log, ReadOnlySpan<byte> nonce, VerificationMode mode = VerificationMode.Verified)
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("Trustees exchange words in little-endian order; this machine is big-endian.");
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)seat.Party, 2u, nameof(seat));
        var nonces = new byte[3 * NonceBytes];
        nonce.CopyTo(Place(nonces, seat.Party));
        var wire = new Wire(seat, meter);
        wire.ToNext(OpeningStep, nonce);
        wire.ToPrevious(OpeningStep, nonce);
        wire.FromNext(OpeningStep, Place(nonces, seat.NextParty));
        wire.FromPrevious(OpeningStep, Place(nonces, seat.PreviousParty));
        meter.Round();
        return new Session(seat, nonces, meter, log, mode);
    }

    /// <summary>Begins a step. Its name is part of its keys, so each name is used once in a session.</summary>
    /// <param name="name">The name.</param>
    /// <param name="longTranscript">
    /// After how many words of ANDs, 64 gates each, they are verified, the same at all three: few need little memory, which a short step would have to
    /// fetch from the system first, and many need fewer rounds.
    /// </param>
    /// <exception cref="InvalidOperationException">The name was used before, or the last step left ANDs that are not verified.</exception>
    public Step Begin(string name, int longTranscript = Step.LongTranscript)
    {
        if (Transcript is { Words: > 0 })
        {
            throw new InvalidOperationException($"Before the step {name} begins, the ANDs of the last one have to be verified.");
        }

        if (!_steps.Add(name))
        {
            throw new InvalidOperationException($"The step {name} was begun before; a second one would use its keystreams again.");
        }

        return new Step(this, _streams, name, longTranscript);
    }

    /// <summary>Compares 32 bytes that must be the same at all three, and with them the nonces and the mode.</summary>
    /// <exception cref="ProtocolException">They differ.</exception>
    public void Agree(string step, ReadOnlySpan<byte> digest)
    {
        // The nonces are part of what is compared: a trustee that gave its two neighbours different ones is
        // noticed here, before anything is computed.
        var mine = Digest.Sha256(digest, Nonces, [(byte)Mode]);
        Span<byte> theirs = stackalloc byte[Digest.Length];
        var wire = new Wire(Seat, Meter);
        wire.ToNext(step, mine);
        wire.ToPrevious(step, mine);
        wire.FromNext(step, theirs);
        var nextAgrees = theirs.SequenceEqual(mine);
        wire.FromPrevious(step, theirs);
        var previousAgrees = theirs.SequenceEqual(mine);
        Meter.Round();
        if (!nextAgrees || !previousAgrees)
        {
            var who = nextAgrees ? $"trustee {Seat.PreviousParty}" : previousAgrees ? $"trustee {Seat.NextParty}" : "both others";
            throw new ProtocolException(step, $"this trustee's list differs from that of {who}.");
        }
    }

    /// <summary>Erases the keys and what was not verified.</summary>
    public void Dispose()
    {
        _streams.Dispose();
        Transcript?.Clear();
        Factors.Clear();
    }

    private static Span<byte> Place(byte[] nonces, int party) => nonces.AsSpan(party * NonceBytes, NonceBytes);
}
