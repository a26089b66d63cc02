using System.Text;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;
using Chorus.Unit.Tests.Vectors;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Escrow.Depositing;

public sealed class DepositVectorTests
{
    [Fact]
    public void Every_good_statement_decodes_to_its_fields_and_back()
    {
        foreach (var vector in VectorEntry.Good("statement.json"))
        {
            var statement = Statement.Decode(vector.Bytes("statement"));
            statement.Encode().ShouldBe(vector.Bytes("statement"), vector.Name);
            ((int)statement.Operation).ShouldBe(vector.Int("operation"));
            statement.Version.ShouldBe((uint)vector.Int("version"));
            statement.Predecessor.ShouldBe(vector.Bytes("predecessor"));
            statement.Commitments.ShouldBe(vector.List("commitments"));
            statement.PacketHashes.ShouldBe(vector.List("packetHashes"));
            SigningKey.Verify(statement.Depositor, vector.Bytes("statement"), vector.Bytes("signature")).ShouldBeTrue(vector.Name);
            Statement.HashOf(vector.Bytes("statement")).ShouldBe(vector.Bytes("sha256"));
        }
    }

    [Fact]
    public void Every_bad_statement_is_refused_for_its_reason()
    {
        using var packetKey = BoxKey.FromPrivate(new byte[32]);
        foreach (var vector in VectorEntry.Bad("statement.json"))
        {
            var deployment = vector.Bytes("statement").AsSpan(21, 16).ToArray();
            var verdict = new StatementCheck(0, deployment, _ => true, OnePacketKey.Of(1, packetKey)).Check(vector.Bytes("statement"), vector.Bytes("signature"), []);
            verdict.ShouldBeOfType<StatementVerdict.Refused>(vector.Name).Problem.ShouldBe(vector.Text("problem"), vector.Name);
        }
    }

    [Fact]
    public void Every_good_packet_opens_to_its_two_parts()
    {
        foreach (var vector in VectorEntry.Good("packet.json"))
        {
            var parts = vector.List("parts").Select(p => Part.Decode(p)).ToArray();
            var place = Place(vector);
            for (var i = 0; i < 3; i++)
            {
                using var key = BoxKey.FromPrivate(vector.List("packetPrivateKeys")[i]);
                var opened = Packet.Open(key, i, place, vector.List("packets")[i]);
                opened.Own.Bytes.ToArray().ShouldBe(parts[i].Bytes.ToArray(), vector.Name);
                opened.Next.Bytes.ToArray().ShouldBe(parts[(i + 1) % 3].Bytes.ToArray(), vector.Name);
                PartCommitment.Of(i, place.Handle, place.Version, parts[i]).ShouldBe(vector.List("commitments")[i], vector.Name);
            }

            var shared = Part.Join(parts[0], parts[1], parts[2]);
            shared.Escrow.Span.ToArray().ShouldBe(vector.Bytes("escrowKey"));
            shared.Quorum.ToString().ShouldBe(vector.Text("quorum"));
            shared.Fingerprints.ShouldBe(vector.Fingerprints("fingerprints"));
        }
    }

    [Fact]
    public void Every_bad_packet_is_refused_for_its_reason()
    {
        foreach (var vector in VectorEntry.Bad("packet.json"))
        {
            using var key = BoxKey.FromPrivate(vector.Bytes("packetPrivateKey"));
            Should.Throw<SealingException>(() => Packet.Open(key, vector.Int("trustee"), Place(vector), vector.Bytes("packet"))).Fault
                .ShouldBe(vector.Fault<SealingFault>(), vector.Name);
        }
    }

    [Fact]
    public void Every_good_deposit_is_accepted_by_all_and_opens_for_its_reporter()
    {
        foreach (var vector in VectorEntry.Good("deposit.json"))
        {
            var manifest = Manifest.Parse(Encoding.UTF8.GetBytes(vector.Text("manifest")));
            manifest.Hash.ShouldBe(vector.Bytes("manifestHash"));
            new ManifestSignatures(vector.List("manifestSignatures")).FirstInvalid(manifest).ShouldBeNull();
            var (statement, signature) = (vector.Bytes("statement"), vector.Bytes("signature"));
            for (var i = 0; i < 3; i++)
            {
                using var packetKey = BoxKey.FromPrivate(vector.List("packetPrivateKeys")[i]);
                new StatementCheck(i, manifest.Deployment, hash => hash.SequenceEqual(manifest.Hash), OnePacketKey.Of(1, packetKey))
                    .Check(statement, signature, vector.List("packets")[i])
                    .ShouldBeOfType<StatementVerdict.Accepted>(vector.Name);
            }

            Acknowledgement.VerifyAll(manifest, Statement.HashOf(statement), vector.List("acks")).ShouldBeTrue(vector.Name);
            using var keys = ReceiptKeys.FromSeed(vector.Bytes("receiptSeed"));
            keys.Lookup.ShouldBe(vector.Bytes("lookup"));
            OwnReport.TryOpen(
                manifest, keys, statement, signature, vector.Bytes("content"), vector.Bytes("escrowed"), vector.Bytes("selfWrap"),
                out var opened, out _).ShouldBeTrue(vector.Name);
            Encoding.UTF8.GetString(opened.Document.ToJson()).ShouldBe(vector.Text("document"), vector.Name);
        }
    }

    [Fact]
    public void Every_bad_deposit_is_refused_for_its_reason()
    {
        foreach (var vector in VectorEntry.Bad("deposit.json"))
        {
            switch (vector.Text("check"))
            {
                case "trustee":
                    Trustee(vector).ShouldBeOfType<StatementVerdict.Refused>(vector.Name).Problem.ShouldBe(vector.Text("problem"), vector.Name);
                    break;
                case "reporter":
                    Reporter(vector).ShouldBe(vector.Fault<ReportFault>(), vector.Name);
                    break;
                default:
                    var manifest = Manifest.Parse(Encoding.UTF8.GetBytes(vector.Text("manifest")));
                    Acknowledgement.VerifyAll(manifest, Statement.HashOf(vector.Bytes("statement")), vector.List("acks")).ShouldBeFalse(vector.Name);
                    break;
            }
        }
    }

    private static StatementVerdict Trustee(VectorEntry vector)
    {
        using var packetKey = BoxKey.FromPrivate(vector.Bytes("packetPrivateKey"));
        var current = vector.Bytes("currentManifest");
        return new StatementCheck(
                vector.Int("trustee"), vector.Bytes("deployment"), hash => hash.SequenceEqual(current), OnePacketKey.Of((uint)vector.Int("epoch"), packetKey))
            .Check(vector.Bytes("statement"), vector.Bytes("signature"), vector.Bytes("packet"));
    }

    private static ReportFault Reporter(VectorEntry vector)
    {
        using var keys = ReceiptKeys.FromSeed(vector.Bytes("receiptSeed"));
        var opened = OwnReport.TryOpen(
            Manifest.Parse(Encoding.UTF8.GetBytes(vector.Text("manifest"))), keys, vector.Bytes("statement"), vector.Bytes("signature"),
            vector.Bytes("content"), vector.Bytes("escrowed"), vector.Bytes("selfWrap"), out _, out var fault);
        opened.ShouldBeFalse(vector.Name);
        return fault;
    }

    private static PacketPlace Place(VectorEntry vector) => new(
        vector.Bytes("deployment"), new Handle(vector.Bytes("handle")), (uint)vector.Int("version"), vector.Bytes("family"), vector.Bytes("manifestHash"));
}
