using Chorus.Escrow.Manifests;
using Chorus.Log.Notes;
using Chorus.Log.Witnessing;
using Chorus.Sealing;

namespace Chorus.App.CaseLogs;

/// <summary>What each trustee has last signed of the site's log: a file each beside the log, which everybody may read.</summary>
internal sealed class LogSightings
{
    private readonly Sighting?[] _last = new Sighting?[Manifest.TrusteeCount];
    private readonly string _folder;

    /// <param name="options">where the site keeps its files, and whose log it is.</param>
    public LogSightings(SiteOptions options)
    {
        _folder = CaseLogFolder.PathOf(options);
        Keys = [.. options.Manifest.Trustees.Select(t => SiteLog.WitnessKey(options.Manifest.Deployment, t.Index, t.SigningKey))];
        for (var trustee = 0; trustee < _last.Length; trustee++)
        {
            _last[trustee] = Read(trustee);
        }
    }

    /// <summary>With which each trustee witnesses, by index.</summary>
    public IReadOnlyList<NoteKey> Keys { get; }

    /// <summary>The last of a trustee; null for none.</summary>
    public Sighting? Last(int trustee) => Volatile.Read(ref _last[trustee]);

    /// <summary>Keeps what a trustee signed.</summary>
    public void Keep(int trustee, Sighting sighting)
    {
        OwnerFile.Replace(PathOf(trustee), sighting.ToUtf8());
        Volatile.Write(ref _last[trustee], sighting);
    }

    // One that is damaged, or of the trustee that was replaced, is worth nothing: the trustee is asked anew, and knows better than this file.
    private Sighting? Read(int trustee)
    {
        try
        {
            return File.Exists(PathOf(trustee)) ? Sighting.Read(File.ReadAllBytes(PathOf(trustee)), Keys[trustee]) : null;
        }
        catch (MalformedException)
        {
            return null;
        }
    }

    private string PathOf(int trustee) => Path.Combine(_folder, $"witnessed-{trustee}");
}
