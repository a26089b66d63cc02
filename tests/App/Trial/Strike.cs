namespace Chorus.App.Tests.Trial;

/// <summary>What the three trustees do together.</summary>
internal enum Meeting
{
    /// <summary>Whatever is due by itself.</summary>
    None,

    Run,

    Refresh,
}

/// <summary>Which processes are killed, and when.</summary>
/// <param name="Victims">indices of processes.</param>
/// <param name="Stories">what reporters begin just before.</param>
/// <param name="Acknowledged">
/// how many statements are acknowledged in between: so that deposits go on however slowly the processes start, and so that a
/// site which takes no more of them is noticed.
/// </param>
/// <param name="Asked">what two operators ask for then.</param>
/// <param name="After">how long after all that.</param>
/// <param name="InStart">null, or how long after their next start they are killed once more.</param>
internal sealed record Strike(IReadOnlyList<int> Victims, IReadOnlyList<Story> Stories, int Acknowledged, Meeting Asked, TimeSpan After, TimeSpan? InStart)
{
    /// <summary>How many processes a round kills at least: each one alone and with the others.</summary>
    public const int LeastKillsInRound = 2 * MortalDeployment.Processes;

    private const int StoriesAtOnce = 3;

    // Every story has at least two statements.
    private const int MostAcknowledged = 2 * StoriesAtOnce - 1;
    private const int LongestDeposit = 150;
    private const int LongestMeeting = 900;
    private const int LongestStart = 1500;

    /// <summary>The next strikes of a seeded order: each process alone and all at once. A third hit a run, a sixth a refresh; a fifth hit the start as well.</summary>
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
        var asked = random.Next(6) switch { 0 or 1 => Meeting.Run, 2 => Meeting.Refresh, _ => Meeting.None };
        // Rather soon: a meeting of a few hundred reports is over quickly where the machine is idle.
        var after = TimeSpan.FromMilliseconds(random.Next(1 + random.Next(asked == Meeting.None ? LongestDeposit : LongestMeeting)));
        var inStart = random.Next(5) == 0 ? TimeSpan.FromMilliseconds(random.Next(LongestStart)) : (TimeSpan?)null;
        return new Strike(victims, stories, acknowledged, asked, after, inStart);
    }
}
