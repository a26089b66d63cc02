namespace Chorus.App.Features.Admission;

/// <summary>One gate for each kind of call, so that a crowd at one leaves the others free.</summary>
internal sealed class Gates(SiteOptions options, TimeProvider clock)
{
    private const long Megabyte = 1 << 20;

    /// <summary>Deposits, changes and withdrawals that browsers sealed.</summary>
    public Gate Statements { get; } = new(options.StatementsUnderWay, options.StatementBytesUnderWay, clock);

    public Gate Messages { get; } = new(64, 8 * Megabyte, clock);

    /// <summary>Letters of cases: 64 of the largest, apart from what reporters write.</summary>
    public Gate Letters { get; } = new(64, 32 * Megabyte, clock);

    /// <summary>Circles on their way to those who are in them: up to 4 MiB each, until they are sent.</summary>
    public Gate Circles { get; } = new(16, Megabyte, clock);

    /// <summary>Forms that pages without scripts post.</summary>
    public Gate Forms { get; } = new(64, 16 * Megabyte, clock);

    /// <summary>Forms of the desk's pages.</summary>
    public Gate DeskForms { get; } = new(16, Megabyte, clock);

    /// <summary>Forms that the site seals: each takes a processor for the 600,000 rounds of a new receipt.</summary>
    public Gate Sealings { get; } = new(8, 8, clock);

    /// <summary>Chunks of files on their way here.</summary>
    public Gate Uploads { get; } = new(64, 16 * Megabyte, clock);

    /// <summary>Claims of files: each reads all of them from the disk.</summary>
    public Gate Claims { get; } = new(8, Megabyte, clock);

    /// <summary>Chunks of files on their way to a reporter, until they are sent.</summary>
    public Gate Downloads { get; } = new(32, Megabyte, clock);

    /// <summary>Their answers are what takes memory, so a look-up is under way until its answer is sent.</summary>
    public Gate Lookups { get; } = new(64, Megabyte, clock);
}
