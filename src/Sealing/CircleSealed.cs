namespace Chorus.Sealing;

/// <summary>An entry's key for one seat of a circle.</summary>
/// <param name="Seat">0 to 12.</param>
/// <param name="Key">80 bytes.</param>
public sealed record SealedSeatKey(int Seat, byte[] Key);

/// <summary>What an entry of a circle says, sealed to each seat that is there (docs/formats/circle.md).</summary>
/// <param name="Keys">by seat, ascending.</param>
/// <param name="Envelope">of one length for all entries, so that words and a pass are alike.</param>
public sealed record CircleSealed(IReadOnlyList<SealedSeatKey> Keys, byte[] Envelope)
{
    /// <summary>Bytes of an entry's key, sealed to a seat.</summary>
    public const int KeyLength = Hpke.Overhead + 32;

    /// <summary>Bytes of every envelope.</summary>
    public const int EnvelopeLength = 35 + 4096 + 16;

    /// <summary>The most bytes that an entry can say.</summary>
    public const int MostSaid = 4096 - 4;

    private static readonly byte[] s_key = Label.Of("chorus/v1/circle-key");

    /// <summary>Seals to these seats.</summary>
    /// <param name="place">the circle.</param>
    /// <param name="header">the entry's, which binds what is sealed to its place.</param>
    /// <param name="seats">number and box key, ascending.</param>
    /// <param name="said">at most <see cref="MostSaid"/> bytes.</param>
    /// <exception cref="ArgumentException">more than fits.</exception>
    public static CircleSealed Seal(CirclePlace place, ReadOnlySpan<byte> header, IReadOnlyList<(int Seat, byte[] Box)> seats, ReadOnlySpan<byte> said) =>
        Seal(place, header, seats, said, SecureRandom.Fill);

    internal static CircleSealed Seal(CirclePlace place, ReadOnlySpan<byte> header, IReadOnlyList<(int Seat, byte[] Box)> seats, ReadOnlySpan<byte> said, RandomFill random)
    {
        if (said.Length > MostSaid)
        {
            throw new ArgumentException("this does not fit into one entry", nameof(said));
        }

        var hash = Digest.Sha256(header);
        var key = new byte[32];
        random(key);
        var envelope = Sealing.Envelope.Seal(key, EnvelopeContext.Circle(place.Deployment, place.Circle, hash), said);
        SealedSeatKey[] keys = [.. seats.Select(s => new SealedSeatKey(s.Seat, Hpke.Seal(s.Box, Info(hash, s.Seat), [], key, random)))];
        Digest.Erase(key);
        return new(keys, envelope);
    }

    /// <summary>Opens what was sealed to a seat.</summary>
    /// <exception cref="SealingException">it does not open for this seat.</exception>
    public byte[] Open(CirclePlace place, ReadOnlySpan<byte> header, int seat, BoxKey box)
    {
        var own = Keys.FirstOrDefault(k => k.Seat == seat) ?? throw new SealingException(SealingFault.WrongKey, "the entry is not sealed to this seat");
        var hash = Digest.Sha256(header);
        var key = Hpke.Open(box, Info(hash, seat), [], own.Key);
        try
        {
            return Sealing.Envelope.Open(key, EnvelopeContext.Circle(place.Deployment, place.Circle, hash), Envelope);
        }
        finally
        {
            Digest.Erase(key);
        }
    }

    private static byte[] Info(byte[] headerHash, int seat) => [.. s_key, .. headerHash, checked((byte)seat)];
}
