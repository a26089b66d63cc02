using System.Diagnostics.CodeAnalysis;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;

namespace Chorus.Escrow.Releasing;

/// <summary>
/// Opens a released report for its recipient, only if everything fits what was deposited: otherwise it names the check
/// that failed and gives nothing (docs/formats/release.md).
/// </summary>
/// <param name="manifest">the deployment's manifest, its signatures checked.</param>
/// <param name="fingerprintOf">the fingerprint of an identifier of a document; null where it has no canonical form.</param>
public sealed class ReportOpener(Manifest manifest, Func<ReportIdentifier, ulong?> fingerprintOf)
{
    /// <summary>An opener that makes fingerprints as <see cref="ReportFingerprint"/> does, under the manifest's salt.</summary>
    public ReportOpener(Manifest manifest)
        : this(manifest, identifier => ReportFingerprint.Of(manifest.Salt, identifier))
    {
    }

    /// <summary>Checks and opens.</summary>
    /// <param name="organisation">the organisation's key of the epoch that the report was sealed to.</param>
    /// <param name="sealedReport">what the site holds of the released version.</param>
    /// <param name="first">a trustee's record.</param>
    /// <param name="second">another trustee's record.</param>
    /// <param name="report">the opened report.</param>
    /// <param name="fault">the check that failed.</param>
    public bool TryOpen(
        OrganisationKey organisation, SealedReport sealedReport, SignedRecord first, SignedRecord second,
        [NotNullWhen(true)] out OpenedReport? report, out ReportFault fault)
    {
        report = null;
        if (!SealedContent.TryCheck(
                manifest.Deployment, sealedReport.Statement, sealedReport.Signature, sealedReport.Content, sealedReport.Escrowed,
                out var signed, out fault)
            || !RecordPair.TryRead(manifest, signed, first, second, out var records, out fault))
        {
            return false;
        }

        if (!signed.Statement.RecipientKey.AsSpan().SequenceEqual(organisation.RecipientKey))
        {
            fault = ReportFault.WrongPlace;
            return false;
        }

        if (!TryContentKey(organisation, signed.Statement, records, sealedReport.Escrowed, out var contentKey, out fault)
            || !SealedContent.TryOpen(manifest, signed.Statement, contentKey, sealedReport.Content, out var document, out fault)
            || !TryMatch(organisation, records, document, out var matches, out fault))
        {
            return false;
        }

        report = new(signed, document, records.First.Run, records.First.RunNumber, matches);
        return true;
    }

    private static bool TryContentKey(
        OrganisationKey organisation, Statement statement, RecordPair records, byte[] escrowed, out byte[] contentKey, out ReportFault fault)
    {
        contentKey = [];
        using var escrowKey = records.EscrowKey();
        byte[] wrapped;
        try
        {
            var context = EnvelopeContext.Escrow(statement.Deployment, statement.Handle.ToArray(), statement.Version);
            wrapped = SmallEnvelope.Open(escrowKey.Span, context, escrowed);
        }
        catch (SealingException)
        {
            fault = ReportFault.EscrowKey;
            return false;
        }

        var opened = ContentKey.TryUnwrap(organisation.Box, ReportPlace.Of(statement), wrapped, out contentKey);
        fault = opened ? ReportFault.None : ReportFault.ContentKey;
        return opened;
    }

    private bool TryMatch(
        OrganisationKey organisation, RecordPair records, ReportDocument document, out IReadOnlyList<MatchedSlot> matches, out ReportFault fault)
    {
        var found = new List<MatchedSlot>(Part.SlotCount);
        matches = found;
        fault = ReportFault.None;
        for (var i = 0; i < records.First.Slots.Count; i++)
        {
            var (slot, tag) = (records.First.Slots[i].Slot, records.First.Slots[i].Tag);
            if (!records.TryFingerprint(organisation.Box, i, out var fingerprint, out fault))
            {
                return false;
            }

            var expected = document.Slots[slot] is { } index ? fingerprintOf(document.Identifiers[index]) : document.PaddingOf(slot);
            // Otherwise her text could name one person and her parts another, and release her with strangers. Padding is
            // random, so it meets nobody's and is released by a quorum of 1 alone: any other release of it was contrived.
            if (expected != fingerprint || (document.Slots[slot] is null && document.Quorum != Quorum.Of(1)))
            {
                fault = ReportFault.Slot;
                return false;
            }

            found.Add(new(slot, tag, document.Slots[slot]));
        }

        return true;
    }
}

/// <summary>What the site holds of one version, as it came: statement (411 bytes), its signature, content envelope, escrowed key.</summary>
public sealed record SealedReport(byte[] Statement, byte[] Signature, byte[] Content, byte[] Escrowed);
