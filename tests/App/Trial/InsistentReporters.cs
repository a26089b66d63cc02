using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Chorus.App.Hosting;
using Chorus.App.Tests.Deployment;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;

namespace Chorus.App.Tests.Trial;

/// <summary>
/// What reporters' browsers do towards a site that may be dead or have dead trustees: the same statement again until three
/// trustees have acknowledged it.
/// </summary>
internal sealed class InsistentReporters(Uri site, Manifest manifest) : IDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { BaseAddress = site, Timeout = TimeSpan.FromSeconds(30) };
    private readonly ConcurrentDictionary<(Handle Handle, uint Version), string> _waiting = new();
    private readonly SemaphoreSlim _oneMore = new(0);
    private int _acknowledged;
    private int _lost;
    private int _incomplete;
    private int _withNewerKeys;

    /// <summary>Statements that three trustees have acknowledged, each counted as often as somebody insisted on it.</summary>
    public int Acknowledged => _acknowledged;

    /// <summary>Tries whose answer did not come although the statement may have arrived.</summary>
    public int Lost => _lost;

    /// <summary>Tries that were answered with: not all three trustees have it.</summary>
    public int Incomplete => _incomplete;

    /// <summary>How many reporters found packet keys of a later epoch than the manifest's.</summary>
    public int WithNewerKeys => _withNewerKeys;

    /// <summary>Who still waits for acknowledgements, and what came last in their place.</summary>
    public string Waiting => string.Join(Environment.NewLine, _waiting.Select(w => $"{w.Key.Handle} version {w.Key.Version}: {w.Value}"));

    /// <summary>Waits until so many statements are acknowledged in all. For one waiter at a time.</summary>
    public async Task UntilAcknowledgedAsync(int count, CancellationToken stop)
    {
        while (_acknowledged < count)
        {
            await _oneMore.WaitAsync(stop);
        }
    }

    /// <summary>The packet keys to seal to, by the list that the site gives out once it can be reached; null while those of the manifest count.</summary>
    public async Task<PacketKeyList?> PacketKeysAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Between);
        while (true)
        {
            try
            {
                using var answer = await _http.GetAsync(new Uri("/packet-keys.json", UriKind.Relative), stop);
                var file = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(stop);
                return file.Length == 0 ? null : Verified(file);
            }
            catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException && !stop.IsCancellationRequested)
            {
                await timer.WaitForNextTickAsync(stop);
            }
        }
    }

    public Task InsistAsync(SealedDeposit deposit, CancellationToken stop) => InsistAsync(TestSite.Body(deposit), deposit.Signed, stop);

    public Task InsistAsync(SignedStatement withdrawal, CancellationToken stop) => InsistAsync(TestSite.Body(withdrawal), withdrawal, stop);

    /// <summary>Posts it once.</summary>
    public async Task<(HttpStatusCode Status, string Text)> PostAsync(object statement, CancellationToken stop)
    {
        using var answer = await _http.PostAsJsonAsync("/api/statements", statement, SiteJson.Options, stop);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(stop));
    }

    /// <summary>What the site shows to the receipt of these keys.</summary>
    public async Task<JsonElement> LookupAsync(ReceiptKeys keys, CancellationToken stop)
    {
        using var answer = await _http.PostAsJsonAsync("/api/lookup", new { keys.Lookup }, SiteJson.Options, stop);
        return await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(stop);
    }

    public void Dispose()
    {
        _http.Dispose();
        _oneMore.Dispose();
    }

    private PacketKeyList? Verified(byte[] file)
    {
        var signed = SignedPacketKeys.Parse(file);
        signed.FirstInvalid(manifest).ShouldBeNull();
        if (!signed.List.CountsUnder(manifest))
        {
            return null;
        }
        Interlocked.Increment(ref _withNewerKeys);
        return signed.List;
    }

    private async Task InsistAsync(object body, SignedStatement signed, CancellationToken stop)
    {
        var key = (signed.Statement.Handle, signed.Statement.Version);
        _waiting[key] = "no answer yet";
        using var timer = new PeriodicTimer(Between);
        while (!await TryAsync(key, body, signed, stop))
        {
            await timer.WaitForNextTickAsync(stop);
        }
        _waiting.TryRemove(key, out _);
        Interlocked.Increment(ref _acknowledged);
        _oneMore.Release();
    }

    private async Task<bool> TryAsync((Handle, uint) key, object body, SignedStatement signed, CancellationToken stop)
    {
        (HttpStatusCode Status, string Text) answer;
        try
        {
            answer = await PostAsync(body, stop);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            _waiting[key] = $"{e.GetType().Name}: {e.Message}";
            if (e is not HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError })
            {
                Interlocked.Increment(ref _lost);
            }
            return false;
        }
        if (answer.Status is HttpStatusCode.ServiceUnavailable)
        {
            _waiting[key] = answer.Text;
            answer.Text.ShouldContain("urn:chorus:trustee-unreachable");
            Interlocked.Increment(ref _incomplete);
            return false;
        }
        answer.Status.ShouldBe(HttpStatusCode.OK, $"{signed.Statement.Operation} of version {signed.Statement.Version}: {answer.Text}");
        var acks = JsonSerializer.Deserialize<JsonElement>(answer.Text).GetProperty("acks").Deserialize<byte[][]>(SiteJson.Options)!;
        Acknowledgement.VerifyAll(manifest, signed.Hash, acks).ShouldBeTrue();
        return true;
    }
}
