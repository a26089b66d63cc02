using System.Buffers.Binary;
using System.Text;
using Chorus.Sealing;

namespace Chorus.Log.Notes;

/// <summary>A line of signature under a note.</summary>
/// <param name="Name">of the key.</param>
/// <param name="KeyId">of the key.</param>
/// <param name="Signature">what the key's algorithm makes of it.</param>
public sealed record NoteSignature(string Name, uint KeyId, byte[] Signature)
{
    /// <summary>As it stands under the note.</summary>
    public override string ToString()
    {
        var bytes = new byte[sizeof(uint) + Signature.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, KeyId);
        Signature.CopyTo(bytes, sizeof(uint));
        return $"— {Name} {Convert.ToBase64String(bytes)}\n";
    }
}

/// <summary>Text and who signed it (C2SP signed-note).</summary>
/// <param name="Text">lines, each with its end.</param>
/// <param name="Signatures">in their order; of keys that a reader does not know, too.</param>
public sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    /// <summary>Bytes of the longest that is read.</summary>
    public const int MostBytes = 64 << 10;

    // A log and as many witnesses as anybody asks for; the specification wants 16 at least.
    private const int MostSignatures = 64;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a note. Nothing of it is verified.</summary>
    /// <exception cref="MalformedException">where it is none.</exception>
    public static SignedNote Parse(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MostBytes)
        {
            throw new MalformedException($"a signed note has at most {MostBytes} bytes");
        }

        string note;
        try
        {
            note = s_strict.GetString(utf8);
        }
        catch (DecoderFallbackException)
        {
            throw new MalformedException("a signed note is text in UTF-8");
        }

        var end = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || !note.EndsWith('\n') || note.Any(c => c < ' ' && c != '\n'))
        {
            throw new MalformedException("a signed note is lines of text, an empty line, and lines of signatures");
        }

        var lines = note[(end + 2)..].Split('\n')[..^1];
        return lines.Length is > 0 and <= MostSignatures
            ? new(note[..(end + 1)], [.. lines.Select(Line)])
            : throw new MalformedException($"a signed note has 1 to {MostSignatures} signatures");
    }

    /// <summary>Of a key, whether it verifies or not; null where there is none.</summary>
    public NoteSignature? By(NoteKey key) => Signatures.FirstOrDefault(s => s.KeyId == key.Id && string.Equals(s.Name, key.Name, StringComparison.Ordinal));

    /// <summary>The note whole.</summary>
    public override string ToString() => $"{Text}\n{string.Concat(Signatures)}";

    /// <summary>The note whole, in UTF-8.</summary>
    public byte[] ToUtf8() => s_strict.GetBytes(ToString());

    private static NoteSignature Line(string line) =>
        line.Split(' ') is ["—", { Length: > 0 } name, var signature] && !name.Contains('+', StringComparison.Ordinal) && Base64.TryRead(signature) is { Length: > sizeof(uint) } bytes
            ? new(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes[sizeof(uint)..])
            : throw new MalformedException("a line of signature has a dash, the name of a key and base64");
}
