using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Members;

/// <summary>A member without the organisation's key asks for it (docs/formats/joining.md). The site can open none of it.</summary>
[Comment("Members who wait for the organisation's key, and what was granted to them until they fetch it; at most seven days.")]
internal sealed class KeyRequest
{
    [Comment("Who asks.")]
    public required string MemberId { get; init; }

    [Comment("The organisation.")]
    public required string OrganisationId { get; init; }

    [Comment("The joining key's X25519 public half, 32 bytes.")]
    public required byte[] PublicKey { get; init; }

    [Comment("Its private half under the member's passphrase, 82 bytes.")]
    public required byte[] Kept { get; init; }

    [Comment("The epoch of the key that was granted; null until then.")]
    public uint? Epoch { get; set; }

    [Comment("The master key sealed to the joining key, 80 bytes; null until it is granted.")]
    public byte[]? Granted { get; set; }

    [Comment("The hour in which it was asked for.")]
    public required string Hour { get; init; }
}
