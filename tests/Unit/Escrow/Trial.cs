using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;

namespace Chorus.Unit.Tests.Escrow;

/// <summary>A deployment with all its keys in one place, made from a seed: what only a test may have.</summary>
internal sealed class Trial
{
    internal Trial(string seed = "trial")
    {
        Random = new SeededRandom(seed);
        Trustees = [.. Enumerable.Range(0, 3).Select(_ => SigningKey.Generate(Random.Fill))];
        PacketKeys = [.. Enumerable.Range(0, 3).Select(_ => BoxKey.Generate(Random.Fill))];
        Organisation = OrganisationKey.FromMaster(Random.Bytes(32));
        Other = OrganisationKey.FromMaster(Random.Bytes(32));
        Manifest = Manifest.Create(new ManifestContent(
            Manifest.Format, 1, Random.Bytes(16), Random.Bytes(32), Trial: true, RunEverySeconds: 60,
            [.. Enumerable.Range(0, 3).Select(i => new ManifestTrustee(
                i, $"Trustee {(char)('A' + i)}", Trustees[i].PublicKey, 1, PacketKeys[i].PublicKey, Random.Bytes(32)))],
            new ManifestSite(Random.Bytes(32)),
            [new("hospitality", "Hospitality network")],
            [Entry("workers-centre", "Workers' Centre", Organisation), Entry("union", "Union", Other)]));
        ReceiptSeed = Random.Bytes(32);
        Receipt = ReceiptKeys.FromSeed(ReceiptSeed);
        Sealer = new ReportSealer(Manifest, Random.Fill);
    }

    internal SeededRandom Random { get; }

    internal SigningKey[] Trustees { get; }

    internal BoxKey[] PacketKeys { get; }

    internal OrganisationKey Organisation { get; }

    internal OrganisationKey Other { get; }

    internal Manifest Manifest { get; }

    internal byte[] ReceiptSeed { get; }

    internal ReceiptKeys Receipt { get; }

    internal ReportSealer Sealer { get; }

    internal static ReportDraft Draft(string organisation = "workers-centre", int? quorum = 3) => new(
        new QuestionnaireReference("core", 2), "en", organisation,
        quorum is { } voices ? Quorum.Of(voices) : Quorum.Keep,
        new Dictionary<string, Answer?>(StringComparer.Ordinal)
        {
            ["story"] = Answer.Of([new Piece("It was in the linen room. «No» — ¡dije que no!", About: "before Easter", Year: 2024, Month: 3), new Piece("Again.", Unknown: true)]),
            ["acts"] = Answer.Of(["B03", "C01"]),
            ["times"] = Answer.Of(2),
            ["where"] = null,
        },
        [
            new ReportIdentifier("phone", "+34 600 123 456", MayRelease: true, Region: "ES"),
            new ReportIdentifier("name", "Dr. Ana Pérez", MayRelease: false, Place: "Hotel Miramar, Cádiz"),
            new ReportIdentifier("email", "a.perez@example.org", MayRelease: true),
        ],
        "2026-11-23T21Z");

    /// <summary>Of the draft's phone and e-mail address.</summary>
    internal IReadOnlyList<ulong> Fingerprints => ReportFingerprint.OfReleasing(Manifest.Salt, Draft().Identifiers);

    internal SealedDeposit Deposit(int? quorum = 3) => Sealer.Deposit(Draft(quorum: quorum), Fingerprints, Receipt, 0);

    /// <summary>The three trustees' signatures of the manifest.</summary>
    internal IReadOnlyList<byte[]> ManifestSignatures => [.. Trustees.Select(t => Chorus.Escrow.Manifests.ManifestSignatures.Sign(t, Manifest.Hash))];

    /// <summary>The three trustees' acknowledgements of a statement, by its hash.</summary>
    internal IReadOnlyList<byte[]> Acknowledge(byte[] statementHash) => [.. Trustees.Select((key, i) => Acknowledgement.Sign(key, i, statementHash))];

    internal StatementCheck Check(int trustee) =>
        new(trustee, Manifest.Deployment, hash => hash.AsSpan().SequenceEqual(Manifest.Hash), OnePacketKey.Of(1, PacketKeys[trustee]));

    private static ManifestOrganisation Entry(string id, string name, OrganisationKey key) =>
        new(id, name, "support", "hospitality", [new(1, key.RecipientKey, key.Signing.PublicKey)]);
}
