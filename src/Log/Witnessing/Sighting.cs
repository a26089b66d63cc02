using System.Text;
using Chorus.Log.Notes;
using Chorus.Sealing;

namespace Chorus.Log.Witnessing;

/// <summary>What a witness saw of a log, and can show: a checkpoint that the log signed, with its own cosignature and no other signature.</summary>
public sealed record Sighting
{
    private Sighting(NoteKey log, SignedNote note, Checkpoint checkpoint, DateTimeOffset at) => (Log, Note, Checkpoint, At) = (log, note, checkpoint, at);

    /// <summary>The log's key.</summary>
    public NoteKey Log { get; }

    /// <summary>Signed by the log and by the witness.</summary>
    public SignedNote Note { get; }

    /// <summary>What the log signed.</summary>
    public Checkpoint Checkpoint { get; }

    /// <summary>When, by the witness's clock.</summary>
    public DateTimeOffset At { get; }

    /// <summary>A note that both signed; of its signatures only theirs are kept, since lines of strangers, of which a note may have many, would make it unreadable.</summary>
    /// <exception cref="MalformedException">where the log or the witness did not sign it.</exception>
    public static Sighting Of(SignedNote note, NoteKey log, NoteKey witness)
    {
        var checkpoint = Checkpoint.Verified(note, log);
        return Cosignature.SeenAt(note, witness) is { } at
            ? new(log, new(note.Text, [note.By(log)!, note.By(witness)!]), checkpoint, at)
            : throw new MalformedException($"it is not signed by {witness.Name}");
    }

    /// <summary>Reads what <see cref="ToUtf8"/> wrote.</summary>
    /// <exception cref="MalformedException">where it is not that, or the witness or the log did not sign it.</exception>
    public static Sighting Read(ReadOnlySpan<byte> kept, NoteKey witness)
    {
        var line = kept.IndexOf((byte)'\n');
        return line >= 0
            ? Of(SignedNote.Parse(kept[(line + 1)..]), NoteKey.Parse(Encoding.Latin1.GetString(kept[..line])), witness)
            : throw new MalformedException("it has a line with the log's key, and the checkpoint behind it");
    }

    /// <summary>A line with the log's key, and the note.</summary>
    public byte[] ToUtf8() => [.. Encoding.ASCII.GetBytes($"{Log}\n"), .. Note.ToUtf8()];
}
