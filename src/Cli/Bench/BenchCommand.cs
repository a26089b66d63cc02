using System.CommandLine;

namespace Chorus.Cli.Bench;

/// <summary><c>chorus bench</c>: measures Chorus on this machine.</summary>
internal static class BenchCommand
{
    internal static Command Create() => new("bench", "Measure Chorus on this machine. Each measurement starts and stops the processes that it needs.")
    {
        IntakeBenchCommand.Create(),
        MatchBenchCommand.Create(),
        RunBenchCommand.Create(),
    };
}
