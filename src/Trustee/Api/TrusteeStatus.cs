using Chorus.Log.Notes;
using Chorus.Trustee.Running;
using Chorus.Trustee.Storing;

namespace Chorus.Trustee.Api;

/// <summary>What <c>chorus trustee status</c> prints.</summary>
internal static class TrusteeStatus
{
    /// <summary>For the log too.</summary>
    internal const string LacksPacketKey =
        "The packet key of the epoch in use is not in the folder keys, and nobody else has it: deposits that are sealed to it are refused. Make new ones with: chorus trustee refresh";

    internal static string Describe(TrusteeCore core, TrusteeNode node, Checkpoint? siteLog)
    {
        var status = TrusteeApi.Status(core, node);
        var lacking = status.Lacking.Select(lack =>
            $"lacking      trustee {lack.Trustee} left out {lack.Reports} reports that this trustee holds, for up to {lack.Runs} runs\n");
        var denied = status.Denied.Select(denial =>
            $"denied       trustee {denial.Trustee} did not admit to {denial.Reports} releases that this trustee completed, for up to {denial.Runs} runs; each run makes them again\n");
        var parts = core.Epochs.Current;
        return $"""
            trustee      {status.Trustee}
            epoch        {status.Epoch}
            reports      {status.Reports}
            last run     {status.LastRun ?? "none yet"} ({status.LastOutcome})
            last number  {status.LastRunNumber}
            next run     {status.NextRun}
            parts        of epoch {parts.Number} since {parts.Hour}{(parts.Phase == EpochPhase.Stable ? "" : ", not yet the same at all three; the next run sees to it")}
            site's log   {(siteLog is { } seen ? $"{seen.Size} entries when it was last signed" : "not seen yet")}
            mode         {status.Mode}
            {(core.LacksPacketKey ? LacksPacketKey + "\n" : "")}{string.Concat(lacking)}{string.Concat(denied)}{core.LastAttempt?.Sentence}
            {core.LastRefresh?.Sentence}
            """.TrimEnd() + "\n";
    }
}
