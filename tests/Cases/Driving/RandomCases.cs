using CsCheck;

namespace Chorus.Cases.Tests.Driving;

/// <summary>Random cases for the properties of laws.</summary>
internal static class RandomCases
{
    /// <summary>Up to 140 numbers, each a step: enough to close a case under any process, with what is thrown in between.</summary>
    internal static Gen<CaseDriver> Gen { get; } =
        CsCheck.Gen.Select(CsCheck.Gen.Int[0, BuiltInFileNames.Processes.Count - 1], CsCheck.Gen.UInt.Array[30, 140], (process, numbers) => new CaseDriver(BuiltInFileNames.Processes[process], numbers));

    /// <summary>The same cases on every run, for what a number of them has to reach together.</summary>
    internal static IReadOnlyList<CaseDriver> Fixed(int count) =>
        [.. Enumerable.Range(1, count).Select(seed => new CaseDriver(BuiltInFileNames.Processes[seed % BuiltInFileNames.Processes.Count], Enumerable.Range(1, 130).Select(n => (uint)((seed * 7919) + (n * 104_729)))))];

    // CHORUS_CASES=2000 holds each law against so many; 40 in a test run.
    private static readonly int s_cases = int.TryParse(Environment.GetEnvironmentVariable("CHORUS_CASES"), out var cases) ? cases : 40;

    /// <summary>Holds a law against random cases.</summary>
    internal static void Hold(Action<CaseDriver> law) => Gen.Sample(law, iter: s_cases, print: Print);

    private static string Print(CaseDriver driver) => string.Join('\n', driver.All.Select(t => $"{(t.IsAccepted ? "+" : "-")} {t.Line}{(t.Outcome is Refused r ? $"  [{r.Id}] {r.Reason}" : "")}"));
}
