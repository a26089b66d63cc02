using System.Text;
using Chorus.Sealing;

namespace Chorus.Log.Notes;

/// <summary>A private key that signs notes. It prints its public half only.</summary>
public sealed class NoteSigner : IDisposable
{
    private const string Prefix = "PRIVATE+KEY+";

    private readonly SigningKey _key;

    private NoteSigner(string name, NoteAlgorithm algorithm, SigningKey key) => (_key, Key) = (key, new(name, algorithm, key.PublicKey));

    /// <summary>The public half.</summary>
    public NoteKey Key { get; }

    /// <summary>A new one.</summary>
    public static NoteSigner Generate(string name, NoteAlgorithm algorithm) => new(KeyName.Checked(name), algorithm, SigningKey.Generate());

    /// <summary>One that signs with a key that is used elsewhere too. The caller says why none of its messages can be taken for another.</summary>
    internal static NoteSigner Of(string name, NoteAlgorithm algorithm, SigningKey key)
    {
        var seed = key.ExportSeed();
        var signer = new NoteSigner(KeyName.Checked(name), algorithm, SigningKey.FromSeed(seed));
        Digest.Erase(seed);
        return signer;
    }

    /// <summary>Reads the usual form: PRIVATE+KEY+name+id+seed.</summary>
    /// <exception cref="MalformedException">where it is none; the message has nothing of it.</exception>
    public static NoteSigner Parse(string text)
    {
        var parts = text.Split('+', 5);
        if (text.StartsWith(Prefix, StringComparison.Ordinal) && parts.Length == 5 && KeyName.IsOne(parts[2])
            && Base64.TryRead(parts[4]) is [var algorithm, .. { Length: SigningKey.KeyLength } seed] && Enum.IsDefined((NoteAlgorithm)algorithm))
        {
            var signer = new NoteSigner(parts[2], (NoteAlgorithm)algorithm, SigningKey.FromSeed(seed));
            Digest.Erase(seed);
            if (string.Equals(parts[3], signer.Key.Id.ToString("x8", null), StringComparison.Ordinal))
            {
                return signer;
            }

            signer.Dispose();
        }

        throw new MalformedException("this is no private key of a log or a witness");
    }

    /// <summary>For a file that only its owner reads.</summary>
    public string Export()
    {
        var seed = _key.ExportSeed();
        var text = $"{Prefix}{Key.Name}+{Key.Id:x8}+{Convert.ToBase64String([(byte)Key.Algorithm, .. seed])}";
        Digest.Erase(seed);
        return text;
    }

    /// <summary>Signs as a log.</summary>
    internal NoteSignature Sign(string text) => Key.Algorithm == NoteAlgorithm.Log
        ? new(Key.Name, Key.Id, _key.Sign(Encoding.UTF8.GetBytes(text)))
        : throw new InvalidOperationException("a witness signs with the time only");

    /// <summary>The bare signature of a witness's message.</summary>
    internal byte[] SignWitnessed(byte[] message) => Key.Algorithm == NoteAlgorithm.Witness
        ? _key.Sign(message)
        : throw new InvalidOperationException("a log does not witness");

    /// <summary>The public half.</summary>
    public override string ToString() => Key.ToString();

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
