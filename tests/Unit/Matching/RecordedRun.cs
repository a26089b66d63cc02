using Chorus.Escrow.Matching;
using Chorus.Escrow.Matching.Scan;
using Chorus.Mpc;
using Chorus.Tests.Mpc;

namespace Chorus.Tests.Matching;

/// <summary>One run whose messages and openings were all written down.</summary>
internal sealed record RecordedRun(RunOutcome Outcome, IReadOnlyList<Opening> Openings, IReadOnlyList<(string Step, int Bytes)>[] Sizes)
{
    /// <summary>Runs with keys and nonces from the seed; keeps trustee 0's outcome and the sizes of the messages on all six link ends.</summary>
    public static RecordedRun Of(IReadOnlyList<PlainReport> reports, int seed, ScanTask? task = null)
    {
        var lists = SharedReports.Split(reports, new Random(seed));
        var recorders = new[] { new OpeningRecorder(), new OpeningRecorder(), new OpeningRecorder() };
        List<(int Ended, int Bytes)>[] sizes = [.. Enumerable.Range(0, 9).Select(_ => new List<(int, int)>())];
        // How many phases have ended says in which one a message is sent; each party's thread counts its own.
        var meters = new Meter?[3];
        var outcomes = Trio.Run(
            seed,
            session =>
            {
                meters[session.Party] = session.Meter;
                return MatchRun.Execute(session, ReportColumns.Of(lists[session.Party]), task);
            },
            party => recorders[party],
            (from, to, link) => new TappedLink(link, message => sizes[(3 * from) + to].Add((meters[from]?.Phases.Count ?? -1, message.Length))));
        for (var party = 1; party < 3; party++)
        {
            if (!recorders[party].Openings.Select(Text).SequenceEqual(recorders[0].Openings.Select(Text), StringComparer.Ordinal))
            {
                throw new InvalidOperationException($"Trustee {party} opened something else than trustee 0.");
            }
        }

        var phases = outcomes[0].Stats.Phases;
        return new RecordedRun(
            outcomes[0],
            recorders[0].Openings,
            [.. sizes.Select(end => end.Select(message => (message.Ended < 0 ? "nonces" : phases[message.Ended].Name, message.Bytes)).ToList())]);
    }

    public IEnumerable<Opening> InStep(string step) => Openings.Where(opening => opening.Step == step);

    public PhaseReading Phase(string name) => Outcome.Stats.Phases.Single(phase => phase.Name == name);

    private static string Text(Opening opening) => $"{opening.Step} {opening.Bits} {string.Join(' ', opening.Words)}";
}
