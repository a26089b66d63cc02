using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;
using Chorus.Escrow.Messages;
using Chorus.Sealing;

namespace Chorus.App.Tests.Deployment;

/// <summary>A person with a receipt: seals, changes, withdraws and writes as her browser would.</summary>
internal sealed class TestReporter(Manifest manifest, PacketKeyList? packetKeys = null, ReceiptKeys? keys = null)
{
    private readonly ReportSealer _sealer = new(manifest, packetKeys);

    public ReceiptKeys Keys { get; } = keys ?? ReceiptKeys.FromSeed(SecureRandom.Bytes(32));

    /// <summary>What she wrote: a word that must be found nowhere.</summary>
    public string Story { get; init; } = "Lavendelfeld";

    /// <summary>Seals a report that names <paramref name="respondent"/> by a phone number.</summary>
    public SealedDeposit Seal(string organisation, Quorum quorum, ulong respondent, byte number = 0, IReadOnlyList<TestFile>? files = null) =>
        _sealer.Deposit(Draft(organisation, quorum) with { Attachments = files?.Select(f => f.Entry).ToList() }, [respondent], Keys, number);

    public SealedDeposit Change(SealedDeposit last, string organisation, Quorum quorum, ulong respondent) =>
        _sealer.Change(Draft(organisation, quorum), [respondent], Keys, last.Signed, last.Document);

    public SignedStatement Withdraw(SealedDeposit last) => _sealer.Withdraw(Keys, last.Signed);

    public SealedMessage Write(SealedDeposit report, string text) => SealedMessage.Seal(
        report.Document.ThreadKey, manifest.Deployment, report.Signed.Statement.Handle, Direction.FromReporter, text, "2026-11-23T21Z", Keys.Signing);

    private ReportDraft Draft(string organisation, Quorum quorum) => new(
        new QuestionnaireReference("core", 1), "en", organisation, quorum,
        new Dictionary<string, Answer?>(StringComparer.Ordinal) { ["story"] = Answer.Of(Story) },
        [new ReportIdentifier("phone", "+34 600 123 456", MayRelease: true, Region: "ES")], "2026-11-23T21Z");
}
