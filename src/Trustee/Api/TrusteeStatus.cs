using Chorus.Trustee.Running;

namespace Chorus.Trustee.Api;

/// <summary>What <c>chorus trustee status</c> prints.</summary>
internal static class TrusteeStatus
{
    internal static string Describe(TrusteeCore core, TrusteeNode node)
    {
        var status = TrusteeApi.Status(core, node);
        var lacking = status.Lacking.Select(lack =>
            $"lacking      trustee {lack.Trustee} left out {lack.Reports} reports that this trustee holds, for up to {lack.Runs} runs\n");
        return $"""
            trustee      {status.Trustee}
            epoch        {status.Epoch}
            reports      {status.Reports}
            last run     {status.LastRun ?? "none yet"} ({status.LastOutcome})
            last number  {status.LastRunNumber}
            next run     {status.NextRun}
            mode         {status.Mode}
            {string.Concat(lacking)}{core.LastAttempt?.Sentence}
            """.TrimEnd() + "\n";
    }
}
