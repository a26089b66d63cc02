using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using Chorus.App.Hosting;
using Chorus.App.Languages;
using Chorus.Sealing;

namespace Chorus.App.Components.ScriptData;

/// <summary>
/// The texts that a page's scripts show only when a later step is reached: a file for each page and language, fetched with
/// the first later script (docs/adr/0037-scripts-that-come-later.md). Its name holds its hash, so that a page never gets
/// the texts of another version of the site: it gets none, and says so.
/// </summary>
public sealed class LaterTexts
{
    // What both pages come to: the form with its errors, files and voice, what is shown before sending, and sending.
    private static readonly string[] OfTheForm =
    [
        "agreed.error", "alone.error", "organisation.error", "organisation.none", "pieces.error.", "pieces.month-year", "pieces.unknown",
        .. Enumerable.Range(2, 6).Select(n => $"quorum.{n}"), "who.error.", "who.help.", "refusal.", "write.too-long",
        "review.change", "review.nothing", "review.skipped", "review.unasked", "readers.", "send.",
        .. new[] { "again", "altered", "asking", "done", "empty", "failed", "full", "gone", "keep", "left", "missing", "nothing", "open", "remove", "save" }.Select(f => $"files.{f}"),
        .. new[] { "sending", "size", "stopped", "too-", "unlooked", "wait", "what." }.Select(f => $"files.{f}"),
        .. new[] { "change", "close", "delete", "denied", "done", "failed", "kept", "left", "listen", "name", "pause", "resume", "running", "start", "stop" }.Select(v => $"voice.{v}"),
    ];

    /// <summary>What the ids of the texts begin with, by page.</summary>
    internal static IReadOnlyDictionary<string, IReadOnlyList<string>> Under { get; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
    {
        ["write"] = [.. OfTheForm, "kept.", "write.keep.", "write.stop.yes", "return.kept.removed", "receipt.copied", "receipt.uncopied", "receipt.next."],
        ["return"] =
        [
            .. OfTheForm, "return.copy.busy", "return.copy.done", "return.copy.failed", "return.copy.files", "return.copy.unopened", "return.count", "return.for", "return.kept.day", "return.kept.removed", "return.none", "return.nth", "return.saved",
            "return.sent", "return.stamped", "return.unreadable", "return.unstamped", "return.version", "return.words.", "messages.empty", "messages.failed",
            "messages.sent", "messages.who", "messages.you", "withdraw.failed", "withdraw.promise", "messages.send", "return.change", "after.", "watch.", "referral.", "circle.", "common.back",
        ],
    };

    // Letters of every script as themselves; it is no part of a page, so nothing in it can be taken for markup.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ConcurrentDictionary<(string Page, string Language), LaterText> _made = new();

    internal LaterText Of(string page, Language language) => _made.GetOrAdd((page, language.Code), _ =>
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(language.Under(Under[page]), Json);
        var hash = Digest.Sha256(json);
        return new(new($"/{language.Code}/texts/{page}-{Convert.ToHexStringLower(hash.AsSpan(0, 8))}.json", $"sha256-{Convert.ToBase64String(hash)}"), json);
    });

    /// <summary>The file of this address, or null where the site has no such one (any more).</summary>
    internal LaterText? At(string path, Language language) =>
        Under.Keys.Select(page => Of(page, language)).FirstOrDefault(text => string.Equals(text.File.Path, path, StringComparison.Ordinal));
}

/// <param name="File">Its address and integrity.</param>
/// <param name="Json">Texts by id.</param>
internal sealed record LaterText(Asset File, ReadOnlyMemory<byte> Json);

internal static class LaterTextsEndpoint
{
    public static IEndpointRouteBuilder MapLaterTexts(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods($"/{{{LanguageRoute.Key}:{LanguageRoute.Key}}}/texts/{{file}}", [HttpMethods.Get, HttpMethods.Head], Give);
        return routes;
    }

    private static IResult Give(HttpContext context, Language language, LaterTexts texts)
    {
        if (texts.At(context.Request.Path, language) is not { } found)
        {
            return Results.NotFound();
        }
        context.Response.Headers.CacheControl = SecurityHeaders.KeptForEver;
        return Results.Bytes(found.Json, "application/json");
    }
}
