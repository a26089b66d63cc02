using System.Buffers.Binary;
using Chorus.Sealing;
using Chorus.Unit.Tests.Escrow;

namespace Chorus.Unit.Tests.Vectors;

internal static class EnvelopeVectors
{
    private static readonly SeededRandom s_ids = new("envelope ids");
    private static readonly byte[] s_deployment = s_ids.Bytes(16);
    private static readonly byte[] s_handle = s_ids.Bytes(16);
    private static readonly byte[] s_messageId = s_ids.Bytes(16);

    internal static VectorSet Make()
    {
        var set = new VectorSet("envelope");
        var random = new SeededRandom("envelope");
        var key = random.Bytes(32);
        var data = "What happened, in her own words. «Así fue.»"u8.ToArray();
        var content = Envelope.Seal(key, EnvelopeContext.Content(s_deployment, s_handle, 1), data);
        set.Good("content of one short text", [.. Place("content", key, ("version", 1)), ("data", data), ("envelope", content)]);
        Full(set, "nothing", random.Bytes(32), []);
        Full(set, "the most that the smallest class holds", random.Bytes(32), random.Bytes(4092));
        Full(set, "one byte more, so the next class", random.Bytes(32), random.Bytes(4093));
        Long(set, "five chunks and more, by its hash", random.Bytes(32), 400_000);
        Message(set, random);

        var escrowKey = random.Bytes(32);
        var wrapped = random.Bytes(80);
        var small = SmallEnvelope.Seal(escrowKey, EnvelopeContext.Escrow(s_deployment, s_handle, 1), wrapped);
        set.Good("a wrapped key in escrow", [.. Place("escrow", escrowKey, ("version", 1)), ("data", wrapped), ("envelope", small)]);

        BadContent(set, key, content);
        BadPadding(set, random.Bytes(32));
        BadSmall(set, escrowKey, small);
        return set;
    }

    private static void BadContent(VectorSet set, byte[] key, byte[] content)
    {
        void Bad(string name, string why, SealingFault fault, byte[] envelope, byte[]? otherKey = null, int version = 1, byte[]? handle = null, byte[]? deployment = null) =>
            set.Bad(name, why, [.. Place("content", otherKey ?? key, ("version", version), handle, deployment), ("envelope", envelope), ("fault", FaultName.Of(fault))]);

        Bad("empty", "no bytes", SealingFault.Malformed, []);
        Bad("header only", "the header without a chunk", SealingFault.Malformed, content[..35]);
        Bad("truncated", "the last byte is missing", SealingFault.Malformed, Change.Cut(content));
        Bad("trailing byte", "a byte follows the last tag", SealingFault.Malformed, Change.Lengthen(content));
        Bad("wrong version", "version 2", SealingFault.UnknownVersion, Change.Set(content, 0, 2));
        Bad("wrong suite", "suite 2", SealingFault.UnknownSuite, Change.Set(content, 1, 2));
        Bad("size class that does not fit", "the header says class 1 over the length of class 0", SealingFault.Malformed, Change.Set(content, 2, 1));
        Bad("size class 8", "there are classes 0 to 7", SealingFault.Malformed, Change.Set(content, 2, 8));
        Bad("flipped commitment", "one bit of the key commitment differs", SealingFault.WrongKey, Change.Flip(content, 10));
        Bad("flipped ciphertext", "one bit of the ciphertext differs", SealingFault.Altered, Change.Flip(content, 100));
        Bad("flipped tag", "one bit of the tag differs", SealingFault.Altered, Change.Flip(content, ^1));
        Bad("wrong key", "another key", SealingFault.WrongKey, content, otherKey: Change.Flip(key, 0));
        Bad("wrong context: version", "the envelope of version 1 in the place of version 2", SealingFault.WrongKey, content, version: 2);
        Bad("wrong context: handle", "in the place of another report", SealingFault.WrongKey, content, handle: Change.Flip(s_handle, 0));
        Bad("wrong context: deployment", "in another deployment", SealingFault.WrongKey, content, deployment: Change.Flip(s_deployment, 0));
    }

