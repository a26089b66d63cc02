using Chorus.App.Data;
using Chorus.App.Languages;
using Chorus.App.Mail;
using Chorus.Escrow;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Jobs;

/// <summary>
/// Once a day, from a fixed hour on, tells members who want it by e-mail that something is waiting, if something came before that hour.
/// A mail that left when somebody wrote would tell whoever sees mail pass, or keeps the mailbox, in which minute a report or a message
/// came; so does one an hour later. From a fixed hour they learn one bit a day (docs/adr/0044).
/// </summary>
internal sealed class MailJob(IServiceScopeFactory scopes, MailServer server, MailDoor door, SiteOptions options, Texts texts, TimeProvider clock, ILogger<MailJob> log)
    : RepeatedJob(TimeSpan.FromMinutes(10), clock)
{
    // Then it is left to the next day, whose mail says the same.
    private static readonly TimeSpan Tries = TimeSpan.FromHours(12);

    private string? _downIn;

    // Whatever goes wrong must not end the site; a later pass tries again.
    public override async Task PassAsync(CancellationToken stop)
    {
        try
        {
            var now = Clock.GetUtcNow();
            var hour = LastHour(now);
            // One try an hour at a server that is down.
            if (now - hour < Tries && !string.Equals(_downIn, Hour.Of(now), StringComparison.Ordinal))
            {
                await MailAllAsync(hour, Hour.Of(now), stop);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            log.LogError(e, "Members could not be told by e-mail that something is waiting");
        }
    }

    private DateTimeOffset LastHour(DateTimeOffset now)
    {
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddHours(server.Hour);
        return today <= now ? today : today.AddDays(-1);
    }

    private async Task MailAllAsync(DateTimeOffset hour, string now, CancellationToken stop)
    {
        var refused = 0;
        foreach (var mail in await DueAsync(Hour.Of(hour), now, stop))
        {
            var (outcome, why) = await MailAsync(mail, hour, now, stop);
            if (outcome is MailOutcome.NoServer)
            {
                _downIn = now;
                // No address, and no text of the server's, which may quote one.
                log.LogWarning("The mail server could not be used ({Why}); it is tried again in the next hour", why);
                return;
            }
            refused += outcome is MailOutcome.Refused ? 1 : 0;
        }
        if (refused > 0)
        {
            log.LogWarning("The mail server refused {Count} mails; they are tried again in the next hour", refused);
        }
    }

    private async Task<List<MemberMail>> DueAsync(string hour, string now, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SiteDb>();
        return await db.Across<MemberMail>().AsNoTracking()
            .Where(m => string.Compare(m.LookedTo, hour) < 0 && (m.TriedHour == null || m.TriedHour != now)).ToListAsync(stop);
    }

    private async Task<(MailOutcome Outcome, string? Why)> MailAsync(MemberMail mail, DateTimeOffset hour, string now, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SiteDb>();
        db.Organisation = mail.OrganisationId;
        var something = await new NewForMember(db, options.AnswerWithinDays).AnyAsync(mail, hour, stop);
        var to = Hour.Of(hour);
        var (mailed, tried) = something ? (to, now) : (mail.MailedHour, mail.TriedHour);
        // Claimed before it is sent, by one statement: of several processes one sends, and one that dies meanwhile sends none rather than two.
        var claimed = await db.MemberMails
            .Where(m => m.MemberId == mail.MemberId && m.Address == mail.Address && m.LookedTo == mail.LookedTo && m.TriedHour == mail.TriedHour)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.LookedTo, to).SetProperty(x => x.TriedHour, tried).SetProperty(x => x.MailedHour, mailed), stop) == 1;
        if (!something || !claimed)
        {
            return (MailOutcome.Sent, null);
        }
        // A language that the site has ceased to offer.
        var language = texts.Has(mail.Language) ? texts.In(mail.Language) : texts.Usual;
        var sent = await door.SendAsync(WaitingMail.Of(server, mail.Address, language, hour), stop);
        if (sent.Outcome is not MailOutcome.Sent)
        {
            await db.MemberMails.Where(m => m.MemberId == mail.MemberId && m.LookedTo == to && m.TriedHour == now)
                .ExecuteUpdateAsync(m => m.SetProperty(x => x.LookedTo, mail.LookedTo).SetProperty(x => x.MailedHour, mail.MailedHour), stop);
        }
        return sent;
    }
}
