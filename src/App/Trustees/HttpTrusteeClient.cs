using System.Net.Http.Json;
using System.Text.Json;
using Chorus.App.Hosting;
using Chorus.Sealing;

namespace Chorus.App.Trustees;

/// <summary>
/// A trustee over HTTPS: TLS 1.3, each side known by the hash of its public key in the manifest, no authority between.
/// One connection pool for the life of the site.
/// </summary>
internal sealed class HttpTrusteeClient : ITrusteeClient, IDisposable
{
    // A trustee answers at once or is in trouble; a reporter waits no longer than this.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly HttpClient _http;

    /// <param name="index">0, 1 or 2.</param>
    /// <param name="address">where it listens, <c>https://host:port</c>.</param>
    /// <param name="certificate">SHA-256 of its TLS public key, from the manifest.</param>
    /// <param name="own">the site's own TLS key, which the trustee knows likewise.</param>
    public HttpTrusteeClient(int index, Uri address, byte[] certificate, TlsIdentity own)
    {
        Index = index;
        var handler = new SocketsHttpHandler
        {
            SslOptions = new PinnedPeers(certificate).ClientOptions(own),
            ConnectTimeout = TimeSpan.FromSeconds(5),
            UseCookies = false,
            UseProxy = false,
            AllowAutoRedirect = false,
        };
        _http = new HttpClient(handler) { BaseAddress = address, Timeout = Patience, MaxResponseContentBufferSize = 16 << 20 };
    }

    public int Index { get; }

    public async Task<TrusteeAnswer> SubmitAsync(byte[] statement, byte[] signature, byte[]? packet, CancellationToken stop)
    {
        try
        {
            using var answer = await _http.PostAsJsonAsync("/v1/statements", new Submission(statement, signature, packet), SiteJson.Options, stop);
            if (answer.IsSuccessStatusCode)
            {
                return await answer.Content.ReadFromJsonAsync<Acknowledgement>(SiteJson.Lenient, stop) is { Ack: { } ack }
                    ? new TrusteeAnswer.Acknowledged(ack)
                    : new TrusteeAnswer.Unreachable("it answered without an acknowledgement");
            }
            var status = (int)answer.StatusCode;
            var problem = await answer.Content.ReadFromJsonAsync<Refusal>(SiteJson.Lenient, stop);
            return status is >= 400 and < 500 && problem?.Type is { } type && type.StartsWith(Problems.Urn, StringComparison.Ordinal)
                ? new TrusteeAnswer.Refused(type[Problems.Urn.Length..], status, problem.Detail ?? problem.Title ?? "")
                : new TrusteeAnswer.Unreachable($"it answered with status {status}");
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            return new TrusteeAnswer.Unreachable(e.GetType().Name);
        }
    }

    public async Task<IReadOnlyList<TrusteeRelease>?> ReleasesAsync(long after, CancellationToken stop)
    {
        try
        {
            return (await _http.GetFromJsonAsync<ReleaseList>($"/v1/releases?after={after}", SiteJson.Lenient, stop))?.Releases;
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Dispose() => _http.Dispose();

    private sealed record Submission(byte[] Statement, byte[] Signature, byte[]? Packet);

    private sealed record Acknowledgement(byte[] Ack);

    private sealed record Refusal(string? Type, string? Title, string? Detail);

    private sealed record ReleaseList(IReadOnlyList<TrusteeRelease> Releases);
}
