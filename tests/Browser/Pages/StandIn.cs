using System.Buffers.Text;
using System.Text.Json;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;

namespace Chorus.Browser.Tests.Pages;

/// <summary>
/// Stands in, at the browser's edge, for what lies behind the pages: the three trustees' acknowledgements and look-up. It checks nothing but that no two reports of a receipt have one place, and keeps everything, so that a test can say what was sent, and
/// it can be told to fail. The whole way through real trustees is another test's work.
/// </summary>
internal sealed class StandIn
{
    private readonly SigningKey[] _trustees = [.. Enumerable.Range(0, 3).Select(_ => SigningKey.Generate())];

    public StandIn()
    {
        Manifest = Manifest.Create(new ManifestContent(
            Manifest.Format, 1, SecureRandom.Bytes(16), SecureRandom.Bytes(32), Trial: true, RunEverySeconds: 60,
            [.. _trustees.Select((key, i) => new ManifestTrustee(i, $"Trustee {i}", key.PublicKey, 1, BoxKey.Generate().PublicKey, SecureRandom.Bytes(32)))],
            new ManifestSite(SecureRandom.Bytes(32)),
            [new ManifestNetwork("hospitality", "Hospitality network")],
            [Organisation("workers-centre", "Workers' Centre", "hospitality"), Organisation("legal-aid", "Legal Aid on the Coast", null)]));
        Signatures = new ManifestSignatures([.. _trustees.Select(t => ManifestSignatures.Sign(t, Manifest.Hash))]);
    }

    public Manifest Manifest { get; }

    public ManifestSignatures Signatures { get; }

    /// <summary>The bodies of all posts to <c>/api/statements</c>, accepted or not.</summary>
    public List<string> Posted { get; } = [];

    /// <summary>The headers of those posts, names in small letters.</summary>
    public List<Dictionary<string, string>> Headers { get; } = [];

    /// <summary>The list of packet keys that the trustees have signed since the manifest; null for none.</summary>
    public SignedPacketKeys? PacketKeys { get; private set; }

    /// <summary>The next posts are answered when this ends.</summary>
    public Task Answering { get; set; } = Task.CompletedTask;

    /// <summary>The challenge that <c>work</c> asks for.</summary>
    public string Challenge { get; set; } = "";

    /// <summary>What the next posts meet instead of an answer: <c>offline</c>, <c>503</c>, <c>work</c>, <c>forged</c>; then the queue is empty.</summary>
    public Queue<string> Failures { get; } = new();

    // The versions of each report, oldest first.
    private readonly Dictionary<string, List<JsonElement>> _kept = new(StringComparer.Ordinal);

    // What reporters wrote to their organisations, in order of arrival.
    private readonly List<object> _messages = [];

    public async Task ServeAsync(IBrowserContext context)
    {
        await context.RouteAsync("**/api/statements", StatementAsync);
        await context.RouteAsync("**/api/lookup", LookupAsync);
        await context.RouteAsync("**/api/messages", MessageAsync);
        await context.RouteAsync("**/api/versions", VersionAsync);
        await context.RouteAsync("**/packet-keys.json", PacketKeysAsync);
        await context.RouteAsync("https://www.wikipedia.org/**", r => r.FulfillAsync(new() { Body = "<title>Elsewhere</title>", ContentType = "text/html" }));
    }

    /// <summary>A refresh: the trustees have new packet keys, in a list of which the site may have changed a signature.</summary>
    /// <returns>Their private keys, by trustee.</returns>
    public BoxKey[] Refresh(uint epoch, bool forged = false)
    {
        BoxKey[] keys = [.. _trustees.Select(_ => BoxKey.Generate())];
        var list = new PacketKeyList(Manifest.Deployment, epoch, [.. keys.Select(key => key.PublicKey)]);
        PacketKeys = new SignedPacketKeys(list, [.. _trustees.Select(list.Sign)]);
        if (forged)
        {
            PacketKeys.Signatures[1][0] ^= 1;
        }

        return keys;
    }

    /// <summary>The manifest's packet keys count again.</summary>
    public void ForgetRefresh() => PacketKeys = null;

    private Task PacketKeysAsync(IRoute route) =>
        route.FulfillAsync(PacketKeys is { } signed ? new() { ContentType = "application/json", BodyBytes = signed.ToJson() } : new() { Status = 204 });

