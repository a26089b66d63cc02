using System.Text.Json;
using Chorus.App.Tests.Deployment;
using Chorus.Escrow.Exporting;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;

namespace Chorus.App.Tests.Record;

/// <summary>Makes of what a site gives a reporter the file that her page makes.</summary>
internal static class KeptCopy
{
    public static async Task<RecordExport> OfAsync(TestSite site, TestReporter reporter)
    {
        var found = JsonDocument.Parse(await site.LookupAsync(reporter)).RootElement;
        var reports = new List<ExportedReport>();
        foreach (var report in found.GetProperty("reports").EnumerateArray())
        {
            var handle = Bytes(report, "handle");
            var versions = new List<ExportedVersion>();
            foreach (var version in report.GetProperty("versions").EnumerateArray())
            {
                versions.Add(await VersionAsync(site, reporter, handle, version, (uint)versions.Count + 1));
            }

            reports.Add(new(handle, versions));
        }

        var messages = found.GetProperty("messages").EnumerateArray().Select(m => new ExportedMessage(
            Bytes(m, "handle"), Bytes(m, "id"), m.GetProperty("direction").GetByte(), Bytes(m, "envelope"), Bytes(m, "signature"), m.GetProperty("hour").GetString()!));
        var deployment = site.Deployment;
        return new(
            RecordExport.CurrentFormat, "2026-11-23T21Z", deployment.Manifest.File, SignaturesOf(deployment), reports, [.. messages]);
    }

    /// <summary>Writes the file, and gives its path.</summary>
    public static string Save(string path, RecordExport export, params ExportedChunk[] chunks)
    {
        using var file = new MemoryStream();
        ExportFile.WriteAsync(file, export, chunks, CancellationToken.None).GetAwaiter().GetResult();
        File.WriteAllBytes(path, file.ToArray());
        return path;
    }

    private static async Task<ExportedVersion> VersionAsync(TestSite site, TestReporter reporter, byte[] handle, JsonElement version, uint number)
    {
        using var answer = await site.PostAsync("/api/versions", new { reporter.Keys.Lookup, Handle = handle, Version = number });
        var content = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        var hash = version.TryGetProperty("escrowedHash", out _) ? Bytes(version, "escrowedHash") : Digest.Sha256(Bytes(version, "escrowed"));
        return new(
            Bytes(version, "statement"), Bytes(version, "signature"), Bytes(content, "content"), hash, Bytes(version, "selfWrap"),
            [.. version.GetProperty("acks").EnumerateArray().Select(Decoded)], version.GetProperty("hour").GetString()!,
            version.TryGetProperty("stamp", out var stamp) ? Decoded(stamp) : null);
    }

    private static IReadOnlyList<byte[]> SignaturesOf(TestDeployment deployment) =>
        [.. JsonDocument.Parse(deployment.Signatures.ToJson()).RootElement.GetProperty("signatures").EnumerateArray().Select(Decoded)];

    private static byte[] Bytes(JsonElement parent, string member) => Decoded(parent.GetProperty(member));

    private static byte[] Decoded(JsonElement text) => Base64UrlText.TryDecode(text.GetString(), out var bytes) ? bytes : [];
}
