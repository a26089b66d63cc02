using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Data;

/// <summary>One trustee's signed record that a report was released in a run (docs/formats/release.md).</summary>
[Comment("Signed release records as the trustees gave them. Kept as long as the organisation keeps the report.")]
internal sealed class Release
{
    [Comment("The run's random id, 16 bytes.")]
    public required byte[] Run { get; init; }

    [Comment("The report's handle, 16 bytes.")]
    public required byte[] Handle { get; init; }

    [Comment("The trustee whose record it is, 0 to 2.")]
    public required byte Trustee { get; init; }

    [Comment("The version that was released.")]
    public required uint Version { get; init; }

    [Comment("The organisation that it was released to.")]
    public required string OrganisationId { get; init; }

    [Comment("The run's number.")]
    public required uint RunNumber { get; init; }

    [Comment("The record, with two of the three parts of the escrow key and sealed fingerprints.")]
    public required byte[] Record { get; init; }

    [Comment("The trustee's signature of the record, 64 bytes.")]
    public required byte[] Signature { get; init; }

    [Comment("The hour in which the site fetched it.")]
    public required string Hour { get; init; }
}

/// <summary>A slot of a report that a run released, with the tag that all rows of its group share.</summary>
[Comment("Released slots by run and tag: rows of one run and tag are one group. Written once two trustees' records agree.")]
internal sealed class ReleasedSlot
{
    [Comment("The run's random id, 16 bytes.")]
    public required byte[] Run { get; init; }

    [Comment("Random 8 bytes, the same for all rows of one group of this run.")]
    public required byte[] Tag { get; init; }

    [Comment("The report's handle, 16 bytes.")]
    public required byte[] Handle { get; init; }

    [Comment("The slot, 0 to 3.")]
    public required byte Slot { get; init; }

    [Comment("The version that was released.")]
    public required uint Version { get; init; }

    [Comment("The organisation that it was released to.")]
    public required string OrganisationId { get; init; }

    [Comment("The run's number, for the order of the list.")]
    public required uint RunNumber { get; init; }
}

/// <summary>How far the site has read a trustee's list of releases.</summary>
[Comment("How far the site has read each trustee's list of releases.")]
internal sealed class ReleaseCursor
{
    [Comment("The trustee, 0 to 2.")]
    public required byte Trustee { get; init; }

    [Comment("The last sequence number that was read.")]
    public required long Sequence { get; set; }

    [Comment("The signing key of the trustee whose list that is, 32 bytes: a successor's list is read from its beginning.")]
    public required byte[] SigningKey { get; set; }
}
