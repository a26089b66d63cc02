using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Members;

/// <summary>A key for the next epoch that a member's browser made and that is not in force yet (docs/formats/organisation-key.md).</summary>
[Comment("Keys for an organisation's next epoch, made by a member's browser and not in force: the one that the trustees sign will be.")]
internal sealed class KeyChange
{
    [Comment("Order of arrival: the newest of an organisation is the one that is proposed to the trustees.")]
    public long Sequence { get; init; }

    [Comment("The organisation.")]
    public required string OrganisationId { get; init; }

    [Comment("Who made it, and alone can open it.")]
    public required string MemberId { get; init; }

    [Comment("The epoch that it is for: each key that is made has its own, above the newest in force.")]
    public required uint Epoch { get; init; }

    [Comment("X25519 public key, 32 bytes.")]
    public required byte[] RecipientKey { get; init; }

    [Comment("Ed25519 public key, 32 bytes.")]
    public required byte[] SigningKey { get; init; }

    [Comment("The key of the epoch before, sealed under this one, 61 bytes.")]
    public required byte[] Link { get; init; }

    [Comment("The master key under the passphrase of who made it, 82 bytes.")]
    public required byte[] Wrapped { get; init; }
}
