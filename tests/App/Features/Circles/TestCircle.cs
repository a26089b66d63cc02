using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Chorus.App.Features.Circles;
using Chorus.App.Tests.Deployment;
using Chorus.Escrow;
using Chorus.Escrow.Circles;
using Chorus.Sealing;

namespace Chorus.App.Tests.Features.Circles;

/// <summary>A circle with the keys of all its seats, and what their browsers would do with them.</summary>
internal sealed class TestCircle : IDisposable
{
    private readonly TestSite _site;
    private readonly TestMember _advocate;
    private readonly TimeProvider _clock;

    public TestCircle(TestSite site, TestMember advocate, TimeProvider clock, int members)
    {
        (_site, _advocate, _clock) = (site, advocate, clock);
        Seats = [.. Enumerable.Range(0, members + 1).Select(_ => CircleSeat.Of(SecureRandom.Bytes(32), Id))];
        Present = [.. Enumerable.Range(0, members + 1)];
    }

    public byte[] Id { get; } = SecureRandom.Bytes(16);

    public byte[] Wrapped { get; } = SecureRandom.Bytes(82);

    public CircleSeat[] Seats { get; }

    public List<int> Present { get; }

    public byte[] Chain { get; private set; } = CircleEntry.Beginning;

    public uint Next { get; private set; }

    public string Path => $"/desk/api/circles/{Base64UrlText.Encode(Id)}";

    private CirclePlace Place => new(_site.Deployment.Manifest.Deployment, Id);

    public async Task BeginAsync()
    {
        using var made = await _advocate.PostAsync("/desk/api/circles", new { Id, Wrapped });
        made.StatusCode.ShouldBe(HttpStatusCode.OK, await made.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using var begun = await BeginAsync(Entry(0, CircleAct.Word, "who has which seat"));
        begun.StatusCode.ShouldBe(HttpStatusCode.OK, await begun.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public Task<HttpResponseMessage> BeginAsync(CircleEntry entry) =>
        _advocate.PostAsync($"{Path}/begin", new { Seats = Seats.Select(s => new { s.Lookup, Signing = s.Signing.PublicKey }).ToArray(), Entry = Posted(entry) });

    /// <summary>The next entry of a seat, as the circle is now.</summary>
    public CircleEntry Entry(int author, CircleAct act, string text, uint? hour = null)
    {
        var at = hour ?? CircleEntry.HourOf(_clock.GetUtcNow());
        var header = CircleEntry.Header(Place, Next, Chain, author, act, at);
        (int, byte[])[] present = [.. Present.Select(s => (s, Seats[s].Box.PublicKey))];
        return new(Next, author, act, at, CircleSealed.Seal(Place, header, present, Encoding.UTF8.GetBytes($$"""{"format":"chorus/circle/1","text":"{{text}}"}""")));
    }

    /// <summary>Writes, and is taken.</summary>
    /// <returns>whether the circle is over.</returns>
    public async Task<bool> SayAsync(int author, CircleAct act = CircleAct.Word, string text = "")
    {
        using var answer = await PostAsync(Entry(author, act, text));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        if (act == CircleAct.Leave)
        {
            Present.Remove(author);
        }
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("ended").GetBoolean();
    }

    public async Task<HttpResponseMessage> PostAsync(CircleEntry entry, CircleSeat? signer = null, CircleSeat? lookup = null)
    {
        var answer = await _site.PostAsync("/api/circles/entries", new { (lookup ?? Seats[entry.Author]).Lookup, Entry = Posted(entry, signer) });
        if (answer.IsSuccessStatusCode)
        {
            Advance(entry);
        }
        return answer;
    }

    public async Task<JsonElement> OpenAsync(int seat)
    {
        using var answer = await _site.PostAsync("/api/circles/open", new { Seats[seat].Lookup });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    public async Task<string> TextAsync(int seat)
    {
        using var answer = await _site.PostAsync("/api/circles/open", new { Seats[seat].Lookup });
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose() => Array.ForEach(Seats, seat => seat.Dispose());

    private PostedEntry Posted(CircleEntry e, CircleSeat? signer = null)
    {
        var posted = new PostedEntry(
            e.Index, e.Author, (int)e.Act, Hour.Of(DateTimeOffset.UnixEpoch.AddHours(e.Hour)), [.. e.Sealed.Keys.Select(k => new PostedSeatKey(k.Seat, k.Key))], e.Sealed.Envelope,
            (signer ?? Seats[e.Author]).Signing.Sign(e.Signed(Place, Chain)));
        if (e.Index == 0)
        {
            Advance(e);
        }
        return posted;
    }

    private void Advance(CircleEntry e)
    {
        Chain = e.Chain(Place, Chain, Seats[e.Author].Signing.Sign(e.Signed(Place, Chain)));
        Next++;
    }
}
