namespace Chorus.Browser.Tests.Reach;

/// <summary>What a page costs on the line: bytes as they travel, headers included, nothing for what the browser still has.</summary>
internal sealed class LineMeter
{
    private readonly ICDPSession _session;
    private readonly Dictionary<string, string> _underWay = new(StringComparer.Ordinal);
    private readonly HashSet<string> _had = new(StringComparer.Ordinal);
    private double _bytes;

    private LineMeter(ICDPSession session) => _session = session;

    /// <summary>
    /// Counts from now on what this page's browser receives; a built file once, even where it is fetched again, since a browser
    /// whose requests a test answers keeps nothing and any other keeps these.
    /// </summary>
    internal static async Task<LineMeter> OnAsync(IPage page)
    {
        var meter = new LineMeter(await page.Context.NewCDPSessionAsync(page));
        meter._session.Event("Network.requestWillBeSent").OnEvent += (_, e) =>
            meter._underWay[e!.Value.GetProperty("requestId").GetString()!] = e.Value.GetProperty("request").GetProperty("url").GetString()!;
        meter._session.Event("Network.loadingFinished").OnEvent += (_, e) =>
            meter.Count(e!.Value.GetProperty("requestId").GetString()!, e.Value.GetProperty("encodedDataLength").GetDouble());
        meter._session.Event("Network.loadingFailed").OnEvent += (_, e) => meter._underWay.Remove(e!.Value.GetProperty("requestId").GetString()!);
        await meter._session.SendAsync("Network.enable");
        return meter;
    }

    /// <summary>Whether something was asked for and has not come yet.</summary>
    internal bool IsWaiting => _underWay.Count > 0;

    private void Count(string request, double bytes)
    {
        _underWay.Remove(request, out var address);
        address ??= "";
        if (!address.Contains("/assets/", StringComparison.Ordinal) || _had.Add(address))
        {
            _bytes += bytes;
        }
    }

    /// <summary>Bytes since the last time it was asked.</summary>
    internal int Take()
    {
        var bytes = (int)_bytes;
        _bytes = 0;
        return bytes;
    }

    /// <summary>A slow 3G line (400 kbit/s both ways, 400 ms there and back) and a processor six times slower.</summary>
    internal async Task SlowDownAsync()
    {
        await _session.SendAsync("Network.emulateNetworkConditions", new()
        {
            ["offline"] = false, ["latency"] = 400, ["downloadThroughput"] = 400_000 / 8, ["uploadThroughput"] = 400_000 / 8,
        });
        await _session.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = 6 });
    }
}
