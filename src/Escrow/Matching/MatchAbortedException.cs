using Chorus.Mpc;
using Chorus.Mpc.Links;

namespace Chorus.Escrow.Matching;

/// <summary>A run ended without a result. It released nothing, and every report stays as it was.</summary>
public sealed class MatchAbortedException : Exception
{
    private MatchAbortedException(string step, int? party, string reason, Exception inner)
        : base($"The run was aborted in step \"{step}\": {reason}", inner)
    {
        (Step, Party) = (step, party);
    }

    /// <summary>The step in which it ended.</summary>
    public string Step { get; }

    /// <summary>The trustee whose link or message it was, where that is known.</summary>
    public int? Party { get; }

    internal static MatchAbortedException From(LinkException broken) =>
        new(broken.Step ?? "link", broken.Party, broken.Message, broken);

    internal static MatchAbortedException From(ProtocolException mismatch) =>
        new(mismatch.Step, null, mismatch.Message, mismatch);
}
