using System.Globalization;
using System.Text;
using Chorus.Escrow.Depositing;
using Chorus.Sealing;

namespace Chorus.Simulation.Tests.World;

/// <summary>Somebody with a receipt. The persons that she names are small numbers, one identifier each.</summary>
internal sealed class Reporter(Func<ReportSealer> sealer)
{
    internal const string Story = "It was in the linen room, after the evening shift.";

    private int _number;

    internal ReceiptKeys Keys { get; } = ReceiptKeys.FromSeed(SecureRandom.Bytes(32));

    /// <summary>What stands for an identifier's fingerprint in these tests.</summary>
    internal static ulong FingerprintOf(int person) => new ByteReader(Digest.Sha256(Encoding.UTF8.GetBytes(Address(person)))).U64();

    internal static ulong? FingerprintOf(ReportIdentifier identifier) => new ByteReader(Digest.Sha256(Encoding.UTF8.GetBytes(identifier.Value))).U64();

    /// <summary>A new report; quorum 0 is keep.</summary>
    internal SealedDeposit Deposit(int quorum, params int[] persons) =>
        sealer().Deposit(Draft(quorum, persons), [.. persons.Select(FingerprintOf)], Keys, (byte)_number++);

    internal SealedDeposit Numbered(byte number, int quorum, params int[] persons) =>
        sealer().Deposit(Draft(quorum, persons), [.. persons.Select(FingerprintOf)], Keys, number);

    internal SealedDeposit Change(SealedDeposit last, int quorum, params int[] persons) =>
        sealer().Change(Draft(quorum, persons), [.. persons.Select(FingerprintOf)], Keys, last.Signed, last.Document);

    internal SignedStatement Withdraw(SealedDeposit last) => sealer().Withdraw(Keys, last.Signed);

    private static string Address(int person) => string.Create(CultureInfo.InvariantCulture, $"person{person}@example.org");

    private static ReportDraft Draft(int quorum, int[] persons) => new(
        new QuestionnaireReference("core", 1),
        "en",
        Circle.Organisation,
        quorum == 0 ? Quorum.Keep : Quorum.Of(quorum),
        new Dictionary<string, Answer?>(StringComparer.Ordinal) { ["story"] = Answer.Of(Story) },
        [.. persons.Select(person => new ReportIdentifier("email", Address(person), MayRelease: true))],
        "2026-11-23T21Z");
}
