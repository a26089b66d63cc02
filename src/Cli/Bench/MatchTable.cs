using System.Globalization;

namespace Chorus.Cli.Bench;

/// <summary>The figures as a table that grows line by line.</summary>
internal sealed class MatchTable(TextWriter to, bool phases)
{
    private bool _begun;

    internal void Write(MatchFigure figure)
    {
        if (!_begun)
        {
            _begun = true;
            to.WriteLine($"{"rows",10} {"new",4} {"mode",-10} {"seconds",9} {"MB sent",9} {"AND gates",16} {"rounds",7} {"peak MB",8} {"limit s",9} {"ratio",6} {"ns/(N log2 N)",14}");
        }

        to.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{figure.Rows,10} {(figure.NewReports == 0 ? "all" : figure.NewReports.ToString(CultureInfo.InvariantCulture)),4} {MatchBenchCommand.Name(figure.Mode),-10} {figure.Seconds,9:F3} {figure.BytesSentPerTrustee / 1e6,9:F2} {figure.AndGates,16} {figure.Rounds,7} {figure.PeakRssBytes / 1e6,8:F0} {figure.LimitSeconds,9:F3} {figure.RatioToLimit,6:F2} {figure.NanosecondsPerNLogN,14:F1}"));
        foreach (var phase in phases ? figure.Phases : [])
        {
            to.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{"",15} {phase.Name,-20} {phase.Seconds,8:F3} s {phase.BytesSent / 1e6,9:F2} MB {phase.AndGates,16} gates {phase.Rounds,6} rounds"));
        }
    }
}
