using Chorus.Log.Notes;
using Chorus.Log.Witnessing;
using Chorus.Sealing;
using Chorus.Trustee.Settings;

namespace Chorus.Trustee.Witnessing;

/// <summary>What a trustee remembers of the site's log: the last checkpoint that it signed, with the log's key, in one file (docs/formats/trustee-store.md).</summary>
internal sealed class SiteLogMemory
{
    private readonly string? _file;

    /// <summary>Reads what was kept.</summary>
    /// <param name="file">where; null keeps it in memory only.</param>
    /// <param name="witness">who signed the checkpoint.</param>
    /// <exception cref="OperatorException">where the file is not what this trustee kept.</exception>
    public SiteLogMemory(string? file, NoteKey witness)
    {
        _file = file;
        if (file is null || !File.Exists(file))
        {
            return;
        }

        try
        {
            Last = Sighting.Read(File.ReadAllBytes(file), witness);
        }
        catch (MalformedException e)
        {
            throw new OperatorException($"{file} is not what this trustee kept of the site's log: {e.Sentence} Put back the newest copy of it. Without one, delete it: this trustee then believes whatever log the site shows first, so tell the two others and the site's auditors before.", e);
        }
    }

    /// <summary>The last that was signed; null before the first.</summary>
    public Sighting? Last { get; private set; }

    /// <summary>Remembers, on disk before it returns.</summary>
    public void Remember(Sighting sighting)
    {
        if (_file is not null)
        {
            DataFolder.WriteWhole(_file, sighting.ToUtf8());
        }

        Last = sighting;
    }
}
