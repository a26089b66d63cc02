using Chorus.Escrow.Depositing;
using Chorus.Escrow.Releasing;
using Chorus.Trustee.Keys;
using Chorus.Trustee.Storing;

namespace Chorus.Trustee.Running;

/// <summary>Makes this trustee's signed records of a run (docs/formats/release.md).</summary>
internal static class ReleaseRecords
{
    internal static List<NewRelease> Make(
        TrusteeKeys keys, byte[] deployment, byte[] run, uint number, ReleaseList list, IReadOnlyList<StoredVersion> versions)
    {
        var records = new List<NewRelease>(list.Reports.Count);
        foreach (var ((report, slots), version) in list.Reports.Zip(versions))
        {
            var statement = Statement.Decode(version.Statement);
            var place = new ReleasePlace(deployment, run, keys.Index, report.Handle, report.Version);
            using var own = Part.Decode(version.PartOwn);
            using var next = Part.Decode(version.PartNext);
            var signed = new ReleaseRecord
            {
                Trustee = keys.Index,
                Deployment = deployment,
                Run = run,
                RunNumber = number,
                Handle = report.Handle,
                Version = report.Version,
                StatementHash = Statement.HashOf(version.Statement),
                RecipientKey = statement.RecipientKey,
                EscrowOwn = own.Escrow.ToArray(),
                EscrowNext = next.Escrow.ToArray(),
                Slots = [.. slots.Select(slot => ReleasedSlot.Seal(
                    statement.RecipientKey, place, slot.Slot, slot.Tag, own.Fingerprint(slot.Slot), next.Fingerprint(slot.Slot)))],
            }.Sign(keys.Signing);
            records.Add(new NewRelease(report.Handle, report.Version, signed.Record, signed.Signature));
        }

        return records;
    }
}
