using System.Text;
using Chorus.Sealing;
using Chorus.Unit.Tests.Escrow;

namespace Chorus.Unit.Tests.Vectors;

internal static class WorkVectors
{
    internal static VectorSet Make()
    {
        var set = new VectorSet("work");
        var random = new SeededRandom("work");
        var secret = random.Bytes(32);
        using var key = AdmissionKey.From(secret);

        void Good(string name, int bits, uint until, string body)
        {
            var salt = random.Bytes(16);
            var challenge = WorkChallenge.Give(key, bits, until, salt.CopyTo);
            var proof = WorkProof.Solve(challenge, Encoding.UTF8.GetBytes(body));
            set.Good(
                name, ("key", secret), ("bits", bits), ("until", until), ("salt", salt), ("challenge", challenge.ToString()),
                ("body", body), ("counter", (int)proof.Counter), ("proof", proof.ToString()));
        }
        Good("no proof asked", 0, 180, "{}");
        Good("10 bits", 10, 181, """{"statement":"AA"}""");
        Good("14 bits, a body that is not ASCII", 14, uint.MaxValue, "{\"text\":\"مرحبا ✓\"}");
        Good("18 bits", 18, 1, new string('a', 1000));

        var last = WorkChallenge.Give(key, 12, 180, random.Fill).Bytes.ToArray();
        void Bad(string name, string why, string challenge) => set.Bad(name, why, ("challenge", challenge));
        Bad("25 bits", "at most 24 are done", Base64UrlText.Encode(Change.Set(last, 0, 25)));
        Bad("255 bits", "at most 24 are done", Base64UrlText.Encode(Change.Set(last, 0, 255)));
        Bad("too short", "the last byte is missing", Base64UrlText.Encode(Change.Cut(last)));
        Bad("too long", "a byte is left over", Base64UrlText.Encode(Change.Lengthen(last)));
        Bad("padded", "base64url without padding", Base64UrlText.Encode(last) + "=");
        Bad("empty", "nothing", "");
        return set;
    }
}
