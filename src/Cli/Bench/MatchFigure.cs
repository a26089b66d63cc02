using Chorus.Mpc;

namespace Chorus.Cli.Bench;

/// <summary>What one run over some rows took.</summary>
/// <param name="Rows">Rows, four for each report.</param>
/// <param name="NewReports">How many of the reports were new, in a scan; 0 for a run over all.</param>
/// <param name="Mode">The kind of run.</param>
/// <param name="Seconds">From when all three had their reports until the last had the result.</param>
/// <param name="BytesSentPerTrustee">Payload, of the trustee that sent most.</param>
/// <param name="AndGates">AND gates on single bits.</param>
/// <param name="Rounds">Waits for a message that depends on one just sent.</param>
/// <param name="PeakRssBytes">Most resident memory, of the process that had most.</param>
/// <param name="LimitSeconds">What the machine needs for all bytes and all AES of the three.</param>
/// <param name="Phases">The steps at trustee 1.</param>
internal sealed record MatchFigure(
    int Rows,
    int NewReports,
    VerificationMode Mode,
    double Seconds,
    long BytesSentPerTrustee,
    long AndGates,
    long Rounds,
    long PeakRssBytes,
    double LimitSeconds,
    IReadOnlyList<PhaseFigure> Phases)
{
    /// <summary>How often the limit fits into the time.</summary>
    internal double RatioToLimit => Seconds / LimitSeconds;

    /// <summary>Seconds divided by N log2 N, in nanoseconds.</summary>
    internal double NanosecondsPerNLogN => Seconds * 1e9 / (Rows * Math.Log2(Rows));
}

/// <summary>One step at one trustee.</summary>
internal sealed record PhaseFigure(string Name, double Seconds, long BytesSent, long AndGates, long Rounds);

/// <summary>What one process says of its run.</summary>
internal sealed record PartyFigure(long BytesSent, long BytesDrawn, long AndGates, long Rounds, long PeakRssBytes, int Released, IReadOnlyList<PhaseFigure> Phases);
