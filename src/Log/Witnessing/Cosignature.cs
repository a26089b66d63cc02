using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Chorus.Log.Notes;
using Chorus.Sealing;

namespace Chorus.Log.Witnessing;

/// <summary>
/// A witness's word that at a time a checkpoint was the longest that it had seen of a log, and continued every one before (C2SP tlog-cosignature,
/// the version for Ed25519). The time and a line of its own are signed with the text, so it passes for no log's signature.
/// </summary>
public static class Cosignature
{
    /// <summary>Cosigns. Only <see cref="Witness"/> may, after it has checked.</summary>
    internal static NoteSignature Make(NoteSigner witness, string text, DateTimeOffset time)
    {
        var seconds = time.ToUnixTimeSeconds();
        var signature = new byte[sizeof(long) + SigningKey.SignatureLength];
        BinaryPrimitives.WriteInt64BigEndian(signature, seconds);
        witness.SignWitnessed(Message(text, seconds)).CopyTo(signature, sizeof(long));
        return new(witness.Key.Name, witness.Key.Id, signature);
    }

    /// <summary>When a witness saw the text of a note; null where it has not signed it.</summary>
    /// <exception cref="MalformedException">where its signature is false.</exception>
    public static DateTimeOffset? SeenAt(SignedNote note, NoteKey witness)
    {
        if (note.By(witness) is not { Signature: var signature })
        {
            return null;
        }

        return witness.Algorithm == NoteAlgorithm.Witness && signature.Length == sizeof(long) + SigningKey.SignatureLength
            && BinaryPrimitives.ReadInt64BigEndian(signature) is >= 0 and <= 253_402_300_799 and var seconds
            && SigningKey.Verify(witness.PublicKey, Message(note.Text, seconds), signature.AsSpan(sizeof(long)))
                ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                : throw new MalformedException($"the cosignature by {witness.Name} is false");
    }

    private static byte[] Message(string text, long seconds) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {seconds}\n{text}"));
}
