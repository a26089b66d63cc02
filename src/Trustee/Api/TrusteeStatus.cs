using Chorus.Trustee.Running;

namespace Chorus.Trustee.Api;

/// <summary>What <c>chorus trustee status</c> prints.</summary>
internal static class TrusteeStatus
{
    internal static string Describe(TrusteeCore core, TrusteeNode node)
    {
        var status = TrusteeApi.Status(core, node);
        return $"""
            trustee      {status.Trustee}
            epoch        {status.Epoch}
            reports      {status.Reports}
            last run     {status.LastRun ?? "none yet"} ({status.LastOutcome})
            last number  {status.LastRunNumber}
            next run     {status.NextRun}
            mode         {status.Mode}
            {core.LastAttempt?.Sentence}
            """.TrimEnd() + "\n";
    }
}
