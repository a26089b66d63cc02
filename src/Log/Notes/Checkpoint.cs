using System.Globalization;
using System.Text;
using Chorus.Sealing;

namespace Chorus.Log.Notes;

/// <summary>What a log signs: how long it is, and the root over all that is in it (C2SP tlog-checkpoint).</summary>
/// <param name="Origin">the log's name.</param>
/// <param name="Size">entries.</param>
/// <param name="Root">of RFC 6962, 32 bytes.</param>
public sealed record Checkpoint(string Origin, long Size, byte[] Root)
{
    /// <summary>The text that is signed.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Convert.ToBase64String(Root)}\n");

    /// <summary>Reads the text of a note. What a log adds behind the three lines is refused: nobody could check it.</summary>
    /// <exception cref="MalformedException">where it is none.</exception>
    public static Checkpoint Of(SignedNote note) =>
        note.Text.Split('\n') is [{ Length: > 0 } origin, var size, var root, ""] && KeyName.IsOne(origin)
        && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var entries)
        && string.Equals(size, entries.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        && Base64.TryRead(root) is { Length: Digest.Length } hash
            ? new(origin, entries, hash)
            : throw new MalformedException("a checkpoint has three lines: the log's name, how many entries it has, and their root");

    /// <summary>Signs as the log.</summary>
    public SignedNote Sign(NoteSigner log) => new(Text, [log.Sign(Text)]);

    /// <summary>Whether a note is signed by a log's key, and is a checkpoint of it.</summary>
    /// <exception cref="MalformedException">where a signature of this key does not verify, or the note is no checkpoint of it.</exception>
    public static Checkpoint Verified(SignedNote note, NoteKey log)
    {
        var signature = note.By(log) ?? throw new MalformedException($"the checkpoint is not signed by {log.Name}");
        if (log.Algorithm != NoteAlgorithm.Log || !SigningKey.Verify(log.PublicKey, Encoding.UTF8.GetBytes(note.Text), signature.Signature))
        {
            throw new MalformedException($"the checkpoint's signature by {log.Name} is false");
        }

        var checkpoint = Of(note);
        return string.Equals(checkpoint.Origin, log.Name, StringComparison.Ordinal)
            ? checkpoint
            : throw new MalformedException($"the checkpoint is of {checkpoint.Origin}, and not of {log.Name}");
    }

    /// <summary>The same head of the same log.</summary>
    public bool Equals(Checkpoint? other) =>
        other is not null && Size == other.Size && string.Equals(Origin, other.Origin, StringComparison.Ordinal) && Digest.FixedTimeEquals(Root, other.Root);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Origin, Size);
}
