using System.Collections.Concurrent;
using Chorus.Escrow.Matching;
using Chorus.Mpc.Links;
using Chorus.Tests.Mpc;
using Shouldly;
using Xunit;

namespace Chorus.Tests.Matching;

/// <summary>
/// One trustee lies in one message of a run, whichever it is. The two others notice: at least one of them ends the run and names the step, and neither
/// takes anything but what the rule releases for its result.
/// </summary>
public sealed class CheatingTests(ITestOutputHelper output)
{
    private const int Seed = 20;

    // Two groups that are released, one that is held, and two reports of one family, so that every step has something to do.
    private static readonly PlainReport[] Reports =
    [
        new(0, 0, 0, 2, [1, 100, 101, 102]), new(1, 1, 0, 2, [1, 103, 104, 105]), new(2, 2, 0, 1, [2, 106, 107, 108]),
        new(3, 3, 0, 3, [3, 109, 110, 111]), new(4, 4, 0, 3, [3, 112, 113, 114]), new(5, 4, 1, 2, [3, 115, 116, 117]),
    ];

    private static readonly HeldReport[][] Lists = SharedReports.Split(Reports, new Random(Seed));

    [Fact]
    public void A_flipped_bit_in_any_message_is_noticed_in_its_step_and_releases_nothing_wrong() =>
        EveryLie(every: 1, (random, message, _) => message[random.Next(message.Length)] ^= (byte)(1 << random.Next(8)))
            .ShouldBe(["agree", "open", "rows", "shuffle", "shuffle again", "sort", "trigger"], ignoreOrder: true);

    [Fact]
    public void A_message_sent_again_in_place_of_a_later_one_is_noticed() => EveryLie(every: 2, (_, message, earlier) =>
    {
        if (earlier.LastOrDefault(sent => sent.Length == message.Length) is { } stale)
        {
            stale.CopyTo(message, 0);
        }
    }).ShouldContain("sort");

    [Fact]
    public void Rows_in_another_order_are_noticed() => EveryLie(every: 2, (_, message, _) =>
    {
        // The first two rows of a shuffle, or words of another message, change places.
        var row = message.Length >= 32 ? 16 : message.Length / 2;
        var first = message.AsSpan(0, row).ToArray();
        message.AsSpan(row, row).CopyTo(message);
        first.CopyTo(message.AsSpan(row));
    }).ShouldContain("shuffle");

    [Fact]
    public void Noise_instead_of_a_message_is_noticed() => 
        EveryLie(every: 3, (random, message, _) => random.NextBytes(message)).ShouldContain("trigger");

    // Lies once in each run: first in the liar's first message, then in its second, and so on, to either neighbour.
    private SortedDictionary<string, int>.KeyCollection EveryLie(int every, Action<Random, byte[], IReadOnlyList<byte[]>> lie)
    {
        var steps = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var lies = 0;
        for (var liar = 0; liar < 3; liar++)
        {
            for (var to = 0; to < 3; to++)
            {
                for (var at = 0; to != liar; at += every)
                {
                    var run = new LyingRun(liar, to, at, lie);
                    if (!run.Lied)
                    {
                        if (run.Sent <= at)
                        {
                            break;
                        }

                        continue;
                    }

                    lies++;
                    run.ShouldHaveBeenNoticed();
                    steps[run.Step] = steps.GetValueOrDefault(run.Step) + 1;
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

        public LyingRun(int liar, int to, int at, Action<Random, byte[], IReadOnlyList<byte[]>> lie)
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
                            return _completed[session.Party] = MatchRun.Execute(session, ReportColumns.Of(Lists[session.Party]));
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

        public void ShouldHaveBeenNoticed()
        {
            Honest.ShouldContain(party => _aborted.ContainsKey(party), _name);
            foreach (var party in Honest)
            {
                if (_completed.TryGetValue(party, out var outcome))
                {
                    ReleaseRuleTests.ShouldFollowTheDefinition(Reports, [outcome]);
                }
            }
        }
    }
}
