using Chorus.App.Data;
using Chorus.App.Trustees;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Members;

/// <summary>
/// The manifest that the site proposes to the trustees: the one in force, with the newest key that each organisation's members made, as
/// <c>manifest.next.json</c> in the site's folder (docs/formats/manifest.md).
/// </summary>
internal sealed class NextManifest(SiteOptions options, PublishedPacketKeys packetKeys) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SiteFolder _folder = new(options.DataFolder);

    /// <summary>Done once a manifest is proposed that names a key which is not in force.</summary>
    public Task Proposed => _written.Task;

    /// <summary>Writes down what is to be proposed now. What was proposed before keeps its version if nothing has changed.</summary>
    public async Task WriteAsync(SiteDb db, CancellationToken stop)
    {
        await _turn.WaitAsync(stop);
        try
        {
            var changes = await ProposedKey.Of(db, db.Across<KeyChange>()).ToListAsync(stop);
            var before = Read();
            if (changes.Count == 0 && before is null)
            {
                return;
            }
            // With no key left it repeats the one in force: so its number is never given to another that a trustee may have signed meanwhile.
            // Also of one that was in place and had to be taken back.
            var version = before?.Version ?? Math.Max(options.Manifest.Version, _folder.HighestKept()) + 1;
            var next = Of(version, changes);
            if (before is not null && !next.File.AsSpan().SequenceEqual(before.File))
            {
                next = Of(version + 1, changes);
            }
            if (before is null || next.Version != before.Version)
            {
                OwnerFile.Replace(_folder.NextManifestFile, next.File);
            }
            if (changes.Count > 0)
            {
                _written.TrySetResult();
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>What was proposed last; null for nothing since the manifest in force.</summary>
    private Manifest? Read()
    {
        if (!File.Exists(_folder.NextManifestFile))
        {
            return null;
        }
        var proposed = Manifest.Parse(File.ReadAllBytes(_folder.NextManifestFile));
        return proposed.Version > options.Manifest.Version ? proposed : null;
    }

    private Manifest Of(int version, List<KeyChange> changes)
    {
        var now = options.Manifest;
        var list = packetKeys.List is { } newer && newer.CountsUnder(now) ? newer : null;
        return Manifest.Create(new ManifestContent(
            Manifest.Format, version, now.Deployment, now.Salt, now.Trial, now.RunEverySeconds,
            [.. now.Trustees.Select(t => list is null ? t : t with { Epoch = list.Epoch, PacketKey = list.Keys[t.Index] })],
            now.Site, now.Networks,
            [.. now.Organisations.Select(o => changes.Find(c => c.OrganisationId == o.Id) is { } made
                ? o with { Keys = [.. o.Keys, new ManifestOrganisationKey(made.Epoch, made.RecipientKey, made.SigningKey)] }
                : o)]));
    }
}
