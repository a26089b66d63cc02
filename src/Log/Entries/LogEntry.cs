using System.Text;
using Chorus.Sealing;

namespace Chorus.Log.Entries;

/// <summary>
/// What of an event stands in the log (docs/formats/log.md): a hash with a salt. Without the salt nobody can try which event it is; once the
/// salt is destroyed nobody ever can, and the log stays whole.
/// </summary>
public static class LogEntry
{
    /// <summary>Bytes of a salt.</summary>
    public const int SaltLength = 32;

    /// <summary>Bytes of an entry.</summary>
    public const int Length = 1 + Digest.Length;

    private const byte Version = 1;

    /// <summary>The entry of an event.</summary>
    /// <param name="origin">the log's name, so that an entry is of one log.</param>
    /// <param name="kind">what the content is, in ASCII: case-event.</param>
    /// <param name="salt">32 random bytes, for this entry alone.</param>
    /// <param name="content">the event's bytes.</param>
    public static byte[] Of(string origin, string kind, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> content)
    {
        if (salt.Length != SaltLength)
        {
            throw new ArgumentException($"a salt has {SaltLength} bytes", nameof(salt));
        }

        var bound = new ByteWriter().Label("chorus/v1/log-entry").Var(Encoding.ASCII.GetBytes(origin)).Var(Encoding.ASCII.GetBytes(kind)).Bytes(salt);
        return [Version, .. Digest.Sha256(bound.Written, content)];
    }
}
