using Chorus.Escrow;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;
using Chorus.Trustee.Depositing;
using Chorus.Trustee.Keys;
using Chorus.Trustee.Refreshing;
using Chorus.Trustee.Running;
using Chorus.Trustee.Storing;

namespace Chorus.Trustee;

/// <summary>
/// A trustee without its process: what it holds, what it checks before it acknowledges, its part in a run, and what it
/// released. The host puts HTTPS and TLS links around it; <c>chorus match</c> and tests hold three in one process,
/// joined by nothing but links. Safe for several threads. Owns the store.
/// </summary>
public sealed class TrusteeCore : IDisposable
{
    /// <summary>The most release records in one answer.</summary>
    public const int MostReleases = 500;

    private readonly Lock _lock = new();
    private readonly TrusteeKeys _keys;
    private readonly IReportStore _store;
    private readonly KnownManifests _manifests;
    private readonly TimeProvider _time;
    private readonly HeldReports _held = new();
    private readonly StatementIntake _intake;
    private readonly LackingReports _lacking = new();
    private readonly KeptBySite _kept = new();
    private readonly OldPacketKeys _oldPacketKeys;

    // Handles withdrawn since the current run agreed on its list; null outside of a run.
    private HashSet<Handle>? _withdrawnInRun;

    // What each of the others named as withdrawn in it.
    private readonly HashSet<(int Trustee, Handle Handle)> _namedInRun = [];
    private RunReport? _lastRun;
    private RunReport? _lastRefresh;
    private LastList? _lastList;

    /// <summary>Takes up what the store holds.</summary>
    public TrusteeCore(TrusteeKeys keys, IReportStore store, KnownManifests manifests, TimeProvider time)
    {
        _keys = keys;
        _store = store;
        _manifests = manifests;
        _time = time;
        _intake = new StatementIntake(_lock, keys, manifests, store, _held, time, handle => _withdrawnInRun?.Add(handle));
        Epochs = new PartEpochs(_lock, store, _held, keys.Packets, time);
        store.DateFirstEpoch(Hour.Now(time));
        Epochs.KeysFollow();
        _oldPacketKeys = new OldPacketKeys(keys.Packets, time);
        foreach (var version in store.ReadAll())
        {
            _held.Add(version);
        }
    }

    /// <summary>Which of the three, 0 to 2.</summary>
    public int Index => _keys.Index;

    internal TrusteeKeys Keys => _keys;

    /// <summary>
    /// The list of packet keys of the epoch in use with this trustee's signature, 64 bytes; null for both before the first
    /// refresh, when its key stands in the manifest. It signs no other list of that epoch, since none is ever in use.
    /// </summary>
    public (PacketKeyList List, byte[] Signature)? PacketKeys
    {
        get
        {
            if (_keys.Packets.Current is not { Circle: { } circle } current)
            {
                return null;
            }

            var list = new PacketKeyList(_manifests.Newest.Deployment, current.Epoch, circle);
            return (list, list.Sign(_keys.Signing));
        }
    }

    /// <summary>
    /// Whether the folder of keys lacks the packet key of the parts in use, as one does that was put back from an older copy: what is sealed to it is
    /// refused here, and so complete nowhere, until the next refresh makes new ones. A successor has none of its own before its first refresh.
    /// </summary>
    internal bool LacksPacketKey => Epochs.Current is { Phase: not EpochPhase.Prepared } parts && parts.Number > _keys.Epoch;

    internal KnownManifests Manifests => _manifests;

    internal TimeProvider Time => _time;

    /// <summary>The epochs of the parts that it holds.</summary>
    internal PartEpochs Epochs { get; }

    /// <summary>How the last attempt at a refresh ended, in this process.</summary>
    public RunReport? LastRefresh
    {
        get
        {
            lock (_lock)
            {
                return _lastRefresh;
            }
        }
    }

    /// <summary>How the last attempt at a run ended, in this process.</summary>
    public RunReport? LastAttempt
    {
        get
        {
            lock (_lock)
            {
                return _lastRun;
            }
        }
    }

