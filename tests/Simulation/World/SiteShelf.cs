using Chorus.Escrow.Depositing;
using Chorus.Escrow.Releasing;

namespace Chorus.Simulation.Tests.World;

/// <summary>What the site has fetched from the trustees, and what can be opened with it.</summary>
internal sealed class SiteShelf(Circle circle)
{
    private readonly long[] _after = new long[3];
    private readonly List<(ReleaseRecord Record, SignedRecord Signed)> _records = [];

    /// <summary>Reports of which two trustees gave a record of the same run: those that can be opened.</summary>
    internal HashSet<(Handle Handle, uint Version)> Released =>
        [.. _records
            .GroupBy(r => (r.Record.Handle, r.Record.Version, Run: Convert.ToHexString(r.Record.Run)))
            .Where(copies => copies.Select(r => r.Record.Trustee).Distinct().Count() >= 2)
            .Select(copies => (copies.Key.Handle, copies.Key.Version))];

    internal void Fetch()
    {
        for (var i = 0; i < 3; i++)
        {
            foreach (var release in circle.Trustees[i].Releases(_after[i]))
            {
                _after[i] = release.Sequence;
                var record = ReleaseRecord.Decode(release.Record);
                ReleaseRecord.Verify(circle.Manifest.Trustees[i].SigningKey, release.Record, release.Signature).ShouldBeTrue();
                _records.Add((record, new SignedRecord(release.Record, release.Signature)));
            }
        }
    }

    /// <summary>The groups of two and more that a run released, as sets of handles, from the records of one trustee.</summary>
    internal List<HashSet<Handle>> Groups(uint run, int trustee) =>
        [.. _records
            .Where(r => r.Record.RunNumber == run && r.Record.Trustee == trustee)
            .SelectMany(r => r.Record.Slots.Select(slot => (slot.Tag, r.Record.Handle)))
            .GroupBy(row => row.Tag)
            .Select(group => group.Select(row => row.Handle).ToHashSet())
            .Where(group => group.Count > 1)];

    /// <summary>Opens a released report with the records of two trustees.</summary>
    internal OpenedReport Open(SealedDeposit report, int first, int second)
    {
        var sealedReport = new SealedReport(report.Signed.Bytes, report.Signed.Signature, report.Content, report.Escrowed);
        var opener = new ReportOpener(circle.Manifest, Reporter.FingerprintOf);
        opener.TryOpen(circle.Recipient, sealedReport, Last(report, first), Last(report, second), out var opened, out var fault)
            .ShouldBeTrue(fault.ToString());
        return opened!;
    }

    private SignedRecord Last(SealedDeposit report, int trustee) =>
        _records.Last(r => r.Record.Trustee == trustee && r.Record.Handle == report.Signed.Statement.Handle && r.Record.Version == report.Signed.Statement.Version).Signed;
}
