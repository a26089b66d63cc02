using System.Text;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Messages;
using Chorus.Sealing;
using Chorus.Unit.Tests.Escrow;

namespace Chorus.Unit.Tests.Vectors;

internal static class MessageVectors
{
    private const string Hour = "2026-11-23T21Z";

    internal static VectorSet Make()
    {
        var set = new VectorSet("message");
        var random = new SeededRandom("message");
        var (deployment, thread, handle) = (random.Bytes(16), random.Bytes(32), new Handle(random.Bytes(16)));
        using var family = SigningKey.FromSeed(random.Bytes(32));
        using var organisation = SigningKey.FromSeed(random.Bytes(32));

        SealedMessage Seal(Direction direction, string text) => SealedMessage.Seal(
            thread, deployment, handle, direction, text, Hour, direction == Direction.FromReporter ? family : organisation, random.Fill);
        (string, object?)[] Fields(SealedMessage m, byte[]? otherThread = null, byte[]? signingKey = null) =>
        [
            ("deployment", deployment), ("handle", m.Handle.ToArray()), ("threadKey", otherThread ?? thread), ("id", m.Id),
            ("direction", (int)m.Direction),
            ("signingKey", signingKey ?? (m.Direction == Direction.FromReporter ? family : organisation).PublicKey),
            ("envelope", m.Envelope), ("signature", m.Signature),
        ];
        void Good(string name, Direction direction, string text) =>
            set.Good(name, [.. Fields(Seal(direction, text)), ("text", text), ("hour", Hour)]);
        Good("from the reporter", Direction.FromReporter, "Only on weekday mornings, please.");
        Good("from the organisation", Direction.FromOrganisation, "Thank you. Are you safe to write? ✓ — مرحبا");
        Good("empty", Direction.FromReporter, "");

        var message = Seal(Direction.FromReporter, "It happened again.");
        void Bad(string name, string why, MessageFault fault, SealedMessage changed, byte[]? otherThread = null, byte[]? signingKey = null) =>
            set.Bad(name, why, [.. Fields(changed, otherThread, signingKey), ("fault", FaultName.Of(fault))]);
        Bad("flipped signature", "one bit of the signature differs", MessageFault.Signature, message with { Signature = Change.Flip(message.Signature, 0) });
        Bad("flipped envelope", "one bit of the envelope differs", MessageFault.Signature, message with { Envelope = Change.Flip(message.Envelope, 99) });
        Bad("truncated envelope", "the last byte is missing", MessageFault.Signature, message with { Envelope = Change.Cut(message.Envelope) });
        Bad("wrong direction", "the reporter's message shown as the organisation's", MessageFault.Signature, message with { Direction = Direction.FromOrganisation });
        Bad("another id", "the signature is for another message id", MessageFault.Signature, message with { Id = Change.Flip(message.Id, 0) });
        Bad("another report", "the signature is for another report", MessageFault.Signature, message with { Handle = new Handle(random.Bytes(16)) });
        Bad("another signer", "not signed by this family", MessageFault.Signature, message, signingKey: organisation.PublicKey);
        Bad("another thread", "sealed under another thread key", MessageFault.Envelope, message, otherThread: random.Bytes(32));

        void BadText(string name, string why, string json) => Bad(
            name, why, MessageFault.Text,
            SealedMessage.SealText(thread, deployment, handle, Direction.FromReporter, Encoding.UTF8.GetBytes(json), family, random.Fill));
        BadText("another format", "format 2", """{"format":"chorus/message/2","text":"x","hour":"2026-11-23T21Z"}""");
        BadText("minutes", "times are whole hours", """{"format":"chorus/message/1","text":"x","hour":"2026-11-23T21:30Z"}""");
        BadText("no text", "a member is missing", """{"format":"chorus/message/1","hour":"2026-11-23T21Z"}""");
        BadText("an unknown member", "unknown members are refused", """{"format":"chorus/message/1","text":"x","hour":"2026-11-23T21Z","from":"y"}""");
        BadText("text twice", "repeated members are refused", """{"format":"chorus/message/1","text":"x","text":"y","hour":"2026-11-23T21Z"}""");
        BadText("not JSON", "not JSON", "hello");
        return set;
    }
}
