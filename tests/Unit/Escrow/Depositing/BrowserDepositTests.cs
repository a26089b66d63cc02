using System.Text;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;
using Chorus.Escrow.Messages;
using Chorus.Sealing;
using Chorus.Unit.Tests.Vectors;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Escrow.Depositing;

/// <summary>What the TypeScript sealed (vectors/deposit-from-browser.json) is what the C# code reads.</summary>
public sealed class BrowserDepositTests
{
    public static TheoryData<int> Deposits => [.. Enumerable.Range(0, VectorEntry.Good("deposit-from-browser.json").Count)];

    [Theory]
    [MemberData(nameof(Deposits))]
    public void Every_trustee_accepts_a_deposit_that_a_browser_sealed(int index)
    {
        var vector = Vector(index);
        var manifest = ManifestOf(vector);
        manifest.Hash.ShouldBe(vector.Bytes("manifestHash"));
        new ManifestSignatures(vector.List("manifestSignatures")).FirstInvalid(manifest).ShouldBeNull();
        var document = ReportDocument.Parse(Encoding.UTF8.GetBytes(vector.Text("document")));
        var held = Enumerable.Range(0, 3).Select(i => Accepted(vector, manifest, i)).ToArray();

        var shared = Part.Join(held[0].Own, held[1].Own, held[2].Own);
        shared.Quorum.ShouldBe(document.Quorum);
        for (var slot = 0; slot < Part.SlotCount; slot++)
        {
            document.PaddingOf(slot).ShouldBe(document.Slots[slot] is null ? shared.Fingerprints[slot] : null);
        }

        Acknowledgement.VerifyAll(manifest, Statement.HashOf(vector.Bytes("statement")), vector.List("acks")).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Deposits))]
    public void The_reporter_reads_on_the_command_line_what_her_browser_sealed(int index)
    {
        var vector = Vector(index);
        using var keys = ReceiptKeys.FromSeed(vector.Bytes("receiptSeed"));
        keys.Lookup.ShouldBe(vector.Bytes("lookup"));
        OwnReport.TryOpen(
            ManifestOf(vector), keys, vector.Bytes("statement"), vector.Bytes("signature"), vector.Bytes("content"), vector.Bytes("escrowed"),
            vector.Bytes("selfWrap"), out var opened, out var fault).ShouldBeTrue(fault.ToString());
        var expected = ReportDocument.Parse(Encoding.UTF8.GetBytes(vector.Text("document")));
        Encoding.UTF8.GetString(opened!.Document.ToJson()).ShouldBe(Encoding.UTF8.GetString(expected.ToJson()));
    }

    [Theory]
    [MemberData(nameof(Deposits))]
    public void A_message_that_a_browser_sealed_opens(int index)
    {
        var vector = Vector(index);
        var sent = vector.Entry("message");
        var document = ReportDocument.Parse(Encoding.UTF8.GetBytes(vector.Text("document")));
        using var keys = ReceiptKeys.FromSeed(vector.Bytes("receiptSeed"));
        var message = new SealedMessage(
            new Handle(sent.Bytes("handle")), sent.Bytes("id"), (Direction)sent.Int("direction"), sent.Bytes("envelope"), sent.Bytes("signature"));
        message.TryOpen(document.ThreadKey, ManifestOf(vector).Deployment, keys.Signing.PublicKey, out var opened, out var fault).ShouldBeTrue(fault.ToString());
        opened!.Text.ShouldBe(sent.Text("text"));
    }

    private static VectorEntry Vector(int index) => VectorEntry.Good("deposit-from-browser.json")[index];

    private static Manifest ManifestOf(VectorEntry vector) => Manifest.Parse(Encoding.UTF8.GetBytes(vector.Text("manifest")));

    private static OpenedPacket Accepted(VectorEntry vector, Manifest manifest, int trustee)
    {
        using var packetKey = BoxKey.FromPrivate(vector.List("packetPrivateKeys")[trustee]);
        return new StatementCheck(trustee, manifest.Deployment, hash => hash.SequenceEqual(manifest.Hash), OnePacketKey.Of(1, packetKey))
            .Check(vector.Bytes("statement"), vector.Bytes("signature"), vector.List("packets")[trustee])
            .ShouldBeOfType<StatementVerdict.Accepted>()
            .Parts!;
    }
}
