namespace Chorus.App.Tests.Trial;

/// <summary>Which processes are killed, and when.</summary>
/// <param name="Victims">indices of processes.</param>
/// <param name="Stories">what reporters begin just before.</param>
/// <param name="Acknowledged">
/// how many statements are acknowledged in between: so that deposits go on however slowly the processes start, and so that a
/// site which takes no more of them is noticed.
/// </param>
/// <param name="InRun">whether then a run is asked for.</param>
/// <param name="After">how long after all that.</param>
/// <param name="InStart">null, or how long after their next start they are killed once more.</param>
internal sealed record Strike(IReadOnlyList<int> Victims, IReadOnlyList<Story> Stories, int Acknowledged, bool InRun, TimeSpan After, TimeSpan? InStart)
{
    /// <summary>How many processes a round kills at least: each one alone and with the others.</summary>
    public const int LeastKillsInRound = 2 * MortalDeployment.Processes;

    private const int StoriesAtOnce = 3;

    // Every story has at least two statements.
    private const int MostAcknowledged = 2 * StoriesAtOnce - 1;
    private const int LongestDeposit = 150;
    private const int LongestRun = 900;
    private const int LongestStart = 1500;

    /// <summary>The next strikes of a seeded order: each process alone and all at once. A third hit a run, a fifth the start as well.</summary>
    public static IReadOnlyList<Strike> Round(Random random)
    {
        var all = Enumerable.Range(0, MortalDeployment.Processes).ToArray();
        int[][] victims = [.. all.Select(i => new[] { i }), all];
        random.Shuffle(victims);
        return [.. victims.Select(v => Of(v, random))];
    }

    private static Strike Of(int[] victims, Random random)
    {
        var stories = random.GetItems(Enum.GetValues<Story>(), StoriesAtOnce);
        var acknowledged = random.Next(MostAcknowledged + 1);
        var inRun = random.Next(3) == 0;
        var after = TimeSpan.FromMilliseconds(random.Next(inRun ? LongestRun : LongestDeposit));
        var inStart = random.Next(5) == 0 ? TimeSpan.FromMilliseconds(random.Next(LongestStart)) : (TimeSpan?)null;
        return new Strike(victims, stories, acknowledged, inRun, after, inStart);
    }
}
