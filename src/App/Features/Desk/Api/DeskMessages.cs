using Chorus.App.Data;
using Chorus.App.Features.Messages;
using Chorus.App.Hosting;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;
using Chorus.Escrow.Messages;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Desk.Api;

/// <summary><c>POST /desk/api/messages</c>: an answer to a reporter, signed in the advocate's browser by the organisation's key.</summary>
internal static class DeskMessages
{
    public static async Task<IResult> PostAsync(HttpContext context, SiteDb db, MessageIntake messages, Manifest manifest)
    {
        var stop = context.RequestAborted;
        var (post, unread) = await JsonBody.ReadAsync<MessagePost>(context.Request, MessageIntake.MostBytes, stop);
        if (post is null)
        {
            return unread!;
        }
        // The filter by organisation leaves only reports that were released to this one.
        var released = post.Handle.Length == Handle.Length && await db.ReleasedSlots.AnyAsync(s => s.Handle == post.Handle, stop);
        var report = released ? await db.Across<Report>().AsNoTracking().SingleAsync(r => r.Handle == post.Handle, stop) : null;
        if (report is null)
        {
            return DeskReadings.Unknown();
        }
        if (report.State is ReportState.Withdrawn)
        {
            return Problems.Refuse(StatusCodes.Status409Conflict, StatementProblem.Withdrawn, "The reporter has withdrawn this report and cannot read answers any more.");
        }
        if (!string.Equals(report.OrganisationId, db.Organisation, StringComparison.Ordinal))
        {
            return Problems.Refuse(StatusCodes.Status409Conflict, "moved", "The reporter has since addressed this report to another organisation, and reads answers from there.");
        }
        // An earlier key may be with somebody who is no member any more.
        if (!await DeskKeyRequests.HoldsAsync(db, context.User, DeskKeyRequests.EpochOf(db, manifest), stop))
        {
            return DeskKeyRequests.NotNewest();
        }
        return await messages.StoreAsync(report, post, Direction.FromOrganisation, [manifest.FindOrganisation(report.OrganisationId)!.CurrentKey.SigningKey], stop);
    }
}
