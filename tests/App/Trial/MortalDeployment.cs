using System.Globalization;
using System.Text.RegularExpressions;
using Chorus.App.Trustees;
using Chorus.Cli.Trial;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;
using Chorus.Trustee;
using Chorus.Trustee.Settings;

namespace Chorus.App.Tests.Trial;

/// <summary>A site and three trustees, each a process that may be killed: a real deployment, with a run every two seconds.</summary>
internal sealed partial class MortalDeployment : IAsyncDisposable
{
    /// <summary>How many processes; the last one is the site, the others are trustees by their index.</summary>
    public const int Processes = Manifest.TrusteeCount + 1;

    private const int SecondsBetweenRuns = 2;

    private readonly MortalProcess[] _processes;

    private MortalDeployment(TrialFolder folder)
    {
        var port = LocalPorts.Free(1)[0];
        Folder = folder;
        Site = new Uri($"http://127.0.0.1:{port}/");
        Manifest = folder.Site.ReadManifest().Manifest;
        _processes =
        [
            .. Enumerable.Range(0, Manifest.TrusteeCount).Select(i => new MortalProcess($"Trustee {i}", "is up", "trustee", "serve", "--data", folder.Trustee(i))),
            new MortalProcess("The site", "Chorus serves", "serve", "--data", folder.Site.Root, "--port", $"{port}"),
        ];
    }

    public TrialFolder Folder { get; }

    public Uri Site { get; }

    public Manifest Manifest { get; }

    /// <summary>The processes in their order.</summary>
    public IReadOnlyList<MortalProcess> All => _processes;

    /// <summary>Makes it as a newcomer's trial does, and starts the four.</summary>
    public static async Task<MortalDeployment> StartAsync(string data, CancellationToken stop)
    {
        var folder = new TrialFolder(data);
        await TrialSetup.MakeAsync(folder, SecondsBetweenRuns, stop);
        var deployment = new MortalDeployment(folder);
        Array.ForEach(deployment._processes, p => p.Begin());
        await deployment.UpAsync();
        return deployment;
    }

    /// <summary>Waits until all four are up.</summary>
    public Task UpAsync() => Task.WhenAll(_processes.Select(p => p.UpAsync()));

    /// <summary>Two operators ask for it, so it begins now; where something is going on already, that is hit instead.</summary>
    public async Task AskForAsync(Meeting meeting, CancellationToken stop)
    {
        foreach (var operated in meeting == Meeting.None ? [] : new[] { Data(1), Data(2) })
        {
            await (meeting == Meeting.Run ? TrusteeSetup.AskForRunAsync(operated, stop) : TrusteeSetup.AskForRefreshAsync(operated, stop));
        }
    }

    /// <summary>How many reports a trustee says that it holds.</summary>
    public async Task<int> ReportsAsync(int trustee, CancellationToken stop) =>
        int.Parse(ReportsLine().Match(await TrusteeSetup.StatusAsync(Data(trustee), stop)).Groups["count"].ValueSpan, CultureInfo.InvariantCulture);

    /// <summary>The site's own way to the trustees, for who wants to ask them without it.</summary>
    public ServiceProvider TrusteeClients() => new ServiceCollection()
        .AddTrustees(Manifest, Folder.Site.ReadTrustees(), TlsIdentity.Load(Folder.Site.IdentityFile)).BuildServiceProvider();

    /// <summary>Stops all in good order.</summary>
    public Task StopAsync() => Task.WhenAll(_processes.Select(p => p.StopAsync()));

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }
    }

    private DataFolder Data(int trustee) => new(Folder.Trustee(trustee));

    [GeneratedRegex(@"^reports\s+(?<count>\d+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex ReportsLine();
}
