using System.Text.Json.Nodes;
using Chorus.Sealing;
using Chorus.Unit.Tests.Escrow;

namespace Chorus.Unit.Tests.Vectors;

/// <summary>
/// Chunks are too long to stand in a file: an entry says how they are made (byte p of a file is 31 p + 7, cut to 8 bits), and their hashes.
/// A bad one is a chunk made in one place, changed or not, and opened in another.
/// </summary>
internal static class AttachmentVectors
{
    private static readonly SeededRandom s_ids = new("attachment ids");
    private static readonly byte[] s_deployment = s_ids.Bytes(16);
    private static readonly byte[] s_id = s_ids.Bytes(16);
    private static readonly byte[] s_otherId = s_ids.Bytes(16);
    private static readonly byte[] s_key = s_ids.Bytes(32);

    internal static VectorSet Make()
    {
        var set = new VectorSet("attachment");
        Good(set, "a short recording", 1000);
        Good(set, "nothing", 0);
        Good(set, "exactly one chunk", AttachmentSize.ChunkLength);
        Good(set, "one byte more", AttachmentSize.ChunkLength + 1);
        Good(set, "nine chunks, so ten", (9 * AttachmentSize.ChunkLength) - 5);

        Bad(set, "truncated", "the last byte is missing", SealingFault.Malformed, change: ("cut", 0));
        Bad(set, "trailing byte", "a byte follows the tag", SealingFault.Malformed, change: ("lengthen", 0));
        Bad(set, "wrong version", "version 0", SealingFault.UnknownVersion, change: ("flip", 0));
        Bad(set, "wrong suite", "suite 0", SealingFault.UnknownSuite, change: ("flip", 1));
        Bad(set, "flipped commitment", "one bit of the key commitment differs", SealingFault.WrongKey, change: ("flip", 5));
        Bad(set, "flipped nonce", "one bit of the nonce differs", SealingFault.Altered, change: ("flip", 34));
        Bad(set, "flipped ciphertext", "one bit of the ciphertext differs", SealingFault.Altered, change: ("flip", 5000));
        Bad(set, "flipped tag", "one bit of the tag differs", SealingFault.Altered, change: ("flip", AttachmentSize.SealedLength - 1));
        Bad(set, "reordered", "chunk 1 in the place of chunk 2", SealingFault.Altered, openIndex: 2);
        Bad(set, "cut off: the last chunk but one as the last", "a file of 4 chunks shown as one of 3", SealingFault.WrongKey, openCount: 3);
        Bad(set, "drawn out", "a file of 4 chunks shown as one of 5", SealingFault.WrongKey, openCount: 5);
        Bad(set, "swapped between files", "a chunk of one file in the place of one of another with the same key", SealingFault.WrongKey, openId: s_otherId);
        Bad(set, "wrong deployment", "in another deployment", SealingFault.WrongKey, openDeployment: Change.Flip(s_deployment, 0));
        Bad(set, "wrong key", "another key", SealingFault.WrongKey, openKey: Change.Flip(s_key, 0));
        Bad(set, "nonzero padding", "the file is said to end ten bytes earlier", SealingFault.Padding, openSize: AttachmentSize.ChunkLength + 990);
        return set;
    }

    internal static byte[] Text(long size, int index)
    {
        var start = (long)index * AttachmentSize.ChunkLength;
        var text = new byte[Math.Clamp(size - start, 0, AttachmentSize.ChunkLength)];
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = (byte)((31 * (start + i)) + 7);
        }

        return text;
    }

    private static void Good(VectorSet set, string name, int size)
    {
        var random = new SeededRandom($"attachment {name}");
        var (id, key) = (random.Bytes(16), random.Bytes(32));
        var place = new AttachmentPlace(s_deployment, id, AttachmentSize.CountFor(size));
        byte[][] nonces = [.. Enumerable.Range(0, place.Count).Select(_ => random.Bytes(12))];
        byte[][] hashes = [.. nonces.Select((nonce, i) => Digest.Sha256(Attachment.SealChunk(key, place, i, Text(size, i), into => nonce.CopyTo(into))))];
        set.Good(
            name, ("deployment", s_deployment), ("id", id), ("key", key), ("size", size), ("count", place.Count), ("nonces", nonces),
            ("chunkHashes", hashes), ("digest", Attachment.DigestOf(place, hashes)));
    }

    // All from one file of 4 chunks whose end is in chunk 1; sealed is always chunk 1.
    private static void Bad(
        VectorSet set, string name, string why, SealingFault fault, (string Kind, int At)? change = null, int openIndex = 1, int openCount = 4,
        byte[]? openId = null, byte[]? openDeployment = null, byte[]? openKey = null, int openSize = AttachmentSize.ChunkLength + 1000) =>
        set.Bad(
            name, why, ("deployment", s_deployment), ("id", s_id), ("key", s_key), ("size", AttachmentSize.ChunkLength + 1000), ("count", 4), ("index", 1),
            ("change", change is { } c ? new JsonObject { ["kind"] = c.Kind, ["at"] = c.At } : null),
            ("opened", new JsonObject
            {
                ["deployment"] = Base64UrlText.Encode(openDeployment ?? s_deployment),
                ["id"] = Base64UrlText.Encode(openId ?? s_id),
                ["key"] = Base64UrlText.Encode(openKey ?? s_key),
                ["size"] = openSize,
                ["count"] = openCount,
                ["index"] = openIndex,
            }),
            ("fault", FaultName.Of(fault)));
}
