using System.Net;
using System.Net.Http.Headers;
using Chorus.Sealing.TimeStamps;

namespace Chorus.App.TimeStamps;

/// <summary>
/// An authority over HTTP (RFC 3161, section 3.4). It is told a hash and nothing else. Whatever it answers, however slowly and however much, costs
/// half a minute and 64 KiB at most; only a body that says to be a time-stamp reply is looked at.
/// </summary>
internal sealed class HttpTimeStamps : ITimeStampAuthority, IDisposable
{
    private const int MostBytes = 64 << 10;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _client;
    private readonly Uri _address;

    /// <param name="address">where questions are posted; http is usual, since the token is signed.</param>
    /// <param name="roots">the pinned certificates.</param>
    public HttpTimeStamps(Uri address, TimeStampRoots roots)
    {
        (_address, Roots) = (address, roots);
        _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None })
        {
            MaxResponseContentBufferSize = MostBytes,
            Timeout = s_patience,
        };
    }

    public TimeStampRoots Roots { get; }

    public async Task<(byte[]? Answer, string Why)> AskAsync(byte[] query, CancellationToken stop)
    {
        using var content = new ByteArrayContent(query);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/timestamp-query");
        try
        {
            using var answer = await _client.PostAsync(_address, content, stop);
            return !answer.IsSuccessStatusCode ? (null, $"it answers {(int)answer.StatusCode}")
                : answer.Content.Headers.ContentType?.MediaType != "application/timestamp-reply" ? (null, "its answer is no time-stamp reply")
                : (await answer.Content.ReadAsByteArrayAsync(stop), "");
        }
        catch (HttpRequestException e)
        {
            return (null, $"{e.HttpRequestError}");
        }
        catch (TaskCanceledException) when (!stop.IsCancellationRequested)
        {
            return (null, "it takes longer than half a minute");
        }
    }

    public void Dispose() => _client.Dispose();
}