    /// <summary>The last run that was completed, also by an earlier process.</summary>
    public StoredRun? LastCompleted
    {
        get
        {
            lock (_lock)
            {
                return _store.LastRun;
            }
        }
    }

    /// <summary>The list of the last run that was completed by this process; null if the next run has to go over all.</summary>
    internal LastList? LastList
    {
        get
        {
            lock (_lock)
            {
                return _lastList;
            }
        }
    }

    /// <summary>Number of reports that are kept, released ones included.</summary>
    public int Reports
    {
        get
        {
            lock (_lock)
            {
                return _held.Count;
            }
        }
    }

    /// <summary>What each of the others left out at the last run that compared lists, by this process.</summary>
    public IReadOnlyList<PeerCount> Lacking
    {
        get
        {
            lock (_lock)
            {
                return _lacking.All;
            }
        }
    }

    /// <summary>The releases that each of the others did not admit to at the last run that compared lists, by this process.</summary>
    public IReadOnlyList<PeerCount> Denied
    {
        get
        {
            lock (_lock)
            {
                return _lacking.Denied;
            }
        }
    }

    /// <summary>Takes one statement; as <see cref="Accept(IReadOnlyList{Submission})"/>.</summary>
    /// <param name="statement">411 bytes.</param>
    /// <param name="signature">64 bytes.</param>
    /// <param name="packet">217 bytes; null for a withdrawal.</param>
    public DepositAnswer Accept(byte[] statement, byte[] signature, byte[]? packet) => Accept([new Submission(statement, signature, packet)])[0];

    /// <summary>
    /// Takes deposits, changes and withdrawals (docs/formats/deposit.md, "What a trustee checks before it acknowledges"), each on its own
    /// merits, with one write for all that are kept and one signature for each 64 that are acknowledged. An acknowledgement is given only for
    /// what is on disk, or erased from it.
    /// </summary>
    /// <returns>An answer for each, in order.</returns>
    public IReadOnlyList<DepositAnswer> Accept(IReadOnlyList<Submission> submissions) => _intake.Accept(submissions);

    /// <summary>
    /// Whether the site is to say which reports it keeps: it has not since this trustee started, and there was no refresh yet, so that this may be
    /// the successor of a lost trustee.
    /// </summary>
    public bool WantsKept
    {
        get
        {
            lock (_lock)
            {
                return !_kept.IsWhole && _store.Epoch.Number == StoredEpoch.First.Number;
            }
        }
    }

    /// <summary>Takes some of what the site keeps (docs/formats/trustee-api.md, "Steps of a replacement").</summary>
    /// <param name="reports"><c>handle(16) || statement hash(32)</c> each, in any order; what comes again changes nothing.</param>
    /// <param name="last">whether that was all.</param>
    /// <exception cref="ArgumentException">where one is not of 48 bytes.</exception>
    public void NoteKept(IReadOnlyList<byte[]> reports, bool last)
    {
        KeptReport[] named = [.. reports.Select(each => KeptReport.Decode(each))];
        lock (_lock)
        {
            if (WantsKept)
            {
                _kept.Note(_held, named, last);
            }
        }
    }

    /// <summary>Hashes of the statements that this trustee, in the place of a lost one, may be handed: what it holds, and what the site keeps.</summary>
    internal HashSet<Bytes32> KeptStatements()
    {
        lock (_lock)
        {
            return [.. _held.All.SelectMany(chain => chain.Versions).Select(version => version.StatementHash), .. _kept.Lacked];
        }
    }

    /// <summary>At most <see cref="MostReleases"/> records with a sequence above <paramref name="after"/>, in order.</summary>
    public IReadOnlyList<StoredRelease> Releases(long after)
    {
        lock (_lock)
        {
            return _store.Releases(after, MostReleases);
        }
    }

    /// <summary>
    /// Takes part in a run with the two others, on the calling thread, until it is completed, found unnecessary or aborted.
    /// An aborted run releases nothing and costs no report.
    /// </summary>
    /// <exception cref="InvalidOperationException">where this trustee is in a run already.</exception>
    public RunReport Run(RunLinks links)
    {
        var attempt = new RunAttempt(this, links);
        RunReport report;
        try
        {
            report = attempt.Execute();
        }
        finally
        {
            EndRun();
        }

        return Note(RunKind.Match, report);
    }

