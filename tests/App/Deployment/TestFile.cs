using System.Net.Http.Headers;
using Chorus.App.Features.Attachments;
using Chorus.App.Hosting;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;

namespace Chorus.App.Tests.Deployment;

/// <summary>A file as a reporter's browser seals and uploads it.</summary>
internal sealed class TestFile
{
    private readonly AttachmentPlace _place;
    private readonly byte[] _key = SecureRandom.Bytes(Attachment.KeyLength);

    public TestFile(Manifest manifest, byte[] content, string name = "photo.jpg")
    {
        _place = new(manifest.Deployment, Id, AttachmentSize.CountFor(content.Length));
        Chunks = [.. Enumerable.Range(0, _place.Count).Select(i => Attachment.SealChunk(_key, _place, i, Part(content, i)))];
        Entry = new(Id, _key, name, "image/jpeg", content.Length, Attachment.DigestOf(_place, [.. Chunks.Select(c => Digest.Sha256(c))]), []);
    }

    public byte[] Id { get; } = SecureRandom.Bytes(AttachmentPlace.IdLength);

    public byte[] Token { get; } = SecureRandom.Bytes(32);

    public IReadOnlyList<byte[]> Chunks { get; }

    /// <summary>What the report document says of it.</summary>
    public ReportAttachment Entry { get; }

    public string Address => $"/api/attachments/{Base64UrlText.Encode(Id)}";

    public object Beginning => new { Id, Token, Count = Chunks.Count };

    public async Task UploadAsync(TestSite site)
    {
        using var begun = await site.PostAsync("/api/attachments", Beginning);
        begun.IsSuccessStatusCode.ShouldBeTrue();
        for (var i = 0; i < Chunks.Count; i++)
        {
            using var sent = await PutAsync(site, i, Chunks[i]);
            sent.IsSuccessStatusCode.ShouldBeTrue();
        }
    }

    public Task<HttpResponseMessage> PutAsync(TestSite site, int index, byte[] chunk, byte[]? token = null) =>
        SendAsync(site, HttpMethod.Put, $"{Address}/{index}", token, new ByteArrayContent(chunk) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } });

    public Task<HttpResponseMessage> StateAsync(TestSite site, byte[]? token = null) => SendAsync(site, HttpMethod.Get, Address, token, null);

    public Task<HttpResponseMessage> DropAsync(TestSite site, byte[]? token = null) => SendAsync(site, HttpMethod.Delete, Address, token, null);

    /// <summary>As the receipt of <paramref name="reporter"/> claims files for a deposit.</summary>
    public static object Claim(TestReporter reporter, SealedDeposit deposit, bool withTokens, params TestFile[] files) => new
    {
        Statement = deposit.Signed.Bytes,
        StatementSignature = deposit.Signed.Signature,
        Files = files.Select(f => withTokens ? (object)new { f.Id, f.Entry.Digest, f.Token } : new { f.Id, f.Entry.Digest }).ToArray(),
        Signature = reporter.Keys.Signing.Sign(AttachmentClaim.Signed(deposit.Signed.Bytes, [.. files.Select(f => (f.Id, f.Entry.Digest))])),
    };

    /// <summary>A chunk as the receipt gets it.</summary>
    public Task<HttpResponseMessage> ReadAsync(TestSite site, TestReporter reporter, int index = 0) =>
        site.PostAsync("/api/attachments/chunks", new { reporter.Keys.Lookup, Id, Index = index });

    private async Task<HttpResponseMessage> SendAsync(TestSite site, HttpMethod method, string path, byte[]? token, HttpContent? content)
    {
        using var client = site.Client();
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Add(UploadEndpoints.TokenHeader, Base64UrlText.Encode(token ?? Token));
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static byte[] Part(byte[] content, int index)
    {
        var start = Math.Min(index * AttachmentSize.ChunkLength, content.Length);
        return content[start..Math.Min(start + AttachmentSize.ChunkLength, content.Length)];
    }
}
