using Chorus.App.Data;
using Chorus.App.Features.Admission;
using Chorus.App.Hosting;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Messages;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Messages;

/// <summary><c>POST /api/messages</c> (docs/formats/site-api.md): a message from the reporter, signed by her family's key.</summary>
internal static class MessageEndpoint
{
    public static void MapMessages(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/messages", PostAsync).AddEndpointFilter<AnswerClock>().AddAdmission(g => g.Messages, MessageIntake.MostBytes);

    private static async Task<IResult> PostAsync(HttpContext context, SiteDb db, MessageIntake messages)
    {
        var stop = context.RequestAborted;
        var (post, unread) = await JsonBody.ReadAsync<MessagePost>(context.Request, MessageIntake.MostBytes, stop);
        if (post is null)
        {
            return unread!;
        }
        if (post.Handle.Length != Handle.Length)
        {
            return Problems.Malformed("A handle is 16 bytes.");
        }
        var report = await db.Across<Report>().AsNoTracking()
            .SingleOrDefaultAsync(r => r.Handle == post.Handle && r.State == ReportState.Deposited, stop);
        return report is null
            ? Problems.Refuse(StatusCodes.Status404NotFound, StatementProblem.UnknownReport, "There is no such report here. Open it again with your receipt.")
            : await messages.StoreAsync(report, post, Direction.FromReporter, [report.Family], stop);
    }
}
