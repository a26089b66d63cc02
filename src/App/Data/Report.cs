using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Data;

/// <summary>What the site may still do with a report.</summary>
internal enum ReportState
{
    /// <summary>Version 1 lies here, but not all three trustees have acknowledged it.</summary>
    Pending = 1,

    /// <summary>Acknowledged by all three; whether it was released does not show here.</summary>
    Deposited = 2,

    /// <summary>Taken back after a release: what was passed on stays for the organisation.</summary>
    Withdrawn = 3,
}

/// <summary>One report: a chain of versions under one handle.</summary>
[Comment("Reports: one row for a chain of versions under one handle. Destroyed at withdrawal, unless a version was released.")]
internal sealed class Report
{
    [Comment("Random 16 bytes, chosen by the reporter's browser.")]
    public required byte[] Handle { get; init; }

    [Comment("The organisation that the newest deposited version is sealed to.")]
    public required string OrganisationId { get; set; }

    [Comment("The receipt's Ed25519 public key, 32 bytes: every statement about the report is verified under it.")]
    public required byte[] Family { get; init; }

    [Comment("0 to 15: which report of its family this is.")]
    public required byte Number { get; init; }

    [Comment("The receipt's look-up id, 16 bytes, by which the reporter finds the report; emptied at withdrawal.")]
    public required byte[] Lookup { get; set; }

    [Comment("The newest version that three trustees acknowledged; 0 while the first is pending.")]
    public required uint Version { get; set; }

    [Comment("1 pending, 2 deposited, 3 withdrawn after a release.")]
    public required ReportState State { get; set; }
}

/// <summary>One version of a report as it was posted: ciphertext and the signed statement about it. All stay for the reporter until she withdraws.</summary>
/// <remarks>What comes and goes with the acknowledgements has tables of its own, so that a first version's row of some kilobytes is written once.</remarks>
[Comment("Versions of reports: ciphertext and signed statements. All stay for the reporter until the report is withdrawn; after that only what was released does.")]
internal sealed class ReportVersion
{
    [Comment("Order of arrival, and the name of this row in PendingPackets and Acknowledgements.")]
    public long Sequence { get; set; }

    [Comment("The report's handle, 16 bytes.")]
    public required byte[] Handle { get; init; }

    [Comment("1 for the deposit, then rising by one.")]
    public required uint Version { get; init; }

    [Comment("The organisation whose key this version is sealed to.")]
    public required string OrganisationId { get; init; }

    [Comment("The signed statement, 411 bytes (docs/formats/deposit.md).")]
    public required byte[] Statement { get; init; }

    [Comment("The family's signature of the statement, 64 bytes.")]
    public required byte[] Signature { get; init; }

    [Comment("The content envelope: what was written, sealed and padded to a size class.")]
    public required byte[] Content { get; init; }

    [Comment("The wrapped content key under the escrow key, 131 bytes; nobody has that key before a release. Emptied when the next version is acknowledged, unless this one was released.")]
    public required byte[] Escrowed { get; set; }

    [Comment("SHA-256 of the escrowed key, 32 bytes, once that was destroyed: the reporter's signature covers it. Else null.")]
    public byte[]? EscrowedHash { get; set; }

    [Comment("The content key wrapped for the reporter's own receipt, 80 bytes; emptied at withdrawal.")]
    public required byte[] SelfWrap { get; set; }

    [Comment("The hour in which this version arrived, 2026-11-23T21Z.")]
    public required string Hour { get; init; }

    /// <summary>How many versions a report can have. Each was posted for itself, so that they fill no more of a disk than other reports would.</summary>
    public const uint Most = 64;

    /// <summary>While pending; null once acknowledged.</summary>
    public PendingPackets? Packets { get; set; }

    /// <summary>Null while pending.</summary>
    public Acknowledgements? Acks { get; set; }
}

/// <summary>The packets of a version that not all three trustees have acknowledged, so that a later try can complete it.</summary>
[Comment("Packets sealed to the trustees, while a version is pending. A row goes when three trustees have acknowledged the version, or with it.")]
internal sealed class PendingPackets
{
    [Comment("The version's row in ReportVersions.")]
    public long Sequence { get; init; }

    [Comment("The packets for trustee 0, 1 and 2, 651 bytes.")]
    public required byte[] Packets { get; init; }
}

/// <summary>That a version counts: the three trustees' acknowledgements.</summary>
[Comment("Acknowledgements of versions: one row for each that three trustees have. Destroyed with the version.")]
internal sealed class Acknowledgements
{
    [Comment("The version's row in ReportVersions.")]
    public long Sequence { get; init; }

    [Comment("Trustee 0, 1 and 2's acknowledgements, 771 bytes.")]
    public required byte[] Acks { get; init; }
}

/// <summary>A sealed message between the reporter and the organisation.</summary>
[Comment("Messages between reporter and organisation: ciphertext. Destroyed at withdrawal, unless the report was released.")]
internal sealed class Message
{
    [Comment("Order of arrival.")]
    public long Sequence { get; init; }

    [Comment("The report's handle, 16 bytes.")]
    public required byte[] Handle { get; init; }

    [Comment("Random 16 bytes, chosen by the sender's browser.")]
    public required byte[] Id { get; init; }

    [Comment("The organisation that the report was addressed to when the message came.")]
    public required string OrganisationId { get; init; }

    [Comment("0 from the reporter, 1 from the organisation.")]
    public required byte Direction { get; init; }

    [Comment("The message's envelope (docs/formats/message.md).")]
    public required byte[] Envelope { get; init; }

    [Comment("The sender's signature, 64 bytes.")]
    public required byte[] Signature { get; init; }

    [Comment("The hour in which it arrived.")]
    public required string Hour { get; init; }
}

/// <summary>What stays of a withdrawn report: enough to refuse it if it is posted again, and nothing else.</summary>
[Comment("Withdrawn handles, hashed with the deployment's id: refuses what a replay or a restored backup brings back. Never destroyed.")]
internal sealed class Tombstone
{
    [Comment("SHA-256(label chorus/v1/site-tombstone, deployment, handle), 32 bytes.")]
    public required byte[] HandleHash { get; init; }
}
