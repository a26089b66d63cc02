using Chorus.App.Data;
using Chorus.Escrow;
using Chorus.Escrow.Circles;
using Chorus.Sealing;

namespace Chorus.App.Features.Circles;

/// <summary>An entry of a circle as it is posted and given (docs/formats/site-api.md).</summary>
/// <param name="Index">from 0.</param>
/// <param name="Author">the seat.</param>
/// <param name="Act">0 words or a pass, 1 a leave, 2 an end.</param>
/// <param name="Hour">such as 2026-11-23T21Z.</param>
/// <param name="Keys">by seat, ascending.</param>
/// <param name="Envelope">4,147 bytes.</param>
/// <param name="Signature">64 bytes.</param>
internal sealed record PostedEntry(uint Index, int Author, int Act, string Hour, IReadOnlyList<PostedSeatKey> Keys, byte[] Envelope, byte[] Signature)
{
    private const int RowLength = 1 + CircleSealed.KeyLength;

    /// <summary>The entry to be checked; null where it does not follow the format.</summary>
    public CircleEntry? Entry() =>
        Escrow.Hour.TryParse(Hour, out var hour) && hour >= DateTimeOffset.UnixEpoch && Keys.All(k => k is { Seat: >= 0 and <= CircleTurns.MostMembers, Key.Length: CircleSealed.KeyLength })
            ? new(Index, Author, (CircleAct)Act, CircleEntry.HourOf(hour), new([.. Keys.Select(k => new SealedSeatKey(k.Seat, k.Key))], Envelope))
            : null;

    /// <summary>The row of an entry that was checked.</summary>
    public CircleEntryRow Row(byte[] circle, string organisation, CircleEntry entry, byte[] chain) => new()
    {
        CircleId = circle, Index = Index, OrganisationId = organisation, Author = Author, Act = Act, Hour = entry.Hour,
        Keys = [.. Keys.SelectMany(k => (byte[])[(byte)k.Seat, .. k.Key])], Envelope = Envelope, Signature = Signature, Chain = chain,
    };

    public static PostedEntry Of(CircleEntryRow row) => new(
        row.Index, row.Author, row.Act, Escrow.Hour.Of(DateTimeOffset.UnixEpoch.AddHours(row.Hour)),
        [.. row.Keys.Chunk(RowLength).Select(k => new PostedSeatKey(k[0], k[1..]))], row.Envelope, row.Signature);
}

/// <param name="Seat">0 to 12.</param>
/// <param name="Key">80 bytes.</param>
internal sealed record PostedSeatKey(int Seat, byte[] Key);
