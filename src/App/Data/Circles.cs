using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Data;

/// <summary>A circle of reporters with the one member who keeps it (docs/formats/circle.md).</summary>
[Comment("Circles that a member asked reporters about, or that have begun. Destroyed with all that is in them when they end.")]
internal sealed class CircleRow
{
    [Comment("Random 16 bytes, chosen by the member's browser.")]
    public required byte[] Id { get; init; }

    [Comment("The organisation to which the reports were released.")]
    public required string OrganisationId { get; init; }

    [Comment("The member who keeps it, and alone of the organisation can read it.")]
    public required string MemberId { get; init; }

    [Comment("The member's root of this circle under the member's passphrase, 82 bytes.")]
    public required byte[] Wrapped { get; init; }

    [Comment("The hour in which it was made.")]
    public required string Hour { get; init; }
}

/// <summary>A seat in a circle that has begun.</summary>
[Comment("Seats in circles: which key writes from each. Not whose they are. Destroyed with the circle.")]
internal sealed class CircleSeatRow
{
    [Comment("The circle.")]
    public required byte[] CircleId { get; init; }

    [Comment("0 is the member who keeps it, the others are numbered by chance.")]
    public required int Seat { get; init; }

    [Comment("The organisation to which the reports were released.")]
    public required string OrganisationId { get; init; }

    [Comment("The seat's look-up id, 16 bytes; null once who had it has left.")]
    public byte[]? Lookup { get; set; }

    [Comment("The seat's Ed25519 public key of this circle, 32 bytes.")]
    public required byte[] SigningKey { get; init; }

    public CircleRow? Circle { get; init; }
}

/// <summary>What was said in a circle.</summary>
[Comment("Entries of circles: ciphertext of one length. Destroyed with the circle.")]
internal sealed class CircleEntryRow
{
    [Comment("The circle.")]
    public required byte[] CircleId { get; init; }

    [Comment("From 0.")]
    public required uint Index { get; init; }

    [Comment("The organisation to which the reports were released.")]
    public required string OrganisationId { get; init; }

    [Comment("The seat that wrote it.")]
    public required int Author { get; init; }

    [Comment("0 words or a pass, 1 a leave, 2 that the seat asks for the end.")]
    public required int Act { get; init; }

    [Comment("The hour in which it was written, whole hours since 1970.")]
    public required uint Hour { get; init; }

    [Comment("The entry's key for each seat that was there: number and 80 bytes.")]
    public required byte[] Keys { get; init; }

    [Comment("What it says, sealed, 4,147 bytes.")]
    public required byte[] Envelope { get; init; }

    [Comment("The author's signature, 64 bytes.")]
    public required byte[] Signature { get; init; }

    [Comment("What the next one is bound to, 32 bytes.")]
    public required byte[] Chain { get; init; }

    public CircleRow? Circle { get; init; }
}
