using Chorus.Sealing;
using Chorus.Unit.Tests.Escrow;

namespace Chorus.Unit.Tests.Vectors;

internal static class HpkeVectors
{
    internal static VectorSet Make()
    {
        var set = new VectorSet("hpke");
        Add(set, "RFC 9180, appendix A.1.1 (AES-128-GCM)", Hpke.Aes128Gcm,
            "52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736",
            "4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8");
        // The appendix prints no vector of our suite; the CFRG's file of vectors for the RFC has this one.
        Add(set, "RFC 9180's test-vectors.json, X25519 with AES-256-GCM, base mode, message 0", Hpke.Aes256Gcm,
            "179d4b53b6365c45b600c4163b61d95cbc2f4d9e36f1695558dce265ab8bab11",
            "497b4502664cfea5d5af0b39934dac72242a74f8480451e1aee7d6a53320333d");

        var random = new SeededRandom("hpke");
        var ephemeral = random.Bytes(32);
        using var recipient = BoxKey.FromPrivate(random.Bytes(32));
        var (info, aad, text) = (Label.Of("chorus/v1/wrap"), random.Bytes(68), random.Bytes(32));
        Good(set, "a wrapped content key", Hpke.Aes256Gcm, ephemeral, recipient, info, aad, text);
        Good(set, "nothing at all, bound to nothing", Hpke.Aes256Gcm, random.Bytes(32), recipient, info, [], []);

        var message = Hpke.Seal(ephemeral, recipient.PublicKey, info, aad, text, Hpke.Aes256Gcm);
        void Bad(string name, string why, byte[] changed, byte[]? otherInfo = null, byte[]? otherAad = null) => set.Bad(
            name, why, ("recipientPrivateKey", recipient.ExportPrivate()), ("info", otherInfo ?? info), ("aad", otherAad ?? aad), ("sealed", changed));
        Bad("truncated", "the last byte of the tag is missing", Change.Cut(message));
        Bad("trailing byte", "a byte follows the tag", Change.Lengthen(message));
        Bad("too short", "shorter than an encapsulated key and a tag", message[..47]);
        Bad("empty", "no bytes", []);
        Bad("flipped encapsulated key", "one bit of enc differs", Change.Flip(message, 3));
        Bad("top bit of the encapsulated key", "X25519 ignores this bit, the key schedule does not", Change.Set(message, 31, (byte)(message[31] ^ 0x80)));
        Bad("flipped ciphertext", "one bit of the ciphertext differs", Change.Flip(message, 40));
        Bad("flipped tag", "one bit of the tag differs", Change.Flip(message, ^1));
        Bad("encapsulated key of small order", "enc is the zero point: the shared secret would be known to all", [.. new byte[32], .. message[32..]]);
        Bad("wrong info", "sealed as another kind of message", message, otherInfo: Label.Of("chorus/v1/self-wrap"));
        Bad("wrong aad", "sealed for another place", message, otherAad: Change.Flip(aad, 0));
        return set;
    }

    private static void Add(VectorSet set, string name, ushort aead, string ephemeral, string recipient)
    {
        using var key = BoxKey.FromPrivate(Convert.FromHexString(recipient));
        Good(
            set, name, aead, Convert.FromHexString(ephemeral), key,
            "Ode on a Grecian Urn"u8.ToArray(), "Count-0"u8.ToArray(), "Beauty is truth, truth beauty"u8.ToArray());
    }

    private static void Good(VectorSet set, string name, ushort aead, byte[] ephemeral, BoxKey recipient, byte[] info, byte[] aad, byte[] text) =>
        set.Good(
            name,
            ("aead", (int)aead),
            ("ephemeralPrivateKey", ephemeral),
            ("recipientPrivateKey", recipient.ExportPrivate()),
            ("recipientPublicKey", recipient.PublicKey),
            ("info", info),
            ("aad", aad),
            ("plaintext", text),
            ("sealed", Hpke.Seal(ephemeral, recipient.PublicKey, info, aad, text, aead)));
}
