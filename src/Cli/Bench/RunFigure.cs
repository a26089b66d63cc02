namespace Chorus.Cli.Bench;

/// <summary>What <c>chorus bench run</c> found for one number of reports. Of three trustees, the figures of the one with the most.</summary>
/// <param name="Reports">stored at each of the three.</param>
/// <param name="Start">from starting the three processes until all are up.</param>
/// <param name="Run">from before the first operator asks until all three have kept what the run released.</param>
/// <param name="Released">reports.</param>
/// <param name="StartPeakBytes">most resident memory until it was up.</param>
/// <param name="PeakBytes">most resident memory of the whole process, start included.</param>
/// <param name="Processor">processor time of the run.</param>
/// <param name="DiskBytes">size of its data folder before the run.</param>
internal sealed record RunFigure(int Reports, TimeSpan Start, TimeSpan Run, int Released, long StartPeakBytes, long PeakBytes, TimeSpan Processor, long DiskBytes);
