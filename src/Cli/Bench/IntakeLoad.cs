using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Chorus.Escrow.Depositing;
using Chorus.Sealing;

namespace Chorus.Cli.Bench;

/// <summary>The reporters: as many connections as asked for, each posting one deposit after another.</summary>
internal sealed class IntakeLoad : IDisposable
{
    private const int Samples = 1_000;
    private const int MostTries = 6;

    private readonly SealedDeposits _deposits;
    private readonly int _connections;
    private readonly HttpClient _http;
    private readonly Lock _lock = new();
    private readonly HashSet<Handle> _acknowledged = [];
    private int _unclear;

    public IntakeLoad(Uri site, SealedDeposits deposits, int connections)
    {
        _deposits = deposits;
        _connections = connections;
        _http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections, UseProxy = false, UseCookies = false }) { BaseAddress = site };
    }

    /// <summary>How many deposits were acknowledged so far.</summary>
    public int Acknowledged => _acknowledged.Count;

    /// <summary>Posts so many deposits from a number on, and gives what became of them.</summary>
    /// <param name="first">the first one's number.</param>
    /// <param name="count">how many, at least 1.</param>
    /// <param name="atHalf">is called once, when half of them are on their way.</param>
    /// <param name="cancel">stops.</param>
    public async Task<PostedDeposits> PostAsync(int first, int count, Action atHalf, CancellationToken cancel)
    {
        var posted = new PostedDeposits(first, count, Samples);
        var next = -1;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, _connections).Select(_ => Task.Run(
            async () =>
            {
                for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
                {
                    if (i == count / 2)
                    {
                        atHalf();
                    }
                    await PostOneAsync(posted, first + i, cancel);
                }
            },
            cancel)));
        posted.Elapsed = Stopwatch.GetElapsedTime(start);
        return posted;
    }

    /// <summary>Compares what the four hold with what was acknowledged.</summary>
    /// <exception cref="BenchFailedException">One of them lost or doubled a report.</exception>
    public void RequireHeld(HeldCounts held)
    {
        var lost = _acknowledged.Count(handle => !held.Site.Contains(handle));
        if (lost > 0)
        {
            throw new BenchFailedException($"The site lost {lost} of {_acknowledged.Count} acknowledged deposits.");
        }
        // A deposit that was answered with a failure may be held or not; none may be held twice.
        foreach (var (who, count) in held.Trustees.Select((count, i) => ($"trustee {i}", count)).Prepend(("the site", held.Site.Count)))
        {
            if (count < _acknowledged.Count || count > _acknowledged.Count + _unclear)
            {
                throw new BenchFailedException($"{_acknowledged.Count} deposits were acknowledged and {_unclear} failed, but {who} holds {count}.");
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task PostOneAsync(PostedDeposits posted, int number, CancellationToken cancel)
    {
        var deposit = _deposits.Body(number);
        var start = Stopwatch.GetTimestamp();
        try
        {
            var answer = await SendAsync(deposit, null, cancel);
            // As a browser does: the work that was asked for, and the same again.
            for (var tries = 1; tries < MostTries && answer.Challenge is { } challenge; tries++)
            {
                answer = await SendAsync(deposit, WorkProof.Solve(challenge, deposit), cancel);
            }
            var body = answer.Body;
            if (answer.Status == HttpStatusCode.OK)
            {
                posted.Accept(number, Stopwatch.GetElapsedTime(start), body);
                lock (_lock)
                {
                    _acknowledged.Add(_deposits.Handle(number));
                }
                return;
            }
            Fail(posted, Encoding.UTF8.GetString(body));
        }
        catch (HttpRequestException e)
        {
            Fail(posted, e.Message);
        }
    }

    private async Task<Answer> SendAsync(byte[] deposit, WorkProof? proof, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/statements", UriKind.Relative))
        {
            Content = new ByteArrayContent(deposit) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        if (proof is not null)
        {
            request.Headers.Add(WorkProof.Header, proof.ToString());
        }
        using var answer = await _http.SendAsync(request, cancel);
        return new Answer(answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(cancel));
    }

    private void Fail(PostedDeposits posted, string why)
    {
        Interlocked.Increment(ref _unclear);
        posted.Fail(why);
    }

    private sealed record Answer(HttpStatusCode Status, byte[] Body)
    {
        /// <summary>What work is asked for, or null.</summary>
        public WorkChallenge? Challenge => Status == HttpStatusCode.TooManyRequests
            && JsonSerializer.Deserialize<JsonElement>(Body).TryGetProperty("challenge", out var challenge)
                ? WorkChallenge.Decode(challenge.GetString())
                : null;
    }
}
