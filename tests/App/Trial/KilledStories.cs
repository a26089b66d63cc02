using Chorus.App.Tests.Deployment;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;

namespace Chorus.App.Tests.Trial;

/// <summary>What two or three reporters do, of whom the first begins; each names a person whom no other story names.</summary>
internal enum Story
{
    /// <summary>Two of two agree.</summary>
    Met,

    /// <summary>Two of three agree.</summary>
    NotMet,

    /// <summary>The first of two names somebody else before the second comes: only an old version that came back would agree.</summary>
    Changed,

    /// <summary>The first of two withdraws before the second comes: only a withdrawn report that came back would agree.</summary>
    Withdrawn,

    /// <summary>The same with a change before.</summary>
    ChangedAndWithdrawn,
}

/// <summary>A report that was acknowledged and is to be held everywhere.</summary>
internal sealed record HeldReport(ReceiptKeys Keys, SealedDeposit Newest)
{
    public Handle Handle => Newest.Signed.Statement.Handle;

    public bool WasChanged => Newest.Signed.Statement.Version > 1;
}

/// <summary>A report whose withdrawal was acknowledged, with all that was posted of it.</summary>
internal sealed record WithdrawnReport(ReceiptKeys Keys, IReadOnlyList<SealedDeposit> Posted);

/// <summary>Plays stories through reporters who insist, and keeps what has to be true afterwards. Safe for several at once.</summary>
internal sealed class KilledStories(InsistentReporters reporters, Manifest manifest)
{
    private const string Organisation = TestDeployment.Centre;

    private readonly Lock _lock = new();
    private readonly List<HeldReport> _held = [];
    private readonly List<WithdrawnReport> _withdrawn = [];
    private readonly HashSet<Handle> _released = [];
    private long _persons;

    public IReadOnlyList<HeldReport> Held => _held;

    public IReadOnlyList<WithdrawnReport> Withdrawn => _withdrawn;

    /// <summary>Those that the rule releases.</summary>
    public IReadOnlySet<Handle> Released => _released;

    public Task PlayAsync(Story story, CancellationToken stop) => story switch
    {
        Story.Met => AgreeAsync(2, 2, stop),
        Story.NotMet => AgreeAsync(2, 3, stop),
        Story.Changed => TurnAsync(change: true, withdraw: false, stop),
        Story.Withdrawn => TurnAsync(change: false, withdraw: true, stop),
        Story.ChangedAndWithdrawn => TurnAsync(change: true, withdraw: true, stop),
        _ => throw new ArgumentOutOfRangeException(nameof(story), story, null),
    };

    /// <summary>So many reporters name one person, each for a group of so many.</summary>
    private async Task AgreeAsync(int voices, int quorum, CancellationToken stop)
    {
        var person = Person();
        for (var i = 0; i < voices; i++)
        {
            await DepositAsync(person, quorum, stop);
        }
    }

    private async Task TurnAsync(bool change, bool withdraw, CancellationToken stop)
    {
        var person = Person();
        var reporter = await ReporterAsync(stop);
        List<SealedDeposit> posted = [reporter.Seal(Organisation, Quorum.Of(2), person)];
        await reporters.InsistAsync(posted[0], stop);
        if (change)
        {
            posted.Add(reporter.Change(posted[0], Organisation, Quorum.Of(2), withdraw ? person : Person()));
            await reporters.InsistAsync(posted[1], stop);
        }
        if (withdraw)
        {
            await reporters.InsistAsync(reporter.Withdraw(posted[^1]), stop);
        }
        lock (_lock)
        {
            if (withdraw)
            {
                _withdrawn.Add(new WithdrawnReport(reporter.Keys, posted));
            }
            else
            {
                _held.Add(new HeldReport(reporter.Keys, posted[^1]));
            }
        }
        await DepositAsync(person, 2, stop, counts: false);
    }

    private async Task DepositAsync(ulong person, int quorum, CancellationToken stop, bool counts = true)
    {
        var reporter = await ReporterAsync(stop);
        var deposit = reporter.Seal(Organisation, Quorum.Of(quorum), person);
        await reporters.InsistAsync(deposit, stop);
        lock (_lock)
        {
            _held.Add(new HeldReport(reporter.Keys, deposit));
            if (counts && quorum == 2)
            {
                _released.Add(deposit.Signed.Statement.Handle);
            }
        }
    }

    private async Task<TestReporter> ReporterAsync(CancellationToken stop) => new(manifest, await reporters.PacketKeysAsync(stop));

    private ulong Person() => (ulong)Interlocked.Increment(ref _persons);
}
