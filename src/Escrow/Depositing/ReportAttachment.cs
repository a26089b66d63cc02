using System.Text.Json.Serialization;
using Chorus.Sealing;

namespace Chorus.Escrow.Depositing;

/// <summary>A file that belongs to a report (docs/formats/report-document.md): what opens it and what is known of it. Prints nothing of itself.</summary>
/// <param name="Id">16 bytes, by which the site keeps its chunks.</param>
/// <param name="Key">32 bytes, for this file only.</param>
/// <param name="Name">1 to 200 UTF-16 units.</param>
/// <param name="Type">a media type, such as image/jpeg.</param>
/// <param name="Size">in bytes, at most <see cref="AttachmentSize.LongestFile"/>.</param>
/// <param name="Digest">of all its chunks, 32 bytes (docs/formats/attachment.md).</param>
/// <param name="Removed">kinds of data that were taken out before sealing, such as location; empty for none found; null where nobody could look.</param>
/// <param name="Question">id of the question that a recording answers; null for a file of its own.</param>
public sealed record ReportAttachment(
    byte[] Id,
    byte[] Key,
    string Name,
    string Type,
    long Size,
    byte[] Digest,
    IReadOnlyList<string>? Removed,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Question = null)
{
    /// <summary>The most files of one report.</summary>
    public const int Most = 20;

    /// <summary>The most chunks that the files of one report have together: 201,326,592 bytes.</summary>
    public const int MostChunks = 4 * AttachmentSize.MostChunks;

    private const int LongestName = 200;
    private const int LongestType = 100;
    private const int LongestWord = 20;
    private const int MostRemoved = 10;

    /// <summary>Always <c>[attachment]</c>.</summary>
    public override string ToString() => "[attachment]";

    /// <summary>Whether all of them follow the format, each with an id of its own.</summary>
    internal static bool AreGood(IReadOnlyList<ReportAttachment> files) =>
        files.Count <= Most
        && files.All(file => file is not null && file.IsGood())
        && files.Select(file => Base64UrlText.Encode(file.Id)).Distinct(StringComparer.Ordinal).Count() == files.Count;

    private bool IsGood() =>
        Id.Length == AttachmentPlace.IdLength
        && Key.Length == Attachment.KeyLength
        && Name.Length is > 0 and <= LongestName
        && Type.Length is > 0 and <= LongestType && Type.Contains('/', StringComparison.Ordinal) && Type.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '/' or '.' or '+' or '-')
        && Size is >= 0 and <= AttachmentSize.LongestFile
        && Digest.Length == Sealing.Digest.Length
        && (Removed is null || (Removed.Count <= MostRemoved && Removed.All(word => word is { Length: > 0 and <= LongestWord } && word.All(char.IsAsciiLetterLower))))
        && Question is null or { Length: > 0 and <= 32 };
}
