using Chorus.App.Data;
using Chorus.App.Features.Desk.Api;
using Chorus.App.Features.Desk.Cases;
using Chorus.App.Members;
using Chorus.Escrow;
using Chorus.Escrow.Messages;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Mail;

/// <summary>
/// Whether something is waiting for a member that was not when it was last looked: a released report or a message of a reporter that the
/// member has not read, a reporter who waits for longer than was promised (said again every week, to those who can answer), or a duty
/// that ran over in a case of the member's. Only of the member's own organisation.
/// </summary>
/// <param name="db">narrowed to the organisation.</param>
/// <param name="promisedDays">within how many days an answer is promised.</param>
internal sealed class NewForMember(SiteDb db, int promisedDays)
{
    // A reporter who still waits is called to mind again.
    private static readonly TimeSpan Again = TimeSpan.FromDays(7);

    /// <param name="mail">of the member.</param>
    /// <param name="to">the hour up to which it is looked.</param>
    /// <param name="stop">gives up.</param>
    public async Task<bool> AnyAsync(MemberMail mail, DateTimeOffset to, CancellationToken stop)
    {
        var roles = await db.MemberRoles.Where(r => r.MemberId == mail.MemberId).Select(r => r.Role).ToListAsync(stop);
        // Who opens nothing is told nothing.
        if (!roles.Intersect(Roles.Reading).Any() || !await db.KeyWraps.AnyAsync(w => w.MemberId == mail.MemberId, stop))
        {
            return false;
        }
        return await HasReportAsync(mail, Hour.Of(to), stop)
            || await HasMessageAsync(mail, Hour.Of(to), stop)
            || (roles.Intersect(Roles.Writing).Any() && await HasLateAnswerAsync(mail, to, stop))
            || await HasDutyAsync(mail, to, stop);
    }

    private Task<bool> HasReportAsync(MemberMail mail, string to, CancellationToken stop)
    {
        var (member, from) = (mail.MemberId, mail.LookedTo);
        return db.Releases.AnyAsync(
            r => string.Compare(r.Hour, from) >= 0 && string.Compare(r.Hour, to) < 0
                && db.ReleasedSlots.Any(s => s.Handle == r.Handle)
                && db.Reports.Any(p => p.Handle == r.Handle && p.State == ReportState.Deposited)
                && !db.Readings.Any(x => x.MemberId == member && x.Handle == r.Handle && x.Version == r.Version && x.ReadHour != null), stop);
    }

    private Task<bool> HasMessageAsync(MemberMail mail, string to, CancellationToken stop)
    {
        var (member, from, reporter) = (mail.MemberId, mail.LookedTo, (byte)Direction.FromReporter);
        return db.Messages.AnyAsync(
            m => m.Direction == reporter && string.Compare(m.Hour, from) >= 0 && string.Compare(m.Hour, to) < 0
                // A message about a report that is still held is as sealed as the report.
                && db.ReleasedSlots.Any(s => s.Handle == m.Handle)
                && db.Reports.Any(p => p.Handle == m.Handle && p.State == ReportState.Deposited)
                && !db.Readings.Any(x => x.MemberId == member && x.Handle == m.Handle && x.ReadMessages >= db.Messages.Count(n => n.Handle == m.Handle)), stop);
    }

    private async Task<bool> HasLateAnswerAsync(MemberMail mail, DateTimeOffset to, CancellationToken stop)
    {
        var again = mail.MailedHour is not { } last || to - Read(last) >= Again;
        var before = Read(mail.LookedTo);
        return (await AnswerWaits.SinceAsync(db, stop)).Values
            .Any(since => AnswerWaits.Of(since, to, promisedDays).Late && (again || !AnswerWaits.Of(since, before, promisedDays).Late));
    }

    // By the summary alone, which names codes and days: what a member may see of the case is decided when it is opened.
    private async Task<bool> HasDutyAsync(MemberMail mail, DateTimeOffset to, CancellationToken stop)
    {
        var (first, end) = (CaseTimes.Spelt(Read(mail.LookedTo)), CaseTimes.Spelt(to));
        var own = await (
            from staff in db.CaseMembers
            where staff.MemberId == mail.MemberId
            join entry in db.Cases on staff.CaseId equals entry.Id
            select new { entry.Id, entry.Summary, staff.Number }).ToListAsync(stop);
        foreach (var entry in own)
        {
            var summary = await CaseSummary.OfAsync(db, entry.Id, entry.Summary, stop);
            if (!summary.Closed && summary.Assigned.Contains(entry.Number) && !summary.Bars(entry.Number, opens: true)
                && summary.Open.Any(d => string.CompareOrdinal(d.Due, first) >= 0 && string.CompareOrdinal(d.Due, end) < 0))
            {
                return true;
            }
        }
        return false;
    }

    private static DateTimeOffset Read(string hour) => Hour.TryParse(hour, out var read) ? read : throw new FormatException($"{hour} is no hour");
}
