using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Mime;
using System.Text.Json;
using Chorus.App.Batching;
using Chorus.App.Hosting;
using Chorus.Escrow.Depositing;
using Chorus.Log.Notes;
using Chorus.Log.Witnessing;
using Chorus.Sealing;

namespace Chorus.App.Trustees;

/// <summary>
/// A trustee over HTTPS: TLS 1.3, each side known by the hash of its public key in the manifest, no authority between.
/// One connection pool for the life of the site. Statements that wait for it at the same time go in one request.
/// </summary>
internal sealed class HttpTrusteeClient : ITrusteeClient, ILogWitness, IDisposable
{
    // A trustee answers at once or is in trouble; a reporter waits no longer than this.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private const int MostInBatch = 64;
    private const int BatchesAtOnce = 1;

    private readonly HttpClient _http;
    private readonly Batcher<Submission, TrusteeAnswer> _batches;

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
        _batches = new(SubmitAsync, MostInBatch, BatchesAtOnce);
    }

    public int Index { get; }

    public Task<TrusteeAnswer> SubmitAsync(byte[] statement, byte[] signature, byte[]? packet, CancellationToken stop) =>
        _batches.RunAsync(new Submission(statement, signature, packet)).WaitAsync(stop);

    private async Task<IReadOnlyList<TrusteeAnswer>> SubmitAsync(IReadOnlyList<Submission> batch)
    {
        try
        {
            using var answer = await PostAsync("/v1/statements", new Submissions(batch), CancellationToken.None);
            if (!answer.IsSuccessStatusCode)
            {
                return All(batch, $"it answered with status {(int)answer.StatusCode}");
            }
            return await answer.Content.ReadFromJsonAsync<AnswerList>(SiteJson.Lenient) is { Answers: { } answers } && answers.Count == batch.Count
                ? [.. answers.Select(AnswerOf)]
                : All(batch, "it answered without an answer for each statement");
        }
        catch (Exception e) when (IsNoAnswer(e))
        {
            return All(batch, e.GetType().Name);
        }
    }

    private static TrusteeAnswer[] All(IReadOnlyList<Submission> batch, string why)
    {
        var answers = new TrusteeAnswer[batch.Count];
        Array.Fill(answers, new TrusteeAnswer.Unreachable(why));
        return answers;
    }

    private static TrusteeAnswer AnswerOf(Answer answer) => answer switch
    {
        { Ack: { } ack } => new TrusteeAnswer.Acknowledged(ack),
        { Problem: { } problem } when StatementProblem.All.Contains(problem) => new TrusteeAnswer.Refused(problem, answer.Sentence ?? ""),
        _ => new TrusteeAnswer.Unreachable("it answered without an acknowledgement"),
    };

    public async Task<IReadOnlyList<TrusteeRelease>?> ReleasesAsync(long after, CancellationToken stop) =>
        (await GetAsync<ReleaseList>($"/v1/releases?after={after}", stop))?.Releases;

    public async Task<TrusteePacketKeys?> PacketKeysAsync(CancellationToken stop) =>
        (await GetAsync<PacketKeys>("/v1/packet-keys", stop))?.List is { PacketKeys: not null, Signature: not null } list ? list : null;

    public async Task<bool?> KeptAsync(IReadOnlyList<byte[]> reports, bool last, CancellationToken stop)
    {
        var answer = await OrNullAsync(
            async () =>
            {
                using var answer = await PostAsync("/v1/kept", new KeptList(reports, last), stop);
                return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<KeptAnswer>(SiteJson.Lenient, stop) : null;
            },
            stop);
        return answer?.Wanted;
    }

    public Task<WitnessReply?> CosignAsync(NoteKey log, CheckpointRequest request, CancellationToken stop) => OrNullAsync(
        async () =>
        {
            using var asked = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/add-checkpoint", UriKind.Relative)) { Content = new ByteArrayContent(request.ToUtf8()) };
            asked.Headers.Add(CheckpointRequest.LogKeyHeader, log.ToString());
            using var answer = await _http.SendAsync(asked, stop);
            return new WitnessReply((int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(stop));
        },
        stop);

    public Task<byte[]?> SeenAsync(CancellationToken stop) => OrNullAsync(
        async () =>
        {
            using var answer = await _http.GetAsync(new Uri("/v1/checkpoint", UriKind.Relative), stop);
            return answer.IsSuccessStatusCode ? await answer.Content.ReadAsByteArrayAsync(stop) : null;
        },
        stop);

    private Task<T?> GetAsync<T>(string call, CancellationToken stop)
        where T : class => OrNullAsync(() => _http.GetFromJsonAsync<T>(call, SiteJson.Lenient, stop), stop);

    // Whole, with its length before it: in pieces, each of them was a call, a TLS record and a wait of the trustee's.
    private async Task<HttpResponseMessage> PostAsync<T>(string call, T content, CancellationToken stop)
    {
        using var body = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(content, SiteJson.Options));
        body.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json);
        return await _http.PostAsync(new Uri(call, UriKind.Relative), body, stop);
    }

    private static async Task<T?> OrNullAsync<T>(Func<Task<T?>> ask, CancellationToken stop)
        where T : class
    {
        try
        {
            return await ask();
        }
        catch (Exception e) when (IsNoAnswer(e) && !(e is OperationCanceledException && stop.IsCancellationRequested))
        {
            return null;
        }
    }

    // Whatever comes, or does not, in the place of an answer: no connection, a late or cut one, no JSON, JSON in a character set that nobody knows. Let
    // through, it would end the job that asked, and with it the site.
    private static bool IsNoAnswer(Exception e) => e is HttpRequestException or IOException or JsonException or InvalidOperationException or OperationCanceledException;

    public void Dispose() => _http.Dispose();

    private sealed record Submission(byte[] Statement, byte[] Signature, byte[]? Packet);

    private sealed record Submissions(IReadOnlyList<Submission> Statements);

    private sealed record AnswerList(IReadOnlyList<Answer> Answers);

    private sealed record Answer(byte[]? Ack, string? Problem, string? Sentence);

    private sealed record KeptList(IReadOnlyList<byte[]> Reports, bool Last);

    private sealed record KeptAnswer(bool? Wanted);

    private sealed record PacketKeys(TrusteePacketKeys? List);

    private sealed record ReleaseList(IReadOnlyList<TrusteeRelease> Releases);
}
