using Chorus.App.Members;

namespace Chorus.App.Features.Desk.Api;

/// <summary>
/// <c>/desk/api</c> (docs/formats/site-api.md): for members whose roles open reports, by session cookie. What changes
/// something needs the antiforgery token of a desk page too.
/// </summary>
internal static class DeskApi
{
    public static void MapDeskApi(this IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup("/desk/api").RequireAuthorization(DeskPolicies.Reads).AddEndpointFilter(MemberSignIn.RequireToken);
        desk.MapGet("/key", DeskKey.GetAsync);
        desk.MapPost("/key", DeskKey.PostAsync);
        desk.MapPost("/key/passphrase", DeskPassphrase.PostAsync);
        desk.MapGet("/key-request", DeskKeyRequests.GetOwnAsync);
        desk.MapPost("/key-request", DeskKeyRequests.PostOwnAsync);
        desk.MapGet("/key-requests/{member}", DeskKeyRequests.GetAsync);
        desk.MapPost("/key-requests/{member}", DeskKeyRequests.PostAsync);
        desk.MapGet("/key-change", DeskKeyChange.GetAsync);
        desk.MapPost("/key-change", DeskKeyChange.PostAsync);
        desk.MapGet("/reports", DeskReports.GetAsync);
        desk.MapPost("/contents", DeskContents.PostAsync);
        desk.MapGet("/readings/{handle}", DeskReadings.GetAsync);
        desk.MapPost("/readings", DeskReadings.PostAsync);
        desk.MapGet("/sheets", DeskSheets.GetAsync);
        desk.MapPost("/sheets", DeskSheets.PostAsync);
        desk.MapGet("/extracts", DeskExtracts.GetAsync);
        desk.MapPost("/extracts", DeskExtracts.PostAsync);
        desk.MapPost("/extracts/{id}/{step}", DeskExtracts.PostStepAsync);
        desk.MapGet("/attachments/{id}/{index:int}", DeskAttachments.GetAsync);
        desk.MapGet("/circles", DeskCircles.GetAsync).RequireAuthorization(DeskPolicies.Writes);
        desk.MapPost("/circles", DeskCircles.PostAsync).RequireAuthorization(DeskPolicies.Writes);
        desk.MapPost("/circles/{id}/begin", DeskCircles.BeginAsync).RequireAuthorization(DeskPolicies.Writes);
        desk.MapPost("/circles/{id}/end", DeskCircles.EndAsync).RequireAuthorization(DeskPolicies.Writes);
        desk.MapPost("/messages", DeskMessages.PostAsync).RequireAuthorization(DeskPolicies.Writes);
    }
}
