using Chorus.App;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;

namespace Chorus.Cli.Trial;

/// <summary>
/// What three operators and the one of the site would do with a proposed manifest. In a trial nobody calls anybody: the numbers of a new
/// key are worked out here, from what the site proposes, so nothing is proven by them.
/// </summary>
internal static class TrialManifest
{
    /// <summary>One trustee's signature of a manifest's file.</summary>
    public static async Task<byte[]> SignAsync(TrialFolder folder, int index, string file, IEnumerable<string> numbers, CancellationToken cancel)
    {
        var printed = await OwnProcess.RunAsync(["trustee", "sign", "--data", folder.Trustee(index), file, .. numbers.SelectMany(n => new[] { "--numbers", n })], cancel);
        return Base64UrlText.Decode(printed.Trim(), SigningKey.SignatureLength, $"the signature of trustee {index}");
    }

    /// <summary>Has all three sign what the site proposes, and puts it in place.</summary>
    /// <returns>its version.</returns>
    public static async Task<int> AdoptAsync(TrialFolder folder, Manifest now, CancellationToken cancel)
    {
        var file = folder.Site.NextManifestFile;
        var next = Manifest.Parse(await File.ReadAllBytesAsync(file, cancel));
        var numbers = next.Organisations.SelectMany(o => o.Keys.Where(k => now.FindRecipient(k.RecipientKey) is null)
            .Select(k => $"{o.Id}={KeyNumbers.Of(next.Deployment, o.Id, k.Epoch, k.RecipientKey, k.SigningKey)}")).ToList();
        var signatures = await Task.WhenAll(Enumerable.Range(0, Manifest.TrusteeCount).Select(i => SignAsync(folder, i, file, numbers, cancel)));
        return folder.Site.AdoptNext(new ManifestSignatures(signatures));
    }
}
