using Chorus.Escrow.Matching;

namespace Chorus.Trustee.Running;

/// <summary>How an attempt at a run ended.</summary>
public enum RunEnd
{
    /// <summary>All three signed what it releases, which may be nothing.</summary>
    Completed,

    /// <summary>Nothing changed since the last run, so nothing new can come out; nothing was computed.</summary>
    Unchanged,

    /// <summary>It released nothing and cost no report.</summary>
    Aborted,
}

/// <summary>An attempt at a run, as one trustee saw it.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Hour">When, by the hour.</param>
/// <param name="Number">The run's number, the same at all three; 0 unless it was completed.</param>
/// <param name="Sentence">For the log and for operators: what happened, where it ended, nothing about any report.</param>
/// <param name="Outcome">What the computation gave and took; null unless it was completed.</param>
public sealed record RunReport(RunEnd End, string Hour, uint Number, string Sentence, RunOutcome? Outcome);
