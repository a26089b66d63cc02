using System.Text;
using Chorus.App.Data;
using Chorus.Log.Entries;
using Chorus.Sealing;

namespace Chorus.App.CaseLogs;

/// <summary>What of something done with members, roles or keys is hashed into the site's log (docs/formats/log.md, "A site's log").</summary>
internal static class MemberEntry
{
    /// <summary>What the content of such entries is.</summary>
    public const string Kind = "site-member-event";

    private const int OwnerLength = 8;

    /// <summary>How the owner of an organisation's record begins. No case has such an id: browsers choose those, and one could be chosen to stand in its way.</summary>
    public const string OwnerStart = "ffffffffffffffff";

    /// <summary>Whose the entries of an organisation's record are, as a case is that of its own: 16 bytes in hexadecimal.</summary>
    public static string OwnerOf(string organisation) =>
        OwnerStart + Convert.ToHexStringLower(Digest.Sha256(Label.Of("chorus/v1/member-record"), Encoding.UTF8.GetBytes(organisation)).AsSpan(0, OwnerLength));

    /// <summary>What opens the entry of a row; null for a row that nobody could have added, whatever somebody made of it.</summary>
    public static Opening? OpeningOf(MemberEventRow row)
    {
        if (row.Salt.Length != LogEntry.SaltLength)
        {
            return null;
        }
        try
        {
            return new(row.Entry, Kind, row.Salt, LogContent.Write(writer =>
            {
                writer.WritePropertyName("event");
                writer.WriteRawValue(row.Line, skipInputValidation: true);
                writer.WriteNumber("number", row.Number);
                writer.WriteString("organisation", row.OrganisationId);
            }));
        }
        catch (ArgumentException)
        {
            // A line that is empty, or text too long for any JSON: the writer takes neither.
            return null;
        }
    }
}
