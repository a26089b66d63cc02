using System.Text;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;
using Chorus.Escrow.Releasing;
using Chorus.Sealing;
using Chorus.Unit.Tests.Vectors;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Escrow.Releasing;

public sealed class ReleaseVectorTests
{
    [Fact]
    public void Every_good_release_opens_with_any_two_of_its_records()
    {
        foreach (var vector in VectorEntry.Good("release.json"))
        {
            var records = Records(vector);
            foreach (var (a, b) in new[] { (0, 1), (1, 2), (2, 0) })
            {
                Open(vector, records[a], records[b], out var report).ShouldBe(ReportFault.None, vector.Name);
                Encoding.UTF8.GetString(report!.Document.ToJson()).ShouldBe(vector.Text("document"));
                report.RunNumber.ShouldBe((uint)vector.Int("runNumber"));
                report.Matches.Select(m => (m.Slot, m.Tag.ToString("x16"), m.Identifier)).ShouldBe(
                    vector.Entries("matches").Select(m => (m.Int("slot"), m.Text("tag"), m.Has("identifier") ? m.Int("identifier") : (int?)null)));
            }
        }
    }

    [Fact]
    public void Every_bad_release_is_refused_for_its_reason()
    {
        foreach (var vector in VectorEntry.Bad("release.json"))
        {
            var records = Records(vector);
            Open(vector, records[0], records[1], out _).ShouldBe(vector.Fault<ReportFault>(), vector.Name);
            Open(vector, records[1], records[0], out _).ShouldBe(vector.Fault<ReportFault>(), vector.Name + ", the other way round");
        }
    }

    private static SignedRecord[] Records(VectorEntry vector) =>
        [.. vector.Entries("records").Select(r => new SignedRecord(r.Bytes("record"), r.Bytes("signature")))];

    private static ReportFault Open(VectorEntry vector, SignedRecord first, SignedRecord second, out OpenedReport? report)
    {
        var manifest = Manifest.Parse(Encoding.UTF8.GetBytes(vector.Text("manifest")));
        using var organisation = OrganisationKey.FromMaster(vector.Bytes("organisationMaster"));
        var held = new SealedReport(vector.Bytes("statement"), vector.Bytes("signature"), vector.Bytes("content"), vector.Bytes("escrowed"));
        new ReportOpener(manifest).TryOpen(organisation, held, first, second, out report, out var fault);
        return fault;
    }
}
