namespace Chorus.App.Features.Admission;

/// <summary><c>GET /api/work</c> (docs/formats/site-api.md): what a statement costs now, so that it need not be sent in vain first.</summary>
internal static class WorkEndpoint
{
    public static void MapWork(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/work", (Work work, Gates gates) => Results.Json(new WorkAnswer(work.Challenge(gates.Statements).ToString()), Hosting.SiteJson.Options));
}

/// <param name="Challenge">Base64url; its first byte says how many bits.</param>
internal sealed record WorkAnswer(string Challenge);
