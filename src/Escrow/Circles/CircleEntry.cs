using Chorus.Sealing;

namespace Chorus.Escrow.Circles;

/// <summary>An entry of a circle as its author signs it (docs/formats/circle.md).</summary>
/// <param name="Index">from 0.</param>
/// <param name="Author">the seat.</param>
/// <param name="Act">what it does.</param>
/// <param name="Hour">whole hours since 1970.</param>
/// <param name="Sealed">what it says.</param>
public sealed record CircleEntry(uint Index, int Author, CircleAct Act, uint Hour, CircleSealed Sealed)
{
    private const int SecondsInAnHour = 3600;
    private static readonly byte[] s_chain = Label.Of("chorus/v1/circle-chain");

    /// <summary>What stands before the first entry.</summary>
    public static byte[] Beginning => new byte[Digest.Length];

    /// <summary>Whether it is of this hour or the one before: it may have struck on the way.</summary>
    public bool IsOfNow(DateTimeOffset now) => HourOf(now) is var hour && Hour <= hour && Hour + 1 >= hour;

    /// <summary>The hour in which an instant lies.</summary>
    public static uint HourOf(DateTimeOffset instant) => (uint)(instant.ToUnixTimeSeconds() / SecondsInAnHour);

    /// <summary>The header of an entry, before it is sealed.</summary>
    /// <param name="place">the circle.</param>
    /// <param name="index">from 0.</param>
    /// <param name="previous">the chain so far, 32 bytes.</param>
    /// <param name="author">the seat.</param>
    /// <param name="act">what it does.</param>
    /// <param name="hour">whole hours since 1970.</param>
    public static byte[] Header(CirclePlace place, uint index, ReadOnlySpan<byte> previous, int author, CircleAct act, uint hour) => new ByteWriter()
        .Label("chorus/v1/circle-entry").Bytes(place.Deployment).Bytes(place.Circle).U32(index).Bytes(previous).U8(author).U8((int)act).U32(hour).ToArray();

    /// <summary>The header, after <paramref name="previous"/>.</summary>
    public byte[] HeaderAfter(CirclePlace place, ReadOnlySpan<byte> previous) => Header(place, Index, previous, Author, Act, Hour);

    /// <summary>The signed bytes, after <paramref name="previous"/>.</summary>
    public byte[] Signed(CirclePlace place, ReadOnlySpan<byte> previous)
    {
        var content = new ByteWriter().U8(Sealed.Keys.Count);
        foreach (var (seat, key) in Sealed.Keys)
        {
            content.U8(seat).Bytes(key);
        }

        return [.. HeaderAfter(place, previous), .. Digest.Sha256(content.Bytes(Sealed.Envelope).Written)];
    }

    /// <summary>Whether the signature is that of this key. False for members of a wrong length too.</summary>
    public bool Verify(CirclePlace place, ReadOnlySpan<byte> previous, ReadOnlySpan<byte> signingKey, ReadOnlySpan<byte> signature) =>
        previous.Length == Digest.Length && IsWellFormed && SigningKey.Verify(signingKey, Signed(place, previous), signature);

    /// <summary>What the next entry is bound to, 32 bytes.</summary>
    public byte[] Chain(CirclePlace place, ReadOnlySpan<byte> previous, ReadOnlySpan<byte> signature) =>
        Digest.Sha256([.. s_chain, .. Signed(place, previous), .. signature]);

    private bool IsWellFormed =>
        Author is >= 0 and <= CircleTurns.MostMembers
        && Enum.IsDefined(Act)
        && Sealed.Envelope.Length == CircleSealed.EnvelopeLength
        && Sealed.Keys.Count <= CircleTurns.MostMembers + 1
        && Sealed.Keys.All(k => k.Seat is >= 0 and <= CircleTurns.MostMembers && k.Key.Length == CircleSealed.KeyLength);
}
