using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Data;

/// <summary>A token of the time-stamp authority, for all versions that were stamped together.</summary>
[Comment("Tokens of the time-stamp authority, each for many versions. One goes when the last of its versions has gone.")]
internal sealed class TimeStamp
{
    [Comment("Row number.")]
    public long Id { get; init; }

    [Comment("The token's DER (RFC 3161).")]
    public required byte[] Token { get; init; }
}

/// <summary>That a version was time-stamped, and its way up to what the token stamps (docs/formats/timestamp.md).</summary>
[Comment("Versions that were time-stamped. Destroyed with the version.")]
internal sealed class StampedVersion
{
    [Comment("The version's row in ReportVersions.")]
    public required long Sequence { get; init; }

    [Comment("The token's row in TimeStamps.")]
    public long StampId { get; init; }

    [Comment("Place of the version's leaf, 0 to 4095.")]
    public required int Place { get; init; }

    [Comment("12 hashes of 32 bytes from the leaf to below the root.")]
    public required byte[] Path { get; init; }

    /// <summary>The token.</summary>
    public required TimeStamp Stamp { get; init; }
}
