using System.Buffers.Binary;
using System.Text;
using Chorus.Sealing;

namespace Chorus.Log.Notes;

/// <summary>What a signature under a note is one of (C2SP signed-note).</summary>
public enum NoteAlgorithm
{
    /// <summary>Of a log: Ed25519 over the text.</summary>
    Log = 1,

    /// <summary>Of a witness: Ed25519 over the text and the time at which it was seen (C2SP tlog-cosignature).</summary>
    Witness = 4,
}

/// <summary>A public key that signs notes, with the name under which it does.</summary>
public sealed record NoteKey
{
    /// <summary>A key.</summary>
    /// <param name="name">as <see cref="KeyName"/>.</param>
    /// <param name="algorithm">what it signs.</param>
    /// <param name="publicKey">Ed25519, 32 bytes.</param>
    public NoteKey(string name, NoteAlgorithm algorithm, byte[] publicKey)
    {
        (Name, Algorithm, PublicKey) = (KeyName.Checked(name), algorithm, publicKey);
        Id = BinaryPrimitives.ReadUInt32BigEndian(Digest.Sha256([.. Encoding.ASCII.GetBytes(name), (byte)'\n', (byte)algorithm], publicKey));
    }

    /// <summary>Under which it signs.</summary>
    public string Name { get; }

    /// <summary>What it signs.</summary>
    public NoteAlgorithm Algorithm { get; }

    /// <summary>32 bytes.</summary>
    public byte[] PublicKey { get; }

    /// <summary>Tells keys of one name apart. Too short to stand for the key: whoever verifies has the key itself.</summary>
    public uint Id { get; }

    /// <summary>Reads the usual form: name+id+key.</summary>
    /// <exception cref="MalformedException">where it is none.</exception>
    public static NoteKey Parse(string text)
    {
        var parts = text.Split('+', 3);
        if (parts.Length == 3 && KeyName.IsOne(parts[0]) && Base64.TryRead(parts[2]) is [var algorithm, .. { Length: SigningKey.KeyLength } key]
            && Enum.IsDefined((NoteAlgorithm)algorithm)
            && new NoteKey(parts[0], (NoteAlgorithm)algorithm, key) is var read && string.Equals(parts[1], read.Id.ToString("x8", null), StringComparison.Ordinal))
        {
            return read;
        }

        throw new MalformedException("a key of a log or a witness is written name+id+key, as its owner publishes it");
    }

    /// <summary>The same key of the same name, for the same use.</summary>
    public bool Equals(NoteKey? other) =>
        other is not null && Algorithm == other.Algorithm && string.Equals(Name, other.Name, StringComparison.Ordinal) && Digest.FixedTimeEquals(PublicKey, other.PublicKey);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Id);

    /// <summary>name+id+key.</summary>
    public override string ToString() => $"{Name}+{Id:x8}+{Convert.ToBase64String([(byte)Algorithm, .. PublicKey])}";
}
