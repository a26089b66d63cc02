namespace Chorus.Simulation.Tests.Seeded;

internal enum MishapKind
{
    Cut,
    Corrupt,
    Truncate,
    DiskFull,
    KillBeforeWrite,
    KillAfterWrite,
}

/// <summary>What goes wrong at one trustee in one meeting of the three.</summary>
/// <param name="At">the message, or the write, of this trustee at which it does; past the last one nothing does.</param>
/// <param name="Draw">which byte and bit, of whatever length the message is.</param>
internal sealed record Mishap(MishapKind Kind, int Trustee, int At, int Draw)
{
    internal bool OfStore => Kind is MishapKind.DiskFull or MishapKind.KillBeforeWrite or MishapKind.KillAfterWrite;

    internal string Name => Kind switch
    {
        MishapKind.Cut => "link cut in a meeting",
        MishapKind.Corrupt => "byte of a message corrupted",
        MishapKind.Truncate => "message truncated",
        MishapKind.DiskFull => "disk full in a meeting",
        MishapKind.KillBeforeWrite => "kill right before a write in a meeting",
        _ => "kill right after a write in a meeting",
    };
}

/// <summary>Draws mishaps.</summary>
internal sealed class Mishaps(Random random)
{
    // A run over few reports sends about 120 messages a trustee, a refresh fewer; past the last one nothing goes wrong.
    private const int MostMessages = 130;
    private const int MostMessagesOfRefresh = 30;
    private const int MostWrites = 6;

    private static readonly MishapKind[] s_all = Enum.GetValues<MishapKind>();

    // What a trustee that lies can do to a refresh has tests of its own, at every message (BrokenRefreshTests).
    private static readonly MishapKind[] s_honest = [MishapKind.Cut, MishapKind.DiskFull, MishapKind.KillBeforeWrite, MishapKind.KillAfterWrite];

    internal Mishap InRun() => Of(s_all, MostMessages);

    internal Mishap InRefresh() => Of(s_honest, MostMessagesOfRefresh);

    /// <summary>The trustee and the message before which something arrives.</summary>
    internal (int Trustee, int At) Moment() => (random.Next(3), random.Next(MostMessages));

    private Mishap Of(MishapKind[] kinds, int messages)
    {
        var mishap = new Mishap(kinds[random.Next(kinds.Length)], random.Next(3), random.Next(messages), random.Next());
        return mishap.OfStore ? mishap with { At = mishap.At % MostWrites } : mishap;
    }
}
