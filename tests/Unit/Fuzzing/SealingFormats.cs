using System.Buffers.Binary;
using Chorus.Sealing;
using Chorus.Tests.Fuzzing;
using Chorus.Unit.Tests.Escrow;
using Chorus.Unit.Tests.Vectors;

namespace Chorus.Unit.Tests.Fuzzing;

/// <summary>Envelopes, HPKE boxes, boxes at rest and wrapped keys: outside, where every change is refused, and inside, where padding counts.</summary>
internal static class SealingFormats
{
    private const int FirstPadded = 4096;

    private static readonly SeededRandom s_random = new("sealing formats");
    private static readonly byte[] s_key = s_random.Bytes(32);
    private static readonly EnvelopeContext s_context = EnvelopeContext.Content(s_random.Bytes(16), s_random.Bytes(16), 1);

    internal static IEnumerable<FuzzedFormat> All()
    {
        byte[][] envelopes = [Envelope.Seal(s_key, s_context, "short"u8), Envelope.Seal(s_key, s_context, new byte[5000])];
        yield return new("envelope", envelopes, OpenAndSeal, typeof(SealingException));
        yield return new("padded text of an envelope", [Padded(0), Padded(5), Padded(4092)], PaddedText, typeof(SealingException));

        var small = SmallEnvelope.Seal(s_key, s_context, s_random.Bytes(80));
        yield return new("small envelope", [small], bytes => SmallEnvelope.Seal(s_key, s_context, SmallEnvelope.Open(s_key, s_context, bytes)), typeof(SealingException));

        var box = BoxKey.FromPrivate(s_random.Bytes(32));
        byte[] info = [1], aad = [2];
        // Nothing but the one example may open or verify: whatever else did would be written as the example, and found.
        var hpke = Hpke.Seal(box.PublicKey, info, aad, "text"u8);
        yield return new("HPKE box", [hpke], bytes => Hpke.TryOpen(box, info, aad, bytes, out _) ? hpke : null);
        var atRest = AeadBox.Seal(s_key, aad, "text"u8);
        yield return new("box at rest", [atRest], bytes => AeadBox.TryOpen(s_key, aad, bytes, out _) ? atRest : null);
        yield return WrappedKey();
        yield return Link();

        var signing = SigningKey.FromSeed(s_random.Bytes(32));
        byte[] message = [3];
        var signature = signing.Sign(message);
        yield return new("signature", [signature], bytes => SigningKey.Verify(signing.PublicKey, message, bytes) ? signature : null);
        yield return new("public key", [signing.PublicKey], bytes => SigningKey.Verify(bytes, message, signature) ? signing.PublicKey : null);
    }

    private static byte[] OpenAndSeal(byte[] bytes) => Envelope.Seal(s_key, s_context, Envelope.Open(s_key, s_context, bytes));

    private static byte[] Padded(int length)
    {
        var padded = new byte[FirstPadded];
        BinaryPrimitives.WriteUInt32BigEndian(padded, (uint)length);
        s_random.Fill(padded.AsSpan(4, length));
        return padded;
    }

    /// <summary>Padded text, brought to the size of its class again, in a genuine envelope: it opens only if it is what sealing would have made.</summary>
    private static byte[] PaddedText(byte[] bytes)
    {
        var padded = new byte[FirstPadded];
        bytes.AsSpan(0, Math.Min(bytes.Length, padded.Length)).CopyTo(padded);
        var data = Envelope.Open(s_key, s_context, Envelope.SealPadded(s_key, s_context, padded, 0));
        var again = new byte[FirstPadded];
        BinaryPrimitives.WriteUInt32BigEndian(again, (uint)data.Length);
        data.CopyTo(again, 4);
        Xunit.Assert.Equal(padded, again);
        return bytes;
    }

    private static FuzzedFormat Link()
    {
        var vector = VectorEntry.Good("key-link.json")[0];
        var newer = OrganisationKey.FromMaster(vector.Bytes("newer"));
        var place = new KeyLinkPlace(vector.Bytes("deployment"), vector.Text("organisation"), (uint)vector.Int("epoch"), (uint)vector.Int("before"));
        var (recipient, link) = (vector.Bytes("recipientBefore"), vector.Bytes("link"));
        return new("link between two keys", [link], bytes =>
        {
            KeyLink.Open(newer, place, recipient, bytes).Dispose();
            return link;
        }, typeof(SealingException));
    }

    private static FuzzedFormat WrappedKey()
    {
        var vector = VectorEntry.Good("organisation-key.json")[0];
        var holder = new KeyHolder(vector.Bytes("deployment"), vector.Text("organisation"), (uint)vector.Int("epoch"), vector.Text("member"));
        var (passphrase, recipient, wrapped) = (vector.Text("passphrase"), vector.Bytes("recipientKey"), vector.Bytes("wrapped"));
        // Only what is refused before the passphrase is worked on: that work takes its tenths of a second on purpose, and
        // what follows it is a box at rest. The head is checked before it, so that nobody can ask for more work than the format allows.
        return new("wrapped organisation key", [wrapped], bytes =>
        {
            var costly = bytes.Length == wrapped.Length && bytes[0] == 1 && bytes[1] == 1
                && BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(2)) is >= 600_000 and <= 10_000_000;
            if (!costly)
            {
                OrganisationKey.Unwrap(passphrase, holder, recipient, bytes).Dispose();
            }

            return bytes;
        }, typeof(SealingException));
    }
}
