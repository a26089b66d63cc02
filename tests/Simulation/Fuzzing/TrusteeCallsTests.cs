using System.Net.Security;
using System.Net.Sockets;
using System.Text.Json;
using Chorus.Escrow.Depositing;
using Chorus.Log.Notes;
using Chorus.Log.Witnessing;
using Chorus.Sealing;
using Chorus.Simulation.Tests.World;
using Chorus.Tests.Fuzzing;
using Microsoft.AspNetCore.Routing;

namespace Chorus.Simulation.Tests.Fuzzing;

/// <summary>
/// Every call of a trustee that takes a body, through its running host, over TLS, with bodies that are not quite right
/// (docs/formats/fuzzing.md). CHORUS_FUZZ_SEED=N repeats one case.
/// </summary>
[Collection(nameof(AloneCollection))]
public sealed class TrusteeCallsTests : IAsyncLifetime
{
    private const string Statements = "POST /v1/statements";
    private const string Kept = "POST /v1/kept";
    private const string Witness = "POST /v1/add-checkpoint";

    // A statement that is refused has its refusal inside of a 200, so only what is no list of statements counts.
    private const int LeastRefused = 40;

    private readonly RunningHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public void Every_call_that_can_take_a_body_is_fuzzed() => _host.Addresses.Endpoints.OfType<RouteEndpoint>()
        .SelectMany(e => e.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods.Where(m => m != "GET").Select(m => $"{m} {e.RoutePattern.RawText}"))
        .ShouldBe([Statements, Kept, Witness], ignoreOrder: true);

    [Fact]
    public Task A_malformed_request_is_refused_with_a_sentence_and_the_next_good_one_is_taken() => HoldAsync(200);

    [Fact]
    [Trait("Size", "Long")]
    public Task Many_more_malformed_requests_are_refused_with_a_sentence() => HoldAsync(3000);

    private async Task HoldAsync(int seeds)
    {
        var reporter = _host.Circle.NewReporter();
        var (first, second) = (reporter.Deposit(2, 1), reporter.Deposit(2, 1));
        using var log = NoteSigner.Generate(SiteLog.Origin(_host.Circle.Manifest.Deployment), NoteAlgorithm.Log);
        foreach (var (call, examples) in new[] { (Statements, (HttpExample[])[Of(first), Of(first, second)]), (Kept, [NamingOf(first), NamingOf(first, second)]), (Witness, [Showing(log)]) })
        {
            await new FuzzedCalls(call, examples, ConnectAsync) { Taken = 200, LeastRefused = LeastRefused }.HoldAsync(seeds, TestContext.Current.CancellationToken);
        }
    }

    // Of no entries, which can be shown again and again.
    private static HttpExample Showing(NoteSigner log) => new(
        "POST", "/v1/add-checkpoint", "text/plain", new Dictionary<string, string>(StringComparer.Ordinal) { ["Chorus-Log-Key"] = log.Key.ToString() },
        new CheckpointRequest(0, [], new Checkpoint(log.Key.Name, 0, Digest.Sha256([])).Sign(log)).ToUtf8());

    private static HttpExample NamingOf(params SealedDeposit[] deposits) => new(
        "POST", "/v1/kept", "application/json", new Dictionary<string, string>(StringComparer.Ordinal),
        JsonSerializer.SerializeToUtf8Bytes(new
        {
            reports = deposits.Select(d => Base64UrlText.Encode([.. d.Signed.Statement.Handle.ToArray(), .. d.Signed.Hash])),
            last = false,
        }));

    private static HttpExample Of(params SealedDeposit[] deposits) => new(
        "POST", "/v1/statements", "application/json", new Dictionary<string, string>(StringComparer.Ordinal),
        JsonSerializer.SerializeToUtf8Bytes(new
        {
            statements = deposits.Select(d => new
            {
                statement = Base64UrlText.Encode(d.Signed.Bytes),
                signature = Base64UrlText.Encode(d.Signed.Signature),
                packet = Base64UrlText.Encode(d.Packets[0]),
            }),
        }));

    private async Task<(Stream Stream, Action End)> ConnectAsync(CancellationToken stop)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        var address = new Uri($"https://{_host.Addresses.Site}");
        await socket.ConnectAsync(address.Host, address.Port, stop);
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        await stream.AuthenticateAsClientAsync(_host.ClientOptions(_host.Circle.SiteIdentity), stop);
        return (stream, () => socket.Shutdown(SocketShutdown.Send));
    }
}

/// <summary>Tests that measure what the process sets aside, and so run when no others do.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection;
