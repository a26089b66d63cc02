namespace Chorus.Trustee.Running;

/// <summary>A run that ended without a release. It cost no report; the next run tries again.</summary>
internal sealed class RunAbortedException : Exception
{
    internal RunAbortedException(string step, int? party, string reason, Exception? cause = null)
        : base($"{step}{(party is { } other ? $", trustee {other}" : "")}: {reason}", cause)
    {
        Step = step;
        Party = party;
    }

    /// <summary>The step in which it ended.</summary>
    internal string Step { get; }

    /// <summary>The trustee at whose link or message it ended, where that is known.</summary>
    internal int? Party { get; }
}
