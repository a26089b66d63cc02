using System.Globalization;
using Chorus.App.Data;
using Chorus.App.Languages;
using Chorus.Escrow;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.Account;

/// <summary>Whether a member is told by e-mail that something is waiting.</summary>
/// <param name="Address">where to; null for not at all.</param>
/// <param name="Hour">from when on the day's mails go out, UTC, as pages write it.</param>
internal sealed record MailChoice(string? Address, string Hour)
{
    /// <summary>What stands in the field: what was typed and refused, else the address.</summary>
    public string? Typed { get; init; } = Address;

    public static async Task<MailChoice> OfAsync(SiteDb db, string member, int hour, CancellationToken stop) => new(
        await db.MemberMails.Where(m => m.MemberId == member).Select(m => m.Address).SingleOrDefaultAsync(stop),
        string.Create(CultureInfo.InvariantCulture, $"{hour:00}:00 UTC"));

    /// <summary>Writes an address down, or takes it out.</summary>
    /// <param name="db">narrowed to the organisation.</param>
    /// <param name="member">whose it is.</param>
    /// <param name="address">a usable one; null to be told no more.</param>
    /// <param name="language">of the mails.</param>
    /// <param name="now">the hour: what came before it is no reason for a mail.</param>
    /// <param name="stop">gives up.</param>
    public static async Task SaveAsync(SiteDb db, string member, string? address, Language language, string now, CancellationToken stop)
    {
        var mail = await db.MemberMails.SingleOrDefaultAsync(m => m.MemberId == member, stop);
        if (address is null)
        {
            db.RemoveRange(new[] { mail }.OfType<MemberMail>());
        }
        else if (mail is null)
        {
            db.Add(new MemberMail { MemberId = member, OrganisationId = db.Organisation!, Address = address, Language = language.Code, LookedTo = now });
        }
        else
        {
            // How far was looked stays: a new address is no way to a second mail on one day.
            (mail.Address, mail.Language) = (address, language.Code);
        }
        await db.SaveChangesAsync(stop);
    }
}
