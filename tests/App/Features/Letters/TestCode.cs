using System.Text;
using System.Text.Json;
using Chorus.App.Tests.Deployment;
using Chorus.App.Tests.Features.Desk.Cases;
using Chorus.Escrow.Letters;
using Chorus.Sealing;

namespace Chorus.App.Tests.Features.Letters;

/// <summary>A code for the letters of a case, and what its browser would do with it.</summary>
internal sealed class TestCode(TestCase of, string party, string respondent = "respondent-1") : IDisposable
{
    public LettersCode Keys { get; } = LettersCode.FromSeed(SecureRandom.Bytes(32));

    public LetterPlace Place => new(of.Site.Deployment.Manifest.Deployment, TestDeployment.Centre, Convert.FromHexString(of.Id), respondent);

    /// <summary>An officer gives it, with copies of all letters so far.</summary>
    public async Task<HttpResponseMessage> GiveAsync(string? to = null, bool sign = true, bool copies = true, bool proves = true)
    {
        var access = new LettersAccess(party, Digest.Sha256(Keys.Lookup), Keys.Signing.PublicKey, Keys.Box.PublicKey);
        var signature = (sign ? of.Site.Deployment.Organisations[TestDeployment.Centre].Signing : Keys.Signing).Sign(access.Signed(Place));
        var (content, reference) = of.Seal("the access");
        var letters = copies ? (await of.Officer.ReadAsync($"{of.Path}/letters")).GetProperty("letters").EnumerateArray().Where(l => l.GetProperty("of").GetString() == respondent).ToList() : [];
        return await of.Officer.PostAsync($"{of.Path}/accesses", new
        {
            Record = new
            {
                After = (await of.Officer.ReadAsync(of.Path)).GetProperty("events").GetArrayLength(), Role = "case-officer",
                Event = System.Text.Json.Nodes.JsonNode.Parse($$"""{"kind":"access-given","to":"{{to ?? party}}","content":{{reference}}}"""), Contents = new[] { content },
            },
            Access = new { Keys.Lookup, Signing = Keys.Signing.PublicKey, Box = Keys.Box.PublicKey, Signature = signature, Proof = (proves ? Keys.Signing : of.Site.Deployment.Organisations[TestDeployment.Centre].Signing).Sign(access.Proven(Place)) },
            Copies = letters.Select(l => new { Letter = l.GetProperty("id").GetString(), Sealed = CopyOf(l) }).ToArray(),
        });
    }

    /// <summary>A letter as it is posted; the organisation's where <paramref name="by"/> is a member.</summary>
    public object Letter(string text, byte kind, string? by, IReadOnlyList<TestCode> readers, SigningKey? signing = null)
    {
        var id = SecureRandom.Bytes(16);
        var data = Encoding.UTF8.GetBytes($$"""{"format":"chorus/case-letter/1","text":"{{text}}","salt":"{{Base64UrlText.Encode(SecureRandom.Bytes(32))}}"}""");
        var organisation = of.Site.Deployment.Organisations[TestDeployment.Centre];
        var made = CaseContent.Seal(organisation.RecipientKey, 1, of.PlaceOf(id), data);
        var letter = new CaseLetter(by ?? party, id, by is null ? LetterKinds.FromParty : LetterKinds.FromOrganisation, kind, Digest.Sha256(data), Digest.Sha256(made));
        return new
        {
            Id = Convert.ToHexStringLower(id), Kind = kind, letter.DataHash, Sealed = made,
            Signature = (signing ?? (by is null ? Keys.Signing : organisation.Signing)).Sign(letter.Signed(Place)),
            Copies = readers.Select(r => new { Key = r.Keys.Signing.PublicKey, Sealed = LetterCopy.Seal(r.Keys.Box.PublicKey, of.PlaceOf(id), data) }).ToArray(),
        };
    }

    public Task<HttpResponseMessage> WriteAsync(object letter) => of.Site.PostAsync("/api/letters", new { Keys.Lookup, Letter = letter });

    public async Task<JsonElement> OpenAsync()
    {
        using var answer = await of.Site.PostAsync("/api/letters/open", new { Keys.Lookup });
        answer.EnsureSuccessStatusCode();
        return (await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken))).RootElement;
    }

    /// <summary>The texts that this code opens, checked against what was signed.</summary>
    public async Task<List<string?>> ReadAsync()
    {
        var answer = await OpenAsync();
        return [.. answer.GetProperty("letters").EnumerateArray().Select(TextOf)];
    }

    private string? TextOf(JsonElement letter)
    {
        var data = LetterCopy.Open(Keys.Box, of.PlaceOf(Convert.FromHexString(letter.GetProperty("id").GetString()!)), Bytes(letter, "copy"));
        Digest.Sha256(data).ShouldBe(Bytes(letter, "dataHash"));
        return JsonDocument.Parse(data).RootElement.GetProperty("text").GetString();
    }

    private byte[] CopyOf(JsonElement letter)
    {
        var place = of.PlaceOf(Convert.FromHexString(letter.GetProperty("id").GetString()!));
        return LetterCopy.Seal(Keys.Box.PublicKey, place, CaseContent.Open(of.Site.Deployment.Organisations[TestDeployment.Centre].Box, 1, place, Bytes(letter, "sealed")));
    }

    public static byte[] Bytes(JsonElement of, string member) => of.GetProperty(member).Deserialize<byte[]>(App.Hosting.SiteJson.Options)!;

    public void Dispose() => Keys.Dispose();
}
