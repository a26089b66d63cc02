using System.Text;
using Chorus.Escrow.Circles;
using Chorus.Sealing;
using Chorus.Unit.Tests.Escrow;

namespace Chorus.Unit.Tests.Vectors;

internal static class CircleVectors
{
    private const uint Hour = 499_000;

    internal static VectorSet Make()
    {
        var set = new VectorSet("circle");
        var random = new SeededRandom("circle");
        var place = new CirclePlace(random.Bytes(16), random.Bytes(16));
        var roots = Enumerable.Range(0, 4).Select(_ => random.Bytes(32)).ToArray();
        var seats = roots.Select(root => CircleSeat.Of(root, place.Circle)).ToArray();
        (int, byte[])[] Boxes(params int[] present) => [.. present.Select(s => (s, seats[s].Box.PublicKey))];

        (CircleEntry Entry, byte[] Signature) Write(uint index, byte[] previous, int author, CircleAct act, string json, params int[] present)
        {
            var header = CircleEntry.Header(place, index, previous, author, act, Hour + index);
            var made = new CircleEntry(index, author, act, Hour + index, CircleSealed.Seal(place, header, Boxes(present), Encoding.UTF8.GetBytes(json), random.Fill));
            return (made, seats[author].Signing.Sign(made.Signed(place, previous)));
        }
        (string, object?)[] Fields(CircleEntry e, byte[] signature, byte[] previous, int reader, byte[]? key = null, CirclePlace? elsewhere = null) =>
        [
            ("deployment", (elsewhere ?? place).Deployment), ("circle", (elsewhere ?? place).Circle), ("root", roots[reader]), ("seat", reader), ("previous", previous),
            ("index", e.Index), ("author", e.Author), ("act", (int)e.Act), ("hour", e.Hour), ("seats", string.Join(' ', e.Sealed.Keys.Select(k => k.Seat))), ("keys", e.Sealed.Keys.Select(k => k.Key)),
            ("envelope", e.Sealed.Envelope), ("signature", signature), ("signingKey", key ?? seats[e.Author].Signing.PublicKey),
        ];
        byte[] Good(string name, string json, (CircleEntry Entry, byte[] Signature) w, byte[] previous, int reader)
        {
            var chain = w.Entry.Chain(place, previous, w.Signature);
            set.Good(name, [
                .. Fields(w.Entry, w.Signature, previous, reader), ("said", json), ("chain", chain),
                ("lookup", seats[reader].Lookup), ("signing", seats[reader].Signing.PublicKey), ("box", seats[reader].Box.PublicKey)]);
            return chain;
        }

        string[] names = ["Ana", "Rose", "Amapola", "Ёлка"];
        var named = seats.Select((s, i) => $$"""{"name":"{{names[i]}}","signing":"{{Base64UrlText.Encode(s.Signing.PublicKey)}}","box":"{{Base64UrlText.Encode(s.Box.PublicKey)}}"}""");
        var first = $$"""{"format":"chorus/circle/1","seats":[{{string.Join(',', named)}}]}""";
        var chain0 = Good("who has which seat", first, Write(0, CircleEntry.Beginning, 0, CircleAct.Word, first, 0, 1, 2, 3), CircleEntry.Beginning, 2);
        const string Words = """{"format":"chorus/circle/1","text":"Me alegra no estar sola."}""";
        const string Nothing = """{"format":"chorus/circle/1","text":""}""";
        var word = Write(1, chain0, 1, CircleAct.Word, Words, 0, 1, 2, 3);
        var chain1 = Good("words", Words, word, chain0, 3);
        var chain2 = Good("a leave", Nothing, Write(2, chain1, 3, CircleAct.Leave, Nothing, 0, 1, 2, 3), chain1, 0);
        Good("a pass after it, to those who are there", Nothing, Write(3, chain2, 2, CircleAct.Word, Nothing, 0, 1, 2), chain2, 1);

        var (entry, signature) = word;
        void Bad(string name, string why, CircleEntry? changed = null, byte[]? otherSignature = null, byte[]? previous = null, byte[]? key = null, CirclePlace? elsewhere = null, int reader = 3) =>
            set.Bad(name, why, Fields(changed ?? entry, otherSignature ?? signature, previous ?? chain0, reader, key, elsewhere));
        CircleEntry Keys(params SealedSeatKey[] keys) => entry with { Sealed = entry.Sealed with { Keys = keys } };
        Bad("flipped signature", "one bit of the signature differs", otherSignature: Change.Flip(signature, 0));
        Bad("another signer", "signed from another seat", key: seats[2].Signing.PublicKey);
        Bad("another author", "shown as said by somebody else", entry with { Author = 2 });
        Bad("another act", "words shown as a leave", entry with { Act = CircleAct.Leave });
        Bad("another hour", "bound to its hour", entry with { Hour = Hour });
        Bad("another place in the order", "bound to its index", entry with { Index = 2 });
        Bad("after something else", "bound to what its author saw", previous: Change.Flip(chain0, 0));
        Bad("another circle", "bound to its circle", elsewhere: place with { Circle = Change.Flip(place.Circle, 0) });
        Bad("another deployment", "bound to its deployment", elsewhere: place with { Deployment = Change.Flip(place.Deployment, 0) });
        Bad("a key left out", "for whom it is sealed is signed", Keys([.. entry.Sealed.Keys.Skip(1)]));
        Bad("keys exchanged", "which key is whose is signed", Keys([.. entry.Sealed.Keys.Select(k => k with { Seat = 3 - k.Seat })]));
        Bad("flipped key", "one bit of a key differs", Keys([.. entry.Sealed.Keys.Select(k => k with { Key = Change.Flip(k.Key, 40) })]));
        Bad("flipped envelope", "one bit of what is sealed differs", entry with { Sealed = entry.Sealed with { Envelope = Change.Flip(entry.Sealed.Envelope, 50) } });
        Bad("truncated envelope", "the last byte is missing", entry with { Sealed = entry.Sealed with { Envelope = Change.Cut(entry.Sealed.Envelope) } });
        var without = Write(1, chain0, 1, CircleAct.Word, Words, 0, 1, 2);
        Bad("not for this seat", "sealed to the others alone", without.Entry, without.Signature);
        Array.ForEach(seats, seat => seat.Dispose());
        return set;
    }
}
