using System.Globalization;
using System.Text;
using Chorus.Log.Notes;
using Chorus.Sealing;

namespace Chorus.Log.Witnessing;

/// <summary>What a witness is asked to sign (C2SP tlog-witness, the body of add-checkpoint). Nothing of it is verified by reading it.</summary>
/// <param name="Old">entries of the checkpoint that the witness is thought to have signed last; 0 for none.</param>
/// <param name="Proof">of consistency, from there to the checkpoint: at most 63 hashes.</param>
/// <param name="Checkpoint">signed by the log.</param>
public sealed record CheckpointRequest(long Old, IReadOnlyList<byte[]> Proof, SignedNote Checkpoint)
{
    /// <summary>Bytes of the longest that is read: a note, and the proof before it.</summary>
    public const int MostBytes = SignedNote.MostBytes + (4 << 10);

    /// <summary>The header with the log's public key, as <see cref="NoteKey"/> writes it.</summary>
    public const string LogKeyHeader = "Chorus-Log-Key";

    private const int MostHashes = 63;

    private const string Before = "old ";

    /// <summary>Reads one.</summary>
    /// <exception cref="MalformedException">where it is none.</exception>
    public static CheckpointRequest Parse(ReadOnlySpan<byte> utf8)
    {
        // The first empty line: the note behind it has one of its own.
        var end = utf8.IndexOf("\n\n"u8);
        if (end < 0 || utf8.Length > MostBytes)
        {
            throw Malformed();
        }

        var lines = Encoding.Latin1.GetString(utf8[..end]).Split('\n');
        var proof = lines.Skip(1).Select(Base64.TryRead).ToArray();
        return lines[0].StartsWith(Before, StringComparison.Ordinal) && lines[0][Before.Length..] is var size
            && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var old)
            && string.Equals(size, old.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            && proof.Length <= MostHashes && proof.All(h => h is { Length: Digest.Length })
                ? new(old, proof!, SignedNote.Parse(utf8[(end + 2)..]))
                : throw Malformed();
    }

    /// <summary>As it is sent.</summary>
    public byte[] ToUtf8() =>
        [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Before}{Old}\n{string.Concat(Proof.Select(h => $"{Convert.ToBase64String(h)}\n"))}\n")), .. Checkpoint.ToUtf8()];

    private static MalformedException Malformed() =>
        new($"a witness is asked with a line \"old\" and a size, at most {MostHashes} lines of a proof, an empty line and the checkpoint");
}
