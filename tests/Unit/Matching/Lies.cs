using System.Collections.Concurrent;
using Chorus.Escrow.Matching;
using Chorus.Mpc;
using Chorus.Mpc.Links;
using Chorus.Tests.Mpc;
using Shouldly;
using Xunit;

namespace Chorus.Tests.Matching;

/// <summary>
/// One trustee lies in one message of a run, whichever it is. The two others notice: at least one of them ends the run and names the step, and neither
/// takes anything but what the rule releases for its result.
/// </summary>
/// <param name="output">Where the count of lies goes.</param>
/// <param name="run">A trustee's part in the run.</param>
/// <param name="shouldBeRight">Fails for an outcome that an honest trustee must not have.</param>
internal sealed class Lies(ITestOutputHelper output, Func<Session, RunOutcome> run, Action<RunOutcome> shouldBeRight)
{
    private const int Seed = 20;

    /// <summary>
    /// Lies once in each run: first in the liar's first message, then in the one that is <paramref name="every"/> messages later, and so on, to either neighbour.
    /// Returns the steps in which it was noticed. <paramref name="lie"/> changes the message, given those before it.
    /// </summary>
    public SortedDictionary<string, int>.KeyCollection Each(int every, Action<Random, byte[], IReadOnlyList<byte[]>> lie)
    {
        var steps = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var lies = 0;
        for (var liar = 0; liar < 3; liar++)
        {
            for (var to = 0; to < 3; to++)
            {
                for (var at = 0; to != liar; at += every)
                {
                    var lying = new LyingRun(run, liar, to, at, lie);
                    if (!lying.Lied)
                    {
                        if (lying.Sent <= at)
                        {
                            break;
                        }

                        continue;
                    }

                    lies++;
                    lying.ShouldHaveBeenNoticed(shouldBeRight);
                    steps[lying.Step] = steps.GetValueOrDefault(lying.Step) + 1;
                }
            }
        }

        output.WriteLine($"{lies} lies, noticed in: {string.Join(", ", steps.Select(step => $"{step.Key} {step.Value}"))}");
        return steps.Keys;
    }

    private sealed class LyingRun
    {
        private readonly ConcurrentDictionary<int, MatchAbortedException> _aborted = new();
        private readonly ConcurrentDictionary<int, RunOutcome> _completed = new();
        private readonly string _name;
        private readonly int _liar;

        public LyingRun(Func<Session, RunOutcome> run, int liar, int to, int at, Action<Random, byte[], IReadOnlyList<byte[]>> lie)
        {
            _liar = liar;
            _name = $"trustee {liar} lies to trustee {to} in message {at}";
            var earlier = new List<byte[]>();
            void Send(byte[] message)
            {
                var honest = message.ToArray();
                if (Sent++ == at)
                {
                    lie(new Random(at), message, earlier);
                    Lied = !message.AsSpan().SequenceEqual(honest);
                }

                earlier.Add(honest);
            }

            try
            {
                Trio.Run(
                    Seed,
                    session =>
                    {
                        try
                        {
                            return _completed[session.Party] = run(session);
                        }
                        catch (MatchAbortedException aborted)
                        {
                            _aborted[session.Party] = aborted;
                            throw;
                        }
                    },
                    _ => null,
                    (from, target, link) => from == liar && target == to ? new TappedLink(link, Send) : link);
            }
            catch (MatchAbortedException)
            {
                // Each trustee's own end is kept above.
            }
        }

        public int Sent { get; private set; }

        public bool Lied { get; private set; }

        /// <summary>Where the first honest trustee noticed it, rather than found that the others had gone.</summary>
        public string Step => Honest.Select(party => _aborted.GetValueOrDefault(party))
            .OrderBy(aborted => aborted?.InnerException is LinkException ? 1 : 0).First(aborted => aborted is not null)!.Step;

        private IEnumerable<int> Honest => Enumerable.Range(0, 3).Where(party => party != _liar);

        public void ShouldHaveBeenNoticed(Action<RunOutcome> shouldBeRight)
        {
            Honest.ShouldContain(party => _aborted.ContainsKey(party), _name);
            foreach (var party in Honest)
            {
                if (_completed.TryGetValue(party, out var outcome))
                {
                    shouldBeRight(outcome);
                }
            }
        }
    }
}
