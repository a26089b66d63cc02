using Chorus.Escrow.Matching;
using Shouldly;
using Xunit;

namespace Chorus.Tests.Matching;

/// <summary>A run over all rows against a trustee that lies in it.</summary>
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

    private SortedDictionary<string, int>.KeyCollection EveryLie(int every, Action<Random, byte[], IReadOnlyList<byte[]>> lie) => new Lies(
        output,
        session => MatchRun.Execute(session, ReportColumns.Of(Lists[session.Party])),
        outcome => ReleaseRuleTests.ShouldFollowTheDefinition(Reports, [outcome])).Each(every, lie);
}
