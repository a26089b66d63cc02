using Chorus.Escrow.Depositing;
using Chorus.Sealing;
using Chorus.Unit.Tests.Escrow;

namespace Chorus.Unit.Tests.Vectors;

internal static class AcknowledgementVectors
{
    internal static VectorSet Make()
    {
        var set = new VectorSet("acknowledgement");
        var random = new SeededRandom("acknowledgement");
        var key = SigningKey.Generate(random.Fill);
        byte[][] Hashes(int count) => [.. Enumerable.Range(0, count).Select(_ => random.Bytes(32))];

        void Good(string name, int trustee, byte[][] hashes) => set.Good(
            name, ("signingSeed", key.ExportSeed()), ("signingKey", key.PublicKey), ("trustee", trustee), ("statementHashes", hashes),
            ("root", new AcknowledgementTree(hashes).Root), ("acks", Acknowledgement.SignAll(key, trustee, hashes)));
        Good("one statement", 0, Hashes(1));
        Good("two at once", 1, Hashes(2));
        Good("64 at once", 2, Hashes(64));

        var hashes = Hashes(5);
        var ack = Acknowledgement.SignAll(key, 1, hashes)[3];
        void Bad(string name, string why, byte[] changed, byte[]? hash = null, int trustee = 1, byte[]? signingKey = null) => set.Bad(
            name, why, ("signingKey", signingKey ?? key.PublicKey), ("trustee", trustee), ("statementHash", hash ?? hashes[3]), ("ack", changed));
        Bad("place 64", "a tree has 64 leaves; the same way up as place 0", Change.Set(Acknowledgement.SignAll(key, 1, hashes)[0], 0, 64), hashes[0]);
        Bad("place 255", "a tree has 64 leaves", Change.Set(ack, 0, 255));
        Bad("another place", "place 2 with the siblings of place 3", Change.Set(ack, 0, 2));
        Bad("too short", "the last byte is missing", Change.Cut(ack));
        Bad("too long", "a byte is left over", Change.Lengthen(ack));
        Bad("a sibling left out", "a tree of depth 5", [.. ack[..161], .. ack[193..]]);
        Bad("empty", "nothing", []);
        Bad("the lowest sibling flipped", "one bit of the leaf beside it differs", Change.Flip(ack, 1));
        Bad("the highest sibling flipped", "one bit below the root differs", Change.Flip(ack, 192));
        Bad("flipped signature", "one bit differs", Change.Flip(ack, 193));
        Bad("another statement of the batch", "place 3 is not its own", ack, hashes[2]);
        Bad("a statement that was not in the batch", "nobody acknowledged it", ack, random.Bytes(32));
        Bad("another trustee", "trustee 1 signed, and it is shown as trustee 2's", ack, trustee: 2);
        Bad("another key", "not the key that signed", ack, signingKey: SigningKey.Generate(random.Fill).PublicKey);

        var unused = new ByteWriter().U8(5);
        new AcknowledgementTree(hashes).WritePath(5, unused);
        Bad("an unused leaf", "32 zero bytes are no statement's leaf", unused.Bytes(ack.AsSpan(193)).ToArray(), new byte[32]);
        Bad("a statement's hash taken for its leaf", "the leaf beside it, as if it were the hash itself", Change.Set(ack, 0, 2), ack[1..33]);
        byte[] Signed(string label, byte[] bytes) => key.Sign(new ByteWriter().Label(label).U8(1).Bytes(bytes).ToArray());
        Bad("a root under version 1's label", "a signature of chorus/v1/ack", [.. ack[..193], .. Signed("chorus/v1/ack", new AcknowledgementTree(hashes).Root)]);
        Bad("version 1", "a signature over the statement's hash alone", Signed("chorus/v1/ack", hashes[3]));
        return set;
    }
}
