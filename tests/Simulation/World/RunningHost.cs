using System.Net.Security;
using Chorus.Sealing;
using Chorus.Trustee;
using Chorus.Trustee.Settings;

namespace Chorus.Simulation.Tests.World;

/// <summary>Trustee 0 of a circle as its whole process but for the process: HTTPS for the site, links, the operator's socket, the log.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly StringWriter _output = new();
    private Task _serving = Task.CompletedTask;

    public Circle Circle { get; } = Circle.OnDisk();

    public DataFolder Folder => Circle.Folder(0);

    public HostAddresses Addresses { get; private set; } = null!;

    /// <summary>What it has logged.</summary>
    public string Log => _output.ToString();

    public async ValueTask InitializeAsync()
    {
        Circle.Stop(0);
        var manifest = Path.Combine(Folder.Root, "manifest-from-site.json");
        await File.WriteAllBytesAsync(manifest, Circle.Manifest.File);
        TrusteeSetup.Sign(Folder, manifest).Length.ShouldBe(64);
        var started = new TaskCompletionSource<HostAddresses>(TaskCreationOptions.RunContinuationsAsynchronously);
        _serving = TrusteeHost.RunAsync(Folder, _output, Circle.Time, started.SetResult, _stop.Token);
        await Task.WhenAny(started.Task, _serving);
        Addresses = await started.Task;
    }

    /// <summary>TLS towards it, as whoever has this key.</summary>
    public SslClientAuthenticationOptions ClientOptions(TlsIdentity identity) =>
        new PinnedPeers(Circle.Manifest.Trustees[0].Certificate).ClientOptions(identity);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        Circle.Restart(0);
        Circle.Dispose();
        _stop.Dispose();
        await _output.DisposeAsync();
    }
}
