using System.Text.RegularExpressions;
using Chorus.App.Hosting;

namespace Chorus.App.CaseLogs;

/// <summary><c>/log</c>: the log of cases for everybody, as C2SP tlog-tiles has it. It holds salted hashes alone.</summary>
internal static partial class PublicLog
{
    // tile/L/N[.p/W] and tile/entries/N[.p/W], with N in threes: nothing else of a path, and so nothing outside the folder.
    [GeneratedRegex(@"\A(?:[0-7]|entries)(?:/x[0-9]{3}){0,6}/[0-9]{3}(?<part>\.p/[1-9][0-9]{0,2})?\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex TilePath();

    public static void MapPublicLog(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/log/key", (CaseLog log) => log.PublicKey is { } key ? Results.Text($"{key}\n") : None());
        routes.MapGet("/log/checkpoint", (CaseLog log) => FileOf(log, "checkpoint", "text/plain; charset=utf-8"));
        routes.MapGet("/log/witnessed/{trustee:int:range(0,2)}", (int trustee, LogSightings sightings) =>
            sightings.Last(trustee) is { } last ? Results.Text(last.Note.ToString(), "text/plain; charset=utf-8") : None());
        routes.MapGet("/log/tile/{**path}", (string path, CaseLog log) => TilePath().IsMatch(path) ? FileOf(log, $"tile/{path}", "application/octet-stream") : None());
    }

    private static IResult FileOf(CaseLog log, string name, string type)
    {
        try
        {
            return Results.Bytes(File.ReadAllBytes(Path.Combine(log.Folder, name)), type);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return None();
        }
    }

    private static IResult None() => Problems.Refuse(StatusCodes.Status404NotFound, "not-found", "The log has no such file.");
}
