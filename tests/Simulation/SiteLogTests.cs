using System.Net;
using Chorus.Log;
using Chorus.Log.Notes;
using Chorus.Log.Witnessing;
using Chorus.Sealing;
using Chorus.Simulation.Tests.World;
using Chorus.Trustee;
using Chorus.Trustee.Witnessing;

namespace Chorus.Simulation.Tests;

/// <summary>A trustee as the witness of the site's log: over its whole process, and what it remembers on disk.</summary>
public sealed class SiteLogTests : IAsyncLifetime
{
    private readonly RunningHost _host = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chorus-site-log-");
    private NoteSigner _key = null!;

    private byte[] Deployment => _host.Circle.Manifest.Deployment;

    private NoteKey Trustee => SiteLog.WitnessKey(Deployment, 0, _host.Circle.Manifest.Trustees[0].SigningKey);

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        _key = NoteSigner.Generate(SiteLog.Origin(Deployment), NoteAlgorithm.Log);
    }

    public async ValueTask DisposeAsync()
    {
        _key.Dispose();
        await _host.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_site_gets_a_cosignature_for_what_continues_and_a_refusal_it_can_act_on_for_what_does_not()
    {
        using var site = Site();
        (await AskAsync(site, "log", 3, 0)).Status.ShouldBe(HttpStatusCode.OK);
        var (status, body, type) = await AskAsync(site, "log", 5, 0);
        (status, body, type).ShouldBe((HttpStatusCode.Conflict, "3\n", "text/x.tlog.size"));
        (status, body, _) = await AskAsync(site, "log", 5, 3);
        status.ShouldBe(HttpStatusCode.OK, body);

        var kept = await site.GetByteArrayAsync(new Uri("/v1/checkpoint", UriKind.Relative), TestContext.Current.CancellationToken);
        var seen = Sighting.Read(kept, Trustee);
        (seen.Log, seen.Checkpoint.Size).ShouldBe((_key.Key, 5));
        (await File.ReadAllBytesAsync(Path.Combine(_host.Folder.Root, "site-log"), TestContext.Current.CancellationToken)).ShouldBe(kept);

        // Another five under the same key, and one that goes on from them.
        (await AskAsync(site, "fork", 5, 5, seed: 9)).ShouldBe((HttpStatusCode.Conflict, "5\n", "text/x.tlog.size"));
        (await AskAsync(site, "fork", 6, 5, seed: 9)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        _host.Log.ShouldContain("The site's log of cases was not signed. The log does not continue the 5 entries that were seen before");
        using var other = NoteSigner.Generate(_key.Key.Name, NoteAlgorithm.Log);
        (await AskAsync(site, "other", 6, 5, key: other)).Status.ShouldBe(HttpStatusCode.Forbidden);
        using var elsewhere = NoteSigner.Generate("chorus/elsewhere", NoteAlgorithm.Log);
        (await AskAsync(site, "elsewhere", 1, 0, key: elsewhere)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public void What_it_remembers_outlives_it_and_what_another_wrote_there_is_no_memory()
    {
        using var keys = Chorus.Trustee.Keys.TrusteeKeys.Generate(1);
        using var others = Chorus.Trustee.Keys.TrusteeKeys.Generate(1);
        var file = Path.Combine(_folder.FullName, "site-log");
        using (var witness = Open(keys))
        {
            witness.Sign(_key.Key.ToString(), Request("log", 4, 0).ToUtf8()).Answer.ShouldBe(WitnessAnswer.Signed);
        }
        using (var again = Open(keys))
        {
            again.Last!.Checkpoint.Size.ShouldBe(4);
            again.Sign(_key.Key.ToString(), Request("again", 2, 0).ToUtf8()).ShouldSatisfyAllConditions(r => r.Answer.ShouldBe(WitnessAnswer.Conflict), r => r.Seen.ShouldBe(4));
        }
        Should.Throw<OperatorException>(() => Open(others)).Message.ShouldContain("is not what this trustee kept");

        SiteLogWitness Open(Chorus.Trustee.Keys.TrusteeKeys of) => new(of, Deployment, file, TimeProvider.System, _ => { });
    }

    [Fact]
    public void Lines_that_others_put_under_a_checkpoint_are_neither_kept_nor_in_the_way()
    {
        using var keys = Chorus.Trustee.Keys.TrusteeKeys.Generate(1);
        using var witness = new SiteLogWitness(keys, Deployment, null, TimeProvider.System, _ => { });
        var name = SiteLog.WitnessKey(Deployment, 1, keys.Signing.PublicKey);
        var asked = Request("lines", 2, 0);
        var own = asked.Checkpoint.Signatures.ShouldHaveSingleItem();
        NoteSignature[] lines = [own, own, new(name.Name, name.Id, new byte[72]), new("stranger", 1, new byte[64])];

        witness.Sign(_key.Key.ToString(), (asked with { Checkpoint = asked.Checkpoint with { Signatures = lines } }).ToUtf8()).Answer.ShouldBe(WitnessAnswer.Signed);
        Sighting.Read(witness.Last!.ToUtf8(), name).Note.Signatures.Select(s => s.Name).ShouldBe([_key.Key.Name, name.Name]);
    }

    private HttpClient Site()
    {
        var handler = new SocketsHttpHandler { SslOptions = _host.ClientOptions(_host.Circle.SiteIdentity) };
        return new(handler) { BaseAddress = new Uri($"https://{_host.Addresses.Site}") };
    }

    private CheckpointRequest Request(string name, int size, long before, byte seed = 0, NoteSigner? key = null)
    {
        var folder = Path.Combine(_folder.FullName, $"{name}-log");
        using (var writer = LogWriter.Open(folder, key ?? _key))
        {
            writer.Append([.. Enumerable.Range((int)writer.Checkpoint.Size, size - (int)writer.Checkpoint.Size).Select(i => new byte[] { seed, (byte)i })]);
        }
        return LogCopy.Open(folder, (key ?? _key).Key).RequestSince(before);
    }

    private async Task<(HttpStatusCode Status, string Body, string? Type)> AskAsync(HttpClient site, string name, int size, long before, byte seed = 0, NoteSigner? key = null)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/add-checkpoint", UriKind.Relative)) { Content = new ByteArrayContent(Request(name, size, before, seed, key).ToUtf8()) };
        asked.Headers.Add("Chorus-Log-Key", (key ?? _key).Key.ToString());
        using var answer = await site.SendAsync(asked, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), answer.Content.Headers.ContentType?.MediaType);
    }
}
