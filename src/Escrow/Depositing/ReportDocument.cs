using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Chorus.Sealing;

namespace Chorus.Escrow.Depositing;

/// <summary>Which questions were asked.</summary>
public sealed record QuestionnaireReference(string Id, int Version);

/// <summary>One way of naming the respondent, as typed.</summary>
/// <param name="Kind">email, phone, profile, staff-id, vehicle, name or role.</param>
/// <param name="Value">as typed.</param>
/// <param name="MayRelease">whether a match on it alone may release the report; otherwise it is in no slot.</param>
/// <param name="Region">ISO 3166-1 alpha-2, for phone and vehicle.</param>
/// <param name="Place">for staff-id, name and role.</param>
public sealed record ReportIdentifier(
    string Kind,
    string Value,
    bool MayRelease,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Region = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Place = null);

/// <summary>What a reporter wrote and chose, before slots are drawn; <see cref="ReportSealer"/> makes the document of it.</summary>
/// <param name="Questionnaire">which questions were asked.</param>
/// <param name="Language">BCP 47 tag of the pages that she used.</param>
/// <param name="Organisation">id of the organisation in the manifest.</param>
/// <param name="Quorum">1 to 7, or keep.</param>
/// <param name="Answers">by question id; null for "I don't know".</param>
/// <param name="Identifiers">0 to 4.</param>
/// <param name="Written">the hour.</param>
/// <param name="Attachments">files that belong to it; null for none.</param>
/// <param name="Referred">what it was referred by; null for one that was not.</param>
public sealed record ReportDraft(
    QuestionnaireReference Questionnaire,
    string Language,
    string Organisation,
    Quorum Quorum,
    IReadOnlyDictionary<string, Answer?> Answers,
    IReadOnlyList<ReportIdentifier> Identifiers,
    string Written,
    IReadOnlyList<ReportAttachment>? Attachments = null,
    Referral? Referred = null);

/// <summary>The JSON inside a report's content envelope (docs/formats/report-document.md). Prints nothing of itself.</summary>
public sealed record ReportDocument(
    string Format,
    QuestionnaireReference Questionnaire,
    string Language,
    string Organisation,
    Quorum Quorum,
    IReadOnlyDictionary<string, Answer?> Answers,
    IReadOnlyList<ReportIdentifier> Identifiers,
    IReadOnlyList<int?> Slots,
    IReadOnlyList<string> Padding,
    byte[] ThreadKey,
    string Written,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ReportAttachment>? Attachments = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Referral? Referred = null)
{
    internal const string CurrentFormat = "chorus/report/2";

    /// <summary>The same with <c>referred</c>; of a report that was referred, and of no other.</summary>
    internal const string ReferredFormat = "chorus/report/3";

    /// <summary>Answers in it have no pieces. Still read; nothing writes it any more.</summary>
    internal const string FirstFormat = "chorus/report/1";

    /// <summary>Reads and checks a document.</summary>
    /// <exception cref="MalformedException">naming the member, never its value.</exception>
    public static ReportDocument Parse(ReadOnlySpan<byte> utf8)
    {
        var document = StrictJson.Read<ReportDocument>(utf8, "the report");
        ReportDocumentRules.Check(document);
        return document;
    }

    /// <summary>The UTF-8 JSON.</summary>
    public byte[] ToJson()
    {
        ReportDocumentRules.Check(this);
        return JsonSerializer.SerializeToUtf8Bytes(this, StrictJson.Options);
    }

    /// <summary>The random fingerprint that fills <paramref name="slot"/>, or null where an identifier does.</summary>
    public ulong? PaddingOf(int slot)
    {
        if (Slots[slot] is not null)
        {
            return null;
        }

        var index = Slots.Take(slot).Count(s => s is null);
        return ulong.Parse(Padding[index], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }

    /// <summary>Always <c>[report]</c>.</summary>
    public override string ToString() => "[report]";

    internal static string PaddingText(ulong fingerprint)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, fingerprint);
        return Convert.ToHexStringLower(bytes);
    }
}
