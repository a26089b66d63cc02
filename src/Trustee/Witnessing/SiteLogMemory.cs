using System.Text;
using Chorus.Log.Notes;
using Chorus.Log.Witnessing;
using Chorus.Sealing;
using Chorus.Trustee.Settings;

namespace Chorus.Trustee.Witnessing;

/// <summary>What a trustee remembers of the site's log: the log's key, and the last checkpoint that it signed, in one file (docs/formats/trustee-store.md).</summary>
public sealed class SiteLogMemory
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

        Kept = File.ReadAllBytes(file);
        try
        {
            (Log, Seen) = Read(Kept, witness);
        }
        catch (MalformedException e)
        {
            throw new OperatorException($"{file} is not what this trustee kept of the site's log: {e.Sentence} Put back the newest copy of it. Without one, delete it: this trustee then believes whatever log the site shows first, so tell the two others and the site's auditors before.", e);
        }
    }

    /// <summary>The key of the log; null before the first checkpoint.</summary>
    public NoteKey? Log { get; private set; }

    /// <summary>The last checkpoint that was signed; null before the first.</summary>
    public Checkpoint? Seen { get; private set; }

    /// <summary>Both as they are kept, for the site to prove to itself what was signed; null before the first.</summary>
    public byte[]? Kept { get; private set; }

    /// <summary>Remembers, on disk before it returns.</summary>
    /// <param name="log">whose checkpoint it is.</param>
    /// <param name="note">signed by the log and by this witness, and nobody else.</param>
    internal void Remember(NoteKey log, SignedNote note)
    {
        byte[] kept = [.. Encoding.ASCII.GetBytes($"{log}\n"), .. note.ToUtf8()];
        if (_file is not null)
        {
            DataFolder.WriteWhole(_file, kept);
        }

        (Log, Seen, Kept) = (log, Checkpoint.Of(note), kept);
    }

    /// <summary>Reads what a trustee keeps.</summary>
    /// <exception cref="MalformedException">where it is not that, or the trustee or the log did not sign it.</exception>
    public static (NoteKey Log, Checkpoint Seen) Read(ReadOnlySpan<byte> kept, NoteKey witness)
    {
        var line = kept.IndexOf((byte)'\n');
        if (line < 0)
        {
            throw new MalformedException("it has a line with the log's key, and the checkpoint behind it");
        }

        var log = NoteKey.Parse(Encoding.Latin1.GetString(kept[..line]));
        var note = SignedNote.Parse(kept[(line + 1)..]);
        return Cosignature.SeenAt(note, witness) is not null
            ? (log, Checkpoint.Verified(note, log))
            : throw new MalformedException($"it is not signed by {witness.Name}");
    }
}
