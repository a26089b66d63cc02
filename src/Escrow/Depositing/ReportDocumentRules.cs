using Chorus.Sealing;

namespace Chorus.Escrow.Depositing;

/// <summary>What a report's JSON has to fulfil beyond its shape.</summary>
internal static class ReportDocumentRules
{
    internal const int MostIdentifiers = Part.SlotCount;

    private const int PaddingDigits = 16;
    private const int LongestOrganisation = 64;
    private const int AskLength = 16;

    internal static void Check(ReportDocument document)
    {
        Require(document.Format is ReportDocument.CurrentFormat or ReportDocument.FirstFormat or ReportDocument.ReferredFormat, "format");
        Require(document.Questionnaire.Id.Length > 0 && document.Questionnaire.Version >= 1, "questionnaire");
        Require(document.Language.Length is > 0 and <= 35, "language");
        Require(document.Organisation.Length is > 0 and <= 64, "organisation");
        // Reads the code, which a quorum that was never chosen does not have.
        _ = document.Quorum.Code;
        Require(document.Identifiers.Count <= MostIdentifiers && document.Identifiers.All(i => i is not null), "identifiers");
        Require(document.Identifiers.All(i => i.Kind.Length > 0 && i.Value.Length > 0), "identifiers");
        Require(document.Answers.Values.All(a => a?.Pieces is not { } pieces || HasPieces(document.Format, pieces)), "answers");
        Require(document.ThreadKey.Length == Envelope.KeyLength, "threadKey");
        Require(Hour.TryParse(document.Written, out _), "written");
        Require(document.Attachments is not { } files || ReportAttachment.AreGood(files), "attachments");
        CheckReferral(document);
        CheckSlots(document);
    }

    // It is sent directly, and is no voice: none of its identifiers is in a slot.
    private static void CheckReferral(ReportDocument document)
    {
        Require(document.Format is ReportDocument.ReferredFormat == document.Referred is not null, "referred");
        Require(
            document.Referred is not { } referred
            || (referred.By is not { Length: 0 or > LongestOrganisation } && referred.Ask.Length == AskLength && document.Quorum == Quorum.Of(1) && !document.Identifiers.Any(i => i.MayRelease)),
            "referred");
    }

    private static bool HasPieces(string format, IReadOnlyList<Piece> pieces) =>
        format is not ReportDocument.FirstFormat && pieces.Count is > 0 and <= Piece.Most && pieces.All(p => p.IsWhole);

    private static void CheckSlots(ReportDocument document)
    {
        Require(document.Slots.Count == Part.SlotCount, "slots");
        var filled = document.Slots.OfType<int>().Order().ToArray();
        var releasing = Enumerable.Range(0, document.Identifiers.Count).Where(i => document.Identifiers[i].MayRelease);
        // Each identifier that may release the report is in exactly one slot, and no other is in any.
        Require(filled.SequenceEqual(releasing), "slots");
        Require(document.Padding.Count == Part.SlotCount - filled.Length, "padding");
        Require(document.Padding.All(p => p is { Length: PaddingDigits } && p.All(char.IsAsciiHexDigitLower)), "padding");
    }

    private static void Require(bool holds, string member)
    {
        if (!holds)
        {
            throw new MalformedException($"the report does not follow its format at $.{member}");
        }
    }
}