    /// <summary>
    /// Makes the parts of every report anew with the two others and destroys the old ones, on the calling thread. Where it
    /// is broken off, the next run or refresh completes it or gives it up; it costs no report.
    /// </summary>
    /// <exception cref="InvalidOperationException">where this trustee is in a run or refresh already.</exception>
    public RunReport Refresh(RunLinks links) => Refresh(links, RunKind.Refresh);

    internal RunReport Refresh(RunLinks links, RunKind kind)
    {
        try
        {
            // The list of a run names the epoch of its parts: none of another epoch is on it, and what was withdrawn need not be remembered.
            lock (_lock)
            {
                _lastList = null;
            }

            return Note(kind, new RefreshAttempt(this, links, kind.Newcomer()).Execute());
        }
        finally
        {
            EndRun();
        }
    }

    /// <summary>Notes an attempt that ended before this trustee's part in it began.</summary>
    internal RunReport NoteAborted(RunKind kind, string sentence) => Note(kind, new RunReport(RunEnd.Aborted, Hour.Now(_time), 0, sentence, null));

    public void Dispose()
    {
        _oldPacketKeys.Dispose();
        lock (_lock)
        {
            _store.Dispose();
        }
    }

    /// <summary>Begins to note withdrawals.</summary>
    internal void BeginRun()
    {
        lock (_lock)
        {
            if (_withdrawnInRun is not null)
            {
                throw new InvalidOperationException("this trustee is in a run already");
            }

            _withdrawnInRun = [];
        }
    }

    /// <summary>The list of what is held.</summary>
    internal ReportList List()
    {
        lock (_lock)
        {
            return ReportList.Of(_held);
        }
    }

    /// <summary>Notes what the others' lists are short of.</summary>
    internal void NoteLists(ReportList own, params ReadOnlySpan<(int Trustee, ReportList List)> others)
    {
        lock (_lock)
        {
            foreach (var (trustee, list) in others)
            {
                _lacking.Note(trustee, own, list);
            }
        }
    }

    /// <summary>Notes what another trustee named as withdrawn, as it may without proof.</summary>
    internal void NoteNamed(int trustee, IEnumerable<Handle> handles)
    {
        lock (_lock)
        {
            _namedInRun.UnionWith(handles.Select(handle => (trustee, handle)));
        }
    }

    /// <summary>Reads every version that is kept, some at a time, so that deposits go on while a long list is read.</summary>
    internal void ReadPieces(Action<StoredVersion> each)
    {
        for (var place = 0L; NextPiece(ref place) is { Count: > 0 } piece;)
        {
            foreach (var version in piece)
            {
                each(version);
            }
        }
    }

    /// <summary>Reads a few versions; null for one that was withdrawn meanwhile.</summary>
    internal StoredVersion?[] Load(IReadOnlyList<AgreedReport> reports)
    {
        var loaded = new StoredVersion?[reports.Count];
        for (var i = 0; i < loaded.Length; i++)
        {
            lock (_lock)
            {
                loaded[i] = _held.Find(reports[i].Handle, reports[i].Version) is null ? null : _store.Read(reports[i].Handle, reports[i].Version);
            }
        }

        return loaded;
    }

    private IReadOnlyList<StoredVersion> NextPiece(ref long place)
    {
        lock (_lock)
        {
            return _store.ReadPiece(ref place);
        }
    }

    /// <summary>
    /// Destroys versions below the agreed ones. Only after <see cref="HoldingCheck"/>: until then a neighbour's list is a claim.
    /// </summary>
    internal void Settle(IReadOnlyList<AgreedReport> agreed)
    {
        lock (_lock)
        {
            var stale = new List<(Handle, uint)>();
            foreach (var report in agreed)
            {
                if (_held.Find(report.Handle) is not { } chain)
                {
                    continue;
                }

                stale.AddRange(chain.Versions.Where(v => v.Version < report.Version).Select(v => (report.Handle, v.Version)));
            }

            if (stale.Count > 0)
            {
                _store.Destroy(stale);
                foreach (var (handle, version) in stale)
                {
                    _held.Remove(handle, version);
                }
            }
        }
    }

