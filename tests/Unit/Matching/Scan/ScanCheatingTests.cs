using Chorus.Escrow.Matching;
using Chorus.Escrow.Matching.Scan;
using Shouldly;
using Xunit;

namespace Chorus.Tests.Matching.Scan;

/// <summary>A scan against a trustee that lies in it.</summary>
public sealed class ScanCheatingTests(ITestOutputHelper output)
{
    // A held pair by person 2, whom the first new report makes three; two of one reporter, of whom the new one is the better; and a released one.
    private static readonly PlainReport[] Reports =
    [
        new(0, 0, 0, 3, [2, 100, 101, 102]), new(1, 1, 0, 3, [103, 2, 104, 105]), new(2, 2, 0, 1, [1, 106, 107, 108]), new(3, 3, 0, 5, [3, 109, 110, 111]),
        new(4, 4, 0, 3, [112, 113, 2, 114]), new(5, 3, 1, 4, [3, 2, 115, 1]),
    ];

    private static readonly ScanTask Task = new([4, 5], [false, false, true, false, false, false]);
    private static readonly HeldReport[][] Lists = SharedReports.Split(Reports, new Random(1));

    [Fact]
    public void A_flipped_bit_in_any_message_is_noticed_in_its_step_and_releases_nothing_wrong() =>
        EveryLie(every: 1, (random, message, _) => message[random.Next(message.Length)] ^= (byte)(1 << random.Next(8)))
            .ShouldBe(["agree", "compare", "open", "trigger"], ignoreOrder: true);

    [Fact]
    public void A_message_sent_again_in_place_of_a_later_one_is_noticed() => EveryLie(every: 2, (_, message, earlier) =>
    {
        if (earlier.LastOrDefault(sent => sent.Length == message.Length) is { } stale)
        {
            stale.CopyTo(message, 0);
        }
    }).ShouldContain("trigger");

    [Fact]
    public void Noise_instead_of_a_message_is_noticed() =>
        EveryLie(every: 3, (random, message, _) => random.NextBytes(message)).ShouldContain("compare");

    private SortedDictionary<string, int>.KeyCollection EveryLie(int every, Action<Random, byte[], IReadOnlyList<byte[]>> lie) => new Lies(
        output,
        session => MatchRun.Execute(session, ReportColumns.Of(Lists[session.Party]), Task),
        outcome => ScanRuns.Groups(Reports, outcome).ShouldBe(["0/0 1/1 4/2 5/1"])).Each(every, lie);
}