    private static void BadPadding(VectorSet set, byte[] key)
    {
        void Bad(string name, string why, int sizeClass, int length, int mark)
        {
            var padded = new byte[4096 << (2 * sizeClass)];
            BinaryPrimitives.WriteInt32BigEndian(padded, length);
            padded[^1] = (byte)mark;
            var envelope = Envelope.SealPadded(key, EnvelopeContext.Content(s_deployment, s_handle, 1), padded, sizeClass);
            set.Bad(name, why, [.. Place("content", key, ("version", 1)), ("envelope", envelope), ("fault", FaultName.Of(SealingFault.Padding))]);
        }

        Bad("nonzero padding", "the last byte of the padding is 1", 0, 10, 1);
        Bad("length beyond the class", "the length inside is one more than the class holds", 0, 4093, 0);
        Bad("length over two thousand million", "the length inside has its top bit set", 0, -1, 0);
        Bad("larger class than needed", "ten bytes in class 1, where class 0 would do", 1, 10, 0);
    }

    private static void BadSmall(VectorSet set, byte[] key, byte[] small)
    {
        void Bad(string name, string why, SealingFault fault, byte[] envelope, int version = 1) => set.Bad(
            name, why, [.. Place("escrow", key, ("version", version)), ("envelope", envelope), ("fault", FaultName.Of(fault))]);
        Bad("small: truncated", "the last byte is missing", SealingFault.Malformed, Change.Cut(small));
        Bad("small: trailing byte", "a byte follows the tag", SealingFault.Malformed, Change.Lengthen(small));
        Bad("small: size class 0", "the size class of a padded envelope", SealingFault.Malformed, Change.Set(small, 2, 0));
        Bad("small: wrong version", "version 0", SealingFault.UnknownVersion, Change.Set(small, 0, 0));
        Bad("small: wrong suite", "suite 0", SealingFault.UnknownSuite, Change.Set(small, 1, 0));
        Bad("small: flipped commitment", "one bit of the key commitment differs", SealingFault.WrongKey, Change.Flip(small, 34));
        Bad("small: flipped tag", "one bit of the tag differs", SealingFault.Altered, Change.Flip(small, ^1));
        Bad("small: wrong context", "in the place of version 2", SealingFault.WrongKey, small, version: 2);
    }

    private static void Full(VectorSet set, string name, byte[] key, byte[] data) => set.Good(
        name,
        [.. Place("content", key, ("version", 3)), ("data", data), ("envelope", Envelope.Seal(key, EnvelopeContext.Content(s_deployment, s_handle, 3), data))]);

    private static void Long(VectorSet set, string name, byte[] key, int length)
    {
        var data = new byte[length];
        data.AsSpan().Fill((byte)'a');
        var envelope = Envelope.Seal(key, EnvelopeContext.Content(s_deployment, s_handle, 1), data);
        set.Good(
            name,
            [.. Place("content", key, ("version", 1)), ("dataIsLettersA", length), ("envelopeLength", envelope.Length), ("envelopeSha256", Digest.Sha256(envelope))]);
    }

    private static void Message(VectorSet set, SeededRandom random)
    {
        var key = random.Bytes(32);
        var data = "{}"u8.ToArray();
        var envelope = Envelope.Seal(key, EnvelopeContext.Message(s_deployment, s_handle, s_messageId, 1), data);
        (string, object?)[] place = [.. Place("message", key, ("messageId", s_messageId)), ("direction", 1)];
        set.Good("a message from the organisation", [.. place, ("data", data), ("envelope", envelope)]);
        set.Bad(
            "wrong context: direction", "a message of the organisation shown as the reporter's",
            [.. Place("message", key, ("messageId", s_messageId)), ("direction", 0), ("envelope", envelope), ("fault", FaultName.Of(SealingFault.WrongKey))]);
    }

    private static (string, object?)[] Place(
        string purpose, byte[] key, (string, object?) suffix, byte[]? handle = null, byte[]? deployment = null) =>
        [("purpose", purpose), ("deployment", deployment ?? s_deployment), ("handle", handle ?? s_handle), suffix, ("key", key)];
}
