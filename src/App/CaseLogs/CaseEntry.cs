using Chorus.App.Data;
using Chorus.Log.Entries;

namespace Chorus.App.CaseLogs;

/// <summary>What of an event of a case is hashed into the site's log (docs/formats/log.md, "A site's log").</summary>
internal static class CaseEntry
{
    /// <summary>What the content of such entries is.</summary>
    public const string Kind = "site-case-event";

    /// <summary>What opens the entry of a row; null for a row that nobody could have added as an event of this case, whatever somebody made of it.</summary>
    /// <param name="row">the event.</param>
    /// <param name="opened">its case, which has to be of the row's organisation; of the first event the title goes in.</param>
    public static Opening? OpeningOf(CaseEventRow row, Case opened)
    {
        if (row.CaseId != opened.Id || row.OrganisationId != opened.OrganisationId || row.Salt.Length != LogEntry.SaltLength)
        {
            return null;
        }
        try
        {
            return new(row.Entry, Kind, row.Salt, Content(row, opened));
        }
        catch (ArgumentException)
        {
            // A line that is empty, or text too long for any JSON: the writer takes neither.
            return null;
        }
    }

    private static string Content(CaseEventRow row, Case opened) => LogContent.Write(writer =>
    {
        writer.WriteString("by", row.By);
        writer.WriteString("case", row.CaseId);
        writer.WritePropertyName("event");
        writer.WriteRawValue(row.Line, skipInputValidation: true);
        writer.WriteString("member", row.MemberId);
        writer.WriteNumber("number", row.Number);
        writer.WriteString("organisation", row.OrganisationId);
        if (row.Number == 1 && opened.TitleId is not null)
        {
            writer.WriteStartObject("title");
            writer.WriteString("hash", opened.TitleHash);
            writer.WriteString("id", opened.TitleId);
            writer.WriteEndObject();
        }
    });
}
