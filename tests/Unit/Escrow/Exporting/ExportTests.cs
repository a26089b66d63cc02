using System.Text;
using System.Text.Json.Nodes;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Exporting;
using Chorus.Sealing;
using Chorus.Unit.Tests.Vectors;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Escrow.Exporting;

/// <summary>vectors/export.json: what holds is opened, what does not is named.</summary>
public sealed class ExportTests
{
    [Fact]
    public void What_holds_is_found_to_hold_and_opens_with_its_receipt()
    {
        foreach (var entry in VectorEntry.Good("export.json"))
        {
            var export = RecordExport.Parse(Encoding.UTF8.GetBytes(entry.Text("file")));
            var found = ExportCheck.Check(export);
            found.Holds.ShouldBeTrue(entry.Name);
            using var keys = ReceiptKeys.FromSeed(entry.Bytes("receiptSeed"));
            var opened = ExportOpener.Open(export, found.Manifest, keys);
            opened.SelectMany(r => r.Versions).Select(v => Encoding.UTF8.GetString(v.Document!.ToJson())).ShouldBe(entry.Texts("documents"), entry.Name);
            opened.SelectMany(r => r.Messages).ShouldAllBe(m => m.Text != null, entry.Name);
        }
    }

    [Fact]
    public void What_does_not_hold_is_named_by_version_and_check()
    {
        foreach (var entry in VectorEntry.Bad("export.json"))
        {
            var found = ExportCheck.Check(RecordExport.Parse(Encoding.UTF8.GetBytes(entry.Text("file"))));
            found.Holds.ShouldBeFalse(entry.Name);
            found.Reports[0].Versions[entry.Int("version")].Fault.ShouldBe(entry.Fault<ExportFault>(), entry.Name);
            found.Reports[0].Versions.Count(v => v.Fault is not ExportFault.None).ShouldBe(1, entry.Name);
        }
    }

    [Fact]
    public void Another_receipt_opens_nothing()
    {
        var entry = VectorEntry.Good("export.json")[1];
        var export = RecordExport.Parse(Encoding.UTF8.GetBytes(entry.Text("file")));
        using var keys = ReceiptKeys.FromSeed(new byte[32]);

        var opened = ExportOpener.Open(export, ExportCheck.Check(export).Manifest, keys);

        opened.SelectMany(r => r.Versions).ShouldAllBe(v => v.Document == null);
        opened.SelectMany(r => r.Messages).ShouldAllBe(m => m.Text == null);
    }

    [Fact]
    public void A_manifest_that_a_trustee_did_not_sign_and_a_message_of_nobodys_are_told()
    {
        var export = RecordExport.Parse(Encoding.UTF8.GetBytes(VectorEntry.Good("export.json")[1].Text("file")));
        var signatures = export.ManifestSignatures.Select((s, i) => i == 1 ? Change.Flip(s, 0) : s).ToList();
        ExportCheck.Check(export with { ManifestSignatures = signatures }).Unsigned.ShouldBe(1);
        var messages = export.Messages.Select(m => m with { Envelope = Change.Flip(m.Envelope, 70) }).ToList();
        var found = ExportCheck.Check(export with { Messages = messages });
        found.MessagesSigned.ShouldBe([false]);
        found.Holds.ShouldBeFalse();
    }

    [Theory]
    [InlineData("format", "\"chorus/export/1\"")]
    [InlineData("made", "\"2026-11-23T21:30Z\"")]
    [InlineData("manifestSignatures", "[]")]
    [InlineData("reports", "[null]")]
    [InlineData("messages", "[null]")]
    [InlineData("receipt", "\"1234\"")]
    public void A_file_of_another_form_is_refused(string member, string value)
    {
        var file = JsonNode.Parse(VectorEntry.Good("export.json")[0].Text("file"))!.AsObject();
        file[member] = JsonNode.Parse(value);
        Should.Throw<MalformedException>(() => RecordExport.Parse(Encoding.UTF8.GetBytes(file.ToJsonString())));
    }
}