    /// <summary>Keeps what the two others handed over to this trustee in the place of a lost one; what it has already stays.</summary>
    internal void TakeOver(IReadOnlyList<(StoredVersion Version, uint ReleasedIn)> versions)
    {
        lock (_lock)
        {
            foreach (var (version, releasedIn) in versions)
            {
                var name = (version.Handle, version.Version);
                if (_store.IsWithdrawn(version.Handle))
                {
                    continue;
                }

                if (_held.Find(version.Handle, version.Version) is not null)
                {
                    if (_store.Read(version.Handle, version.Version).HasPartsOf(version))
                    {
                        continue;
                    }

                    _store.Destroy([name]);
                    _held.Remove(version.Handle, version.Version);
                }

                _store.Add([version]);
                _held.Add(version);
                if (releasedIn > 0)
                {
                    _store.MarkReleased(releasedIn, [name]);
                    _held.MarkReleased([name], releasedIn);
                }
            }
        }
    }

    /// <summary>Takes over the epoch and the number of the last run, once everything was handed over.</summary>
    internal void TakeOver(StoredEpoch epoch, uint lastRun)
    {
        lock (_lock)
        {
            if (lastRun >= NextRunNumber())
            {
                // No list is like this one, so the next run is computed.
                _store.Complete(new StoredRun(lastRun, Hour.Now(_time), new byte[Digest.Length]), [], []);
            }

            _kept.Forget();
        }

        Epochs.Adopt(epoch);
    }

    /// <summary>One more than the last completed run's number.</summary>
    internal uint NextRunNumber()
    {
        lock (_lock)
        {
            return (_store.LastRun?.Number ?? 0) + 1;
        }
    }

    /// <summary>Handles withdrawn since <see cref="BeginRun"/>.</summary>
    internal IReadOnlySet<Handle> WithdrawnInRun()
    {
        lock (_lock)
        {
            return _withdrawnInRun!.ToHashSet();
        }
    }

    /// <summary>
    /// Signs a release list unless a report of it was withdrawn after <paramref name="known"/>: the moment after which a
    /// withdrawal counts as one after release.
    /// </summary>
    internal byte[]? Sign(ReleaseList list, byte[] signed, IReadOnlySet<Handle> known)
    {
        lock (_lock)
        {
            return list.Reports.Any(released => _withdrawnInRun!.Contains(released.Report.Handle) && !known.Contains(released.Report.Handle))
                ? null
                : _keys.Signing.Sign(signed);
        }
    }

    /// <summary>
    /// Keeps what the three signed. Records of reports withdrawn since are not kept. <paramref name="list"/> is what the run was over, or null if the next run
    /// must not rely on it.
    /// </summary>
    internal void Complete(StoredRun run, IReadOnlyList<NewRelease> records, IReadOnlyList<(Handle Handle, uint Version)> firstReleased, LastList? list)
    {
        lock (_lock)
        {
            List<(Handle Handle, uint Version)> kept = [.. firstReleased.Where(v => _held.Find(v.Handle, v.Version) is not null)];
            _store.Complete(run, [.. records.Where(r => _held.Find(r.Handle, r.Version) is not null)], kept);
            _held.MarkReleased(kept, run.Number);
            _lastList = list;
        }
    }

    private RunReport Note(RunKind kind, RunReport report)
    {
        lock (_lock)
        {
            if (kind == RunKind.Match)
            {
                _lastRun = report;
            }
            else
            {
                _lastRefresh = report;
            }
        }

        return report;
    }

    private void EndRun()
    {
        lock (_lock)
        {
            _withdrawnInRun = null;
            for (var trustee = 0; trustee < Manifest.TrusteeCount; trustee++)
            {
                _lacking.NoteNamed(trustee, _namedInRun.Where(named => named.Trustee == trustee && _held.Find(named.Handle) is not null).Select(named => named.Handle));
            }

            _namedInRun.Clear();
        }
    }
}
