using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Chorus.Sealing;
using Chorus.Trustee.Api;
using Chorus.Trustee.Control;
using Chorus.Trustee.Keys;
using Chorus.Trustee.Links;
using Chorus.Trustee.Refreshing;
using Chorus.Trustee.Running;
using Chorus.Trustee.Settings;
using Chorus.Trustee.Storing;
using Chorus.Trustee.Witnessing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Chorus.Trustee;

/// <summary>A trustee's process: the core, its store on disk, the API for the site, the links to the other two, and the operator's socket.</summary>
public static class TrusteeHost
{
    private const int LongestRequest = 128 * 1024;

    /// <summary>Serves the trustee of a data folder until cancelled.</summary>
    /// <param name="data">made by <see cref="TrusteeSetup.Initialise"/>.</param>
    /// <param name="output">gets a copy of the log.</param>
    /// <param name="time">the clock.</param>
    /// <param name="cancel">stops it in good order.</param>
    /// <exception cref="OperatorException">where it cannot start; the message says what to do.</exception>
    public static Task RunAsync(DataFolder data, TextWriter output, TimeProvider time, CancellationToken cancel) =>
        RunAsync(data, output, time, _ => { }, cancel);

    internal static async Task RunAsync(DataFolder data, TextWriter output, TimeProvider time, Action<HostAddresses> started, CancellationToken cancel)
    {
        var settings = TrusteeSettings.Load(data);
        var manifests = Manifests(data);
        using var identity = KeyFolder.LoadTls(data);
        using var keys = KeyFolder.Load(data, settings.Index);
        await using var logFile = new StreamWriter(new FileStream(data.LogFile, FileMode.Append, FileAccess.Write, FileShare.ReadWrite));
        var log = new TrusteeLog(time, output, logFile);
        var store = SqliteReportStore.Open(data.Database, data.ReportKeys, KeyFolder.LoadSalt(data));
        using var core = new TrusteeCore(keys, store, manifests, time);
        Descriptor.Write(data, keys, settings.Name, identity.SpkiHash);
        if (store.Unreadable > 0)
        {
            log.Write($"{store.Unreadable} stored rows had no key any more and were removed for good: the database was older than the key file, as after a restored backup.");
        }

        using var network = new PeerNetwork(settings.Index, manifests, identity, settings.AddressOf, time);
        network.Listen(settings.PeerListenAt);
        using var node = new TrusteeNode(core, network, TimeSpan.FromMinutes(settings.RunMinutes), log.Write, RefreshSchedule.Every(settings.RefreshEveryDays));
        using var witness = new SiteLogWitness(keys, manifests.Newest.Deployment, data.SiteLog, time, log.Write);
        await using var site = Site(settings, identity, core, node, witness);
        using var control = new ControlSocket(data);
        await StartAsync(site, settings, cancel);
        log.Write($"Trustee {settings.Index} ({settings.Name}) is up: {core.Reports} reports, epoch {keys.Epoch}, manifest {manifests.Newest.Version}.");
        if (core.LacksPacketKey)
        {
            log.Write(TrusteeStatus.LacksPacketKey);
        }

        started(new HostAddresses(new Uri(site.Urls.Single()).Authority, network.ListensAt!.ToString(), site.Services.GetRequiredService<EndpointDataSource>().Endpoints));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        try
        {
            await Task.WhenAll(
                node.ServeAsync(stop.Token),
                control.ServeAsync((command, stopping) => CommandAsync(command, core, node, witness, stopping), stop.Token),
                StopWithAsync(site, stop));
        }
        finally
        {
            log.Write($"Trustee {settings.Index} has stopped.");
        }
    }

    private static async Task StartAsync(WebApplication site, TrusteeSettings settings, CancellationToken cancel)
    {
        try
        {
            await site.StartAsync(cancel);
        }
        catch (IOException e)
        {
            throw new OperatorException($"Cannot listen for the site at {settings.Listen}: {e.Message} Choose another address in trustee.json (listen), or stop what uses it.", e);
        }
    }

    /// <summary>Whatever ends the site's half, a signal included, ends the rest.</summary>
    private static async Task StopWithAsync(WebApplication site, CancellationTokenSource stop)
    {
        await site.WaitForShutdownAsync(stop.Token);
        await stop.CancelAsync();
    }

    private static KnownManifests Manifests(DataFolder data)
    {
        var shelf = new ManifestShelf(data);
        return shelf.Read().Count > 0
            ? new KnownManifests(shelf.Read)
            : throw new OperatorException($"No manifest is signed yet. Send descriptor.json to the site; when its manifest.json comes back, sign it with: chorus trustee sign --data {data.Root} manifest.json");
    }

    private static async Task<string> CommandAsync(string command, TrusteeCore core, TrusteeNode node, SiteLogWitness witness, CancellationToken cancel) => command switch
    {
        "run" => await node.AskForAsync(RunKind.Match, cancel),
        "refresh" => await node.AskForAsync(RunKind.Refresh, cancel),
        "replace 0" or "replace 1" or "replace 2" => await node.AskForAsync(RunKinds.Replace(command[^1] - '0'), cancel),
        "status" => TrusteeStatus.Describe(core, node, witness.Last?.Checkpoint),
        _ => "This trustee does not know that command. Use the same version of chorus for all commands.",
    };

    private static WebApplication Site(TrusteeSettings settings, TlsIdentity identity, TrusteeCore core, TrusteeNode node, SiteLogWitness witness)
    {
        var builder = WebApplication.CreateSlimBuilder();
        // The framework's logs name addresses; the trustee's own log says what matters without them.
        builder.Logging.ClearProviders();
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LongestRequest;
            kestrel.Listen(settings.ListenAt, listen => listen.UseHttps(https =>
            {
                https.ServerCertificate = identity.Certificate;
                https.SslProtocols = SslProtocols.Tls13;
                https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                https.ClientCertificateValidation = (certificate, _, _) => IsSite(core.Manifests, certificate);
                https.OnAuthenticate = (_, options) => options.AllowTlsResume = false;
            }));
        });
        var app = builder.Build();
        app.UseExceptionHandler(ApiProblems.WriteUnexpected);
        app.UseStatusCodePages(ApiProblems.WriteEmpty);
        TrusteeApi.Map(app, core, node);
        WitnessApi.Map(app, witness);
        return app;
    }

    private static bool IsSite(KnownManifests manifests, X509Certificate2 certificate) =>
        new PinnedPeers(manifests.Newest.Site.Certificate).Find(certificate) is not null;
}

/// <summary>Where a host listens, with the ports that it was given.</summary>
/// <param name="Site">for the site, host:port.</param>
/// <param name="Peers">for the other trustees, host:port.</param>
/// <param name="Endpoints">the calls of the site's half.</param>
internal sealed record HostAddresses(string Site, string Peers, IReadOnlyList<Endpoint> Endpoints);