    private async Task StatementAsync(IRoute route)
    {
        var text = route.Request.PostData!;
        Posted.Add(text);
        Headers.Add(route.Request.Headers);
        await Answering;
        var failure = Failures.TryDequeue(out var next) ? next : "";
        if (failure == "offline")
        {
            await route.AbortAsync("internetdisconnected");
            return;
        }

        if (failure == "503")
        {
            await route.FulfillAsync(new() { Status = 503, ContentType = "application/problem+json", Body = """{"type":"urn:chorus:busy"}""" });
            return;
        }

        if (failure == "work")
        {
            await route.FulfillAsync(new() { Status = 429, ContentType = "application/problem+json", Body = $$"""{"type":"urn:chorus:work","challenge":"{{Challenge}}"}""" });
            return;
        }

        var body = JsonSerializer.Deserialize<JsonElement>(text);
        var bytes = Base64Url.DecodeFromChars(body.GetProperty("statement").GetString());
        var statement = Statement.Decode(bytes);
        var handle = Base64Url.EncodeToString(statement.Handle.ToArray());
        if (statement.Operation is Operation.Deposit && IsTaken(handle, body, statement.Number))
        {
            await route.FulfillAsync(new() { Status = 409, ContentType = "application/problem+json", Body = """{"type":"urn:chorus:family-full"}""" });
            return;
        }

        if (statement.Operation is Operation.Withdraw)
        {
            _kept.Remove(handle);
        }
        else
        {
            if (!_kept.TryGetValue(handle, out var versions))
            {
                _kept[handle] = versions = [];
            }

            // A retry brings a version that is here already.
            versions.RemoveAll(kept => kept.GetProperty("statement").ValueEquals(body.GetProperty("statement").GetString()));
            versions.Add(body);
        }

        var acks = AcksOf(failure == "forged" ? [.. bytes, 0] : bytes);
        await route.FulfillAsync(new() { ContentType = "application/json", Body = JsonSerializer.Serialize(new { acks }) });
    }

    // As the site does: a place of a receipt is for one report.
    private bool IsTaken(string handle, JsonElement body, int number) => _kept.Any(k =>
        k.Key != handle
        && k.Value[0].GetProperty("lookup").ValueEquals(body.GetProperty("lookup").GetString())
        && Statement.Decode(Base64Url.DecodeFromChars(k.Value[0].GetProperty("statement").GetString())).Number == number);

    private async Task MessageAsync(IRoute route)
    {
        var body = JsonSerializer.Deserialize<JsonElement>(route.Request.PostData!);
        string Member(string name) => body.GetProperty(name).GetString()!;
        _messages.Add(new { handle = Member("handle"), id = Member("id"), direction = 0, envelope = Member("envelope"), signature = Member("signature"), hour = "2026-11-23T21Z" });
        await route.FulfillAsync(new() { Status = 204 });
    }

    private async Task LookupAsync(IRoute route)
    {
        var wanted = JsonSerializer.Deserialize<JsonElement>(route.Request.PostData!).GetProperty("lookup").GetString();
        var found = _kept.Where(k => k.Value[0].GetProperty("lookup").GetString() == wanted)
            .Select(k => new { handle = k.Key, versions = k.Value.Select((version, i) => Version(version, isNewest: i == k.Value.Count - 1)) });
        await route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Body = JsonSerializer.Serialize(new { reports = found, messages = _messages }),
        });
    }

    private IEnumerable<string> AcksOf(byte[] statement) =>
        _trustees.Select((key, i) => Base64Url.EncodeToString(Acknowledgement.Sign(key, i, Statement.HashOf(statement))));

    private Dictionary<string, object> Version(JsonElement version, bool isNewest)
    {
        var given = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["acks"] = AcksOf(Base64Url.DecodeFromChars(version.GetProperty("statement").GetString())),
            ["hour"] = "2026-11-23T21Z",
        };
        foreach (var name in new[] { "statement", "signature", "selfWrap" })
        {
            given[name] = version.GetProperty(name);
        }

        var escrowed = version.GetProperty("escrowed");
        if (isNewest)
        {
            (given["content"], given["escrowed"]) = (version.GetProperty("content"), escrowed);
        }
        else
        {
            given["escrowedHash"] = Base64Url.EncodeToString(Digest.Sha256(Base64Url.DecodeFromChars(escrowed.GetString())));
        }

        return given;
    }

    private async Task VersionAsync(IRoute route)
    {
        var asked = JsonSerializer.Deserialize<JsonElement>(route.Request.PostData!);
        var version = _kept[asked.GetProperty("handle").GetString()!][asked.GetProperty("version").GetInt32() - 1];
        await route.FulfillAsync(new() { ContentType = "application/json", Body = JsonSerializer.Serialize(new { content = version.GetProperty("content") }) });
    }

    private static ManifestOrganisation Organisation(string id, string name, string? network) =>
        new(id, name, "support", network, [new ManifestOrganisationKey(1, BoxKey.Generate().PublicKey, SigningKey.Generate().PublicKey)]);
}
