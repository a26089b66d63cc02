using System.Globalization;
using Chorus.Mpc.Links;
using Chorus.Simulation.Tests.World;
using Chorus.Tests.Fuzzing;
using Chorus.Trustee;
using Chorus.Trustee.Running;

namespace Chorus.Simulation.Tests.Fuzzing;

/// <summary>
/// Runs, refreshes and replacements in which one message of one trustee arrives as something that almost is one: of
/// another length, cut, repeated, with other integers. Nobody crashes, hangs or takes memory that the sender sizes,
/// nothing is released, and the next meeting is whole. CHORUS_FUZZ_SEED=N repeats one case.
/// </summary>
[Collection(nameof(AloneCollection))]
public sealed class MutatedMessageTests
{
    private const long AllowedBytes = 64 << 20;
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    public static TheoryData<string> Meetings => ["run", "refresh", "replacement"];

    [Theory]
    [MemberData(nameof(Meetings))]
    public void A_mutated_message_costs_at_most_the_meeting(string meeting) => Hold(meeting, 40);

    [Theory]
    [Trait("Size", "Long")]
    [MemberData(nameof(Meetings))]
    public void Many_more_mutated_messages_cost_at_most_the_meeting(string meeting) => Hold(meeting, 400);

    private static void Hold(string meeting, int seeds)
    {
        var numbers = Enumerable.Range(1, seeds).Select(n => (ulong)n).ToArray();
        if (Environment.GetEnvironmentVariable(FuzzedFormat.SeedVariable) is { Length: > 0 } one)
        {
            numbers = [ulong.Parse(one, CultureInfo.InvariantCulture)];
        }
        var aborted = 0;
        foreach (var seed in numbers)
        {
            using var circle = Circle.InMemory();
            var reports = new[] { circle.NewReporter().Deposit(3, 1), circle.NewReporter().Deposit(3, 1), circle.NewReporter().Deposit(0, 1) };
            Array.ForEach(reports, report => circle.Send(report));
            var shared = reports.Select(report => PartsAt.Of(circle, report).Shared()).ToArray();
            Func<TrusteeCore, RunLinks, RunReport> take = meeting switch
            {
                "run" => (core, links) => core.Run(links),
                "refresh" => (core, links) => core.Refresh(links),
                _ => (core, links) => core.Refresh(links, RunKinds.Replace(2)),
            };
            if (meeting == "replacement")
            {
                circle.Lose(2);
                circle.NameKept(2);
            }

            var mutation = new Mutation(seed, Messages(meeting));
            var what = string.Create(CultureInfo.InvariantCulture, $"{meeting}, seed {seed} ({FuzzedFormat.SeedVariable}={seed} repeats it), {mutation}");
            var ends = Meet(circle, take, mutation, what);
            aborted += ends.Any(end => end.End == RunEnd.Aborted) ? 1 : 0;
            circle.Site.Fetch();
            circle.Site.Released.Count.ShouldBe(0, what);

            // The next one is whole, every part shares what it shared, and the reports are released as if nothing had been.
            Meet(circle, take, null, what).ShouldAllBe(end => end.End != RunEnd.Aborted, what);
            reports.Select(report => PartsAt.Of(circle, report).Shared()).ShouldBe(shared, what);
            circle.Send(circle.NewReporter().Deposit(1, 1));
            circle.Run().ShouldAllBe(run => run.End == RunEnd.Completed, what);
            circle.Site.Released.Count.ShouldBe(3, what);
        }

        if (numbers.Length > 1)
        {
            aborted.ShouldBeGreaterThan(numbers.Length / 2);
        }
    }

    private static RunReport[] Meet(Circle circle, Func<TrusteeCore, RunLinks, RunReport> take, Mutation? mutation, string what)
    {
        using var links = new LocalLinks();
        var ends = new RunReport[3];
        var thrown = new Exception?[3];
        var allocated = new long[3];
        var threads = Enumerable.Range(0, 3).Select(i => new Thread(() =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var sent = new Counter();
            ILink Mutated(int to) => new MutatingLink(links.Link(i, to), mutation?.Of(i), sent);
            try
            {
                ends[i] = take(circle.Trustees[i], new RunLinks(i, Mutated((i + 1) % 3), Mutated((i + 2) % 3)));
            }
            catch (Exception e)
            {
                thrown[i] = e;
            }

            if (thrown[i] is not null || ends[i].End == RunEnd.Aborted)
            {
                links.Close(i);
            }

            allocated[i] = GC.GetAllocatedBytesForCurrentThread() - before;
        }) { IsBackground = true }).ToList();
        threads.ForEach(thread => thread.Start());
        // A length that was made larger is waited for: then the watch on silence ends the meeting (WatchedLink), as here.
        if (mutation is not null && !threads.TrueForAll(thread => thread.Join(s_silence)))
        {
            links.Dispose();
        }

        foreach (var thread in threads)
        {
            thread.Join(s_patience).ShouldBeTrue($"{what}: a trustee hangs");
        }

        for (var i = 0; i < 3; i++)
        {
            thrown[i].ShouldBeNull($"{what}: trustee {i} threw {thrown[i]}");
            allocated[i].ShouldBeLessThan(AllowedBytes, $"{what}: trustee {i}");
        }

        return ends;
    }

    // How many messages one trustee sends at least; the choice among them need not be even.
    private static int Messages(string meeting) => meeting switch { "run" => 200, "refresh" => 24, _ => 30 };

    private sealed class Counter
    {
        internal int Value { get; set; }
    }

    /// <summary>Which message of which trustee is changed, and how.</summary>
    private sealed class Mutation(ulong seed, int messages)
    {
        private readonly int _liar = (int)(seed % 3);
        private readonly int _message = new Mutator(seed, [[0]], json: false).Below(messages);

        internal Func<int, byte[], byte[]>? Of(int trustee) =>
            trustee == _liar ? (sent, message) => sent == _message ? new Mutator(seed, [message], json: false).Next() : message : null;

        public override string ToString() => $"message {_message} of trustee {_liar}";
    }

    private sealed class MutatingLink(ILink inner, Func<int, byte[], byte[]>? change, Counter sent) : ILink
    {
        public void Send(ReadOnlySpan<byte> message) => inner.Send(change is null ? message : change(sent.Value++, message.ToArray()));

        public void Receive(Span<byte> message) => inner.Receive(message);
    }
}
