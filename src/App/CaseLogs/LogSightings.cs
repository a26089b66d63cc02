using Chorus.Escrow.Manifests;
using Chorus.Log;
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
        _folder = Path.Combine(options.DataFolder, "case-log");
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

    /// <summary>Keeps a sighting whose cosignature was verified.</summary>
    public void Keep(int trustee, Sighting sighting)
    {
        OwnerFile.Replace(PathOf(trustee), sighting.Note.ToUtf8());
        Volatile.Write(ref _last[trustee], sighting);
    }

    // One that is damaged, or of the trustee that was replaced, is worth nothing: the trustee is asked anew, and knows better than this file.
    private Sighting? Read(int trustee)
    {
        try
        {
            return File.Exists(PathOf(trustee)) ? Sighting.Of(SignedNote.Parse(File.ReadAllBytes(PathOf(trustee))), Keys[trustee]) : null;
        }
        catch (MalformedException)
        {
            return null;
        }
    }

    private string PathOf(int trustee) => Path.Combine(_folder, $"witnessed-{trustee}");
}

/// <param name="Note">signed by the log and by the trustee.</param>
/// <param name="Checkpoint">what the trustee saw.</param>
/// <param name="At">when, by the trustee's clock.</param>
internal sealed record Sighting(SignedNote Note, Checkpoint Checkpoint, DateTimeOffset At)
{
    /// <summary>A note with a trustee's cosignature; null where it has none.</summary>
    /// <exception cref="MalformedException">where the cosignature is false.</exception>
    public static Sighting? Of(SignedNote note, NoteKey trustee) => Cosignature.SeenAt(note, trustee) is { } at ? new(note, Checkpoint.Of(note), at) : null;
}
