using System.Globalization;
using System.Text;
using Chorus.App.Data;
using Chorus.App.Jobs;
using Chorus.App.Trustees;
using Chorus.Escrow.Manifests;
using Chorus.Log;
using Chorus.Log.Notes;
using Chorus.Log.Witnessing;
using Chorus.Sealing;

namespace Chorus.App.CaseLogs;

/// <summary>
/// Every minute: has the three trustees sign the site's log as its witnesses (docs/formats/trustee-api.md, "Witness"). Where one of them can show that it
/// signed what this log does not continue, an older copy was put back or entries were changed: the log then takes nothing more.
/// </summary>
internal sealed partial class LogWitnesses(
    IServiceScopeFactory scopes, CaseLog log, LogSightings sightings, IEnumerable<ILogWitness> witnesses, Manifest manifest, TimeProvider clock, ILogger<LogWitnesses> events)
    : RepeatedJob(TimeSpan.FromMinutes(1), clock)
{
    // A log to which nothing is added is signed again after this, so that everybody sees that it was still there.
    private static readonly TimeSpan s_again = TimeSpan.FromHours(1);

    private readonly IReadOnlyList<ILogWitness> _witnesses = [.. witnesses];
    private readonly Doubt?[] _doubts = new Doubt?[Manifest.TrusteeCount];
    private readonly bool[] _asked = new bool[Manifest.TrusteeCount];

    public override async Task PassAsync(CancellationToken stop)
    {
        if (await TryCopyAsync(stop) is { } copy)
        {
            await Task.WhenAll(_witnesses.Select(witness => TryAskAsync(witness, copy, stop)));
            log.Doubt = Sentence();
        }
    }

    // What a trustee can show to be signed by the log's own key is enough from one. What it only says takes two: one alone could otherwise stop every case.
    private string? Sentence()
    {
        var doubts = _doubts.OfType<Doubt>().ToArray();
        return doubts.FirstOrDefault(d => d.IsProven)?.Sentence ?? (doubts.Length >= 2 ? doubts[0].Sentence : null);
    }

    private async Task TryAskAsync(ILogWitness witness, LogCopy copy, CancellationToken stop)
    {
        try
        {
            await AskAsync(witness, copy, stop);
        }
        catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            // The next pass tries again.
            NotAsked(events, e, witness.Index);
        }
    }

    private async Task AskAsync(ILogWitness witness, LogCopy copy, CancellationToken stop)
    {
        var (trustee, last) = (witness.Index, sightings.Last(witness.Index));
        if (_asked[trustee] && _doubts[trustee] is null && last is not null && last.Checkpoint == copy.Checkpoint && Clock.GetUtcNow() - last.At < s_again)
        {
            return;
        }
        // After a start each is asked, whatever the files say: they may be as old as the log that was put back.
        var reply = await AskSinceAsync(witness, copy, Math.Min(last?.Checkpoint.Size ?? 0, copy.Checkpoint.Size), stop);
        if (reply is null)
        {
            return;
        }
        _asked[trustee] = true;
        if (reply.Status == StatusCodes.Status200OK && Signed(copy, reply.Body, trustee) is { } sighting)
        {
            sightings.Keep(trustee, sighting);
            _doubts[trustee] = null;
            return;
        }
        await DoubtAsync(witness, copy, reply, stop);
    }

    // The trustee knows best what it signed last; where the site's file is behind, it is asked once more from there.
    private static async Task<WitnessReply?> AskSinceAsync(ILogWitness witness, LogCopy copy, long before, CancellationToken stop)
    {
        var reply = await witness.CosignAsync(copy.Log, copy.RequestSince(before), stop);
        return reply is { Status: StatusCodes.Status409Conflict } && SizeOf(reply.Body) is { } seen && seen != before && seen <= copy.Checkpoint.Size
            ? await witness.CosignAsync(copy.Log, copy.RequestSince(seen), stop)
            : reply;
    }

    private Sighting? Signed(LogCopy copy, byte[] lines, int trustee)
    {
        try
        {
            return copy.SeenBy(sightings.Keys[trustee], lines);
        }
        catch (MalformedException)
        {
            return null;
        }
    }

    private async Task DoubtAsync(ILogWitness witness, LogCopy copy, WitnessReply reply, CancellationToken stop)
    {
        var name = manifest.Trustees[witness.Index].Name;
        var doubt = await witness.SeenAsync(stop) is { } kept ? DoubtOf(name, copy, kept, sightings.Keys[witness.Index]) : null;
        if (doubt is null)
        {
            // It refuses and cannot show why. That is its word against the log's, and does not stop the site.
            NotSigned(events, name, reply.Status);
        }
        else if (_doubts[witness.Index] is null)
        {
            Doubted(events, doubt.Sentence);
        }
        _doubts[witness.Index] = doubt;
    }

    private static Doubt? DoubtOf(string name, LogCopy copy, byte[] kept, NoteKey trustee)
    {
        try
        {
            var sighting = Sighting.Read(kept, trustee);
            var seen = sighting.Checkpoint;
            if (sighting.Log != copy.Log)
            {
                return new($"{name} knows this site's log under another key, with {seen.Size} entries: the log was begun anew. Put back the folder case-log with its key.", IsProven: false);
            }
            return seen.Size > copy.Checkpoint.Size
                ? new($"{name} has signed {seen.Size} entries of this log, and it has {copy.Checkpoint.Size}: an older copy was put back. Stop the site and put back the newest.", IsProven: true)
                : copy.Check([seen]).Count > 0
                    ? new($"{name} has signed {seen.Size} entries of this log, and they are not its first {seen.Size}: entries were changed or removed. Stop the site and put back the newest copy that is whole.", IsProven: true)
                    : null;
        }
        catch (Exception e) when (e is MalformedException or LogException)
        {
            return null;
        }
    }

    // Null where the log cannot be used, which is said where cases are; the next pass tries again.
    private async Task<LogCopy?> TryCopyAsync(CancellationToken stop)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            using var turn = await log.TurnAsync(scope.ServiceProvider.GetRequiredService<SiteDb>(), stop);
            return log.PublicKey is { } key ? LogCopy.Open(log.Folder, key) : null;
        }
        catch (Exception e) when (e is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            NotRead(events, e);
            return null;
        }
    }

    private static long? SizeOf(byte[] body) => long.TryParse(Encoding.Latin1.GetString(body).TrimEnd('\n'), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : null;

    private sealed record Doubt(string Sentence, bool IsProven);

    [LoggerMessage(Level = LogLevel.Error, Message = "The log of cases could not be read for the trustees to sign")]
    private static partial void NotRead(ILogger logger, Exception e);

    [LoggerMessage(Level = LogLevel.Error, Message = "Trustee {Trustee} could not be asked to sign the log of cases")]
    private static partial void NotAsked(ILogger logger, Exception e, int trustee);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Trustee} did not sign the log of cases (status {Status}) and did not show what it signed before")]
    private static partial void NotSigned(ILogger logger, string trustee, int status);

    [LoggerMessage(Level = LogLevel.Error, Message = "The log of cases takes nothing more: {Sentence}")]
    private static partial void Doubted(ILogger logger, string sentence);
}
