using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using Chorus.Sealing;
using Chorus.Trustee;
using Chorus.Trustee.Keys;
using Chorus.Trustee.Links;
using Chorus.Trustee.Refreshing;
using Chorus.Trustee.Running;

namespace Chorus.Simulation.Tests.World;

/// <summary>The three trustees of a circle joined by TLS connections on the loopback interface.</summary>
internal sealed class LinkedCircle : IAsyncDisposable
{
    private readonly PeerNetwork?[] _networks = new PeerNetwork?[3];
    private readonly CancellationTokenSource?[] _stops = new CancellationTokenSource?[3];
    private readonly Task[] _serving = [Task.CompletedTask, Task.CompletedTask, Task.CompletedTask];
    private readonly Channel<RunReport>[] _runs = [.. Enumerable.Range(0, 3).Select(_ => Channel.CreateUnbounded<RunReport>())];

    private readonly ConcurrentQueue<PeerConnection> _silent = [];

    private readonly RefreshSchedule? _refreshes;

    /// <param name="refreshes">when refreshes are due; null for on command only.</param>
    internal LinkedCircle(RefreshSchedule? refreshes = null)
    {
        _refreshes = refreshes;
        for (var i = 0; i < 3; i++)
        {
            StartNode(i);
        }
    }

    internal Circle Circle { get; } = Circle.OnDisk();

    internal TrusteeNode[] Nodes { get; } = new TrusteeNode[3];

    internal List<string> Log { get; } = [];

    /// <summary>Moves the clock to the next published time.</summary>
    internal void ToNextRun() => Circle.Time.Advance(Nodes[0].NextRun - Circle.Time.GetUtcNow());

    /// <summary>The next ended attempt of a trustee.</summary>
    internal ValueTask<RunReport> EndedAsync(int trustee) => _runs[trustee].Reader.ReadAsync(TestContext.Current.CancellationToken);

    internal async Task<RunReport[]> AllEndedAsync() => [await EndedAsync(0), await EndedAsync(1), await EndedAsync(2)];

    /// <summary>Starts a trustee's node, with another TLS key than the manifest pins if <paramref name="identity"/> says so.</summary>
    internal void StartNode(int trustee, TlsIdentity? identity = null)
    {
        _networks[trustee] = Network(trustee, identity ?? KeyFolder.LoadTls(Circle.Folder(trustee)));
        _networks[trustee]!.Listen(new IPEndPoint(IPAddress.Loopback, 0));
        Nodes[trustee] = new TrusteeNode(Circle.Trustees[trustee], _networks[trustee]!, TimeSpan.FromMinutes(60), Note, _refreshes)
        {
            Ended = report => _runs[trustee].Writer.TryWrite(report),
        };
        _stops[trustee] = new CancellationTokenSource();
        _serving[trustee] = Nodes[trustee].ServeAsync(_stops[trustee]!.Token);
    }

    /// <summary>In the place of a stopped trustee: takes up every connection and never says a word of a run.</summary>
    internal void StartSilent(int trustee)
    {
        _networks[trustee] = Network(trustee, KeyFolder.LoadTls(Circle.Folder(trustee)));
        _networks[trustee]!.Listen(new IPEndPoint(IPAddress.Loopback, 0));
        _stops[trustee] = new CancellationTokenSource();
        _serving[trustee] = _networks[trustee]!.AcceptAsync(_ => ([], _silent.Enqueue), Note, _stops[trustee]!.Token);
    }

    /// <summary>A network as a trustee, or somebody who says that she is one, would use it to dial.</summary>
    internal PeerNetwork Network(int trustee, TlsIdentity identity) =>
        new(trustee, new KnownManifests(Circle.Manifest), identity, peer => _networks[peer]!.ListensAt!, Circle.Time);

    internal async Task StopNodeAsync(int trustee)
    {
        await _stops[trustee]!.CancelAsync();
        Nodes[trustee].Dispose();
        await _serving[trustee];
        _networks[trustee]!.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        for (var i = 0; i < 3; i++)
        {
            await StopNodeAsync(i);
            _stops[i]!.Dispose();
        }

        foreach (var connection in _silent)
        {
            connection.Dispose();
        }

        Circle.Dispose();
    }

    private void Note(string sentence)
    {
        lock (Log)
        {
            Log.Add(sentence);
        }
    }
}
