using System.Collections.Concurrent;
using Chorus.Escrow;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Identifiers;
using Chorus.Sealing;
using Chorus.Trustee;

namespace Chorus.Cli.Match;

/// <summary>
/// Does for every reporter what her browser does: seals, deposits with all three trustees, and goes on only with three valid
/// acknowledgements. Receipts are random seeds, so that no time goes into making them slow to guess. Safe for several threads.
/// </summary>
internal sealed class Depositor(LocalDeployment deployment, SealedShelf shelf)
{
    private readonly ReportSealer _sealer = new(deployment.Manifest);
    private readonly ConcurrentDictionary<string, byte[]> _receipts = new(StringComparer.Ordinal);
    private readonly string _hour = Hour.Now(deployment.Time);

    /// <param name="line">the report.</param>
    /// <param name="number">0 to 15: which of her reports this is.</param>
    public void Deposit(InputLine.Report line, byte number)
    {
        using var keys = KeysOf(line.Reporter);
        var fingerprints = new List<ulong>(line.Respondent.Count);
        var identifiers = new List<ReportIdentifier>(line.Respondent.Count);
        foreach (var (identifier, canonical) in line.Respondent)
        {
            var fingerprint = Fingerprint.Of(deployment.Manifest.Salt, identifier.Kind, canonical);
            // The same identifier twice is one: a second slot of it would only be a group of its own.
            var repeated = fingerprints.Contains(fingerprint);
            if (!repeated)
            {
                fingerprints.Add(fingerprint);
            }
            identifiers.Add(new ReportIdentifier(
                identifier.Kind.Word(), identifier.Value, MayRelease: !repeated, NullIfEmpty(identifier.Region), NullIfEmpty(identifier.Place)));
        }

        var deposit = _sealer.Deposit(Draft(line, identifiers), fingerprints, keys, number);
        Acknowledge(deposit.Signed, deposit.Packets);
        shelf.Add(line.Id, line.Reporter, line.Organisation, deposit);
    }

    /// <summary>Takes back a report that is still held: every trustee destroys what it has of it.</summary>
    public void Withdraw(string id)
    {
        var (reporter, signed) = shelf.Remove(id);
        using var keys = KeysOf(reporter);
        Acknowledge(_sealer.Withdraw(keys, signed), null);
    }

    private void Acknowledge(SignedStatement signed, IReadOnlyList<byte[]>? packets)
    {
        var acks = new byte[deployment.Trustees.Count][];
        foreach (var trustee in deployment.Trustees)
        {
            var answer = trustee.Accept(signed.Bytes, signed.Signature, packets?[trustee.Index]);
            acks[trustee.Index] = answer.Ack ?? throw new MatchFailedException($"Trustee {trustee.Index} refused a statement. {answer.Sentence}");
        }
        if (!Acknowledgement.VerifyAll(deployment.Manifest, signed.Hash, acks))
        {
            throw new MatchFailedException("A trustee's acknowledgement of a statement does not verify.");
        }
    }

    private ReceiptKeys KeysOf(string reporter) => ReceiptKeys.FromSeed(_receipts.GetOrAdd(reporter, _ => SecureRandom.Bytes(32)));

    private ReportDraft Draft(InputLine.Report line, IReadOnlyList<ReportIdentifier> identifiers) => new(
        new QuestionnaireReference("chorus-match", 1),
        "und",
        line.Organisation,
        line.Quorum,
        new Dictionary<string, Answer?>(StringComparer.Ordinal)
        {
            ["story"] = Answer.Of(line.Text),
            ["acts"] = Answer.Of(line.Acts),
            ["when"] = Answer.Of(line.When),
            ["country"] = Answer.Of(line.Country),
            ["sector"] = Answer.Of(line.Sector),
        },
        identifiers,
        _hour);

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
