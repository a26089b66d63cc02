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
        GoodKinds();
        void BadKind(string name, string why, string more) => BadText(
            name, why, $$"""{"format":"chorus/message/2","text":"x","hour":"2026-11-23T21Z",{{more}}}""");
        BadKind("a kind without details", "a member is missing", "\"kind\":\"watch-seen\"");
        BadKind("a kind with no name", "a kind has a name", "\"kind\":\"\",\"details\":{}");
        BadKind("details that are no object", "details are an object", "\"kind\":\"watch-seen\",\"details\":[]");
        BadKind("a detail twice", "repeated members are refused", "\"kind\":\"later\",\"details\":{\"a\":null,\"a\":true}");
        return set;

        void GoodKinds()
        {
            void GoodKind(string name, MessageKind kind, string text)
            {
                var signing = kind.From == Direction.FromReporter ? family : organisation;
                var made = SealedMessage.Seal(thread, deployment, handle, kind, text, Hour, signing, random.Fill);
                set.Good(name, [.. Fields(made), ("text", text), ("hour", Hour), ("kind", kind.Name), ("details", MessageKindJson.Details(kind).GetRawText())]);
            }
            GoodKind("something was done", new WatchAnswer("30", "2026-10-20T09Z", "something", ["R02", "R04"], true, "since the first week", "yes"), "Something was done to me.");
            GoodKind("nothing was done", new WatchAnswer("365", "2026-10-20T09Z", "nothing", [], false, null, null), "Nothing was done to me.");
            GoodKind("told unasked", new WatchAnswer(null, null, "something", [], false, null, null), "Something was done to me.");
            GoodKind("rather not say", new WatchAnswer("90", null, "not-said", [], false, null, null), "I would rather not say.");
            GoodKind("seen", new WatchSeen(random.Bytes(16)), "We have read it, and are seeing to it.");

            GoodKind("asked whether it may be referred", new ReferralAsk("equality-office"), "May your report go to the Equality Office?");
            GoodKind("agreed to some parts", new ReferralAnswer(random.Bytes(16), "yes", ["answers/story/0", "answers/acts", "identifiers/0", "attachments/1"]), "Yes, these parts.");
            GoodKind("agreed to parts that cannot be told any more", new ReferralAnswer(random.Bytes(16), "yes", []), "Yes.");
            GoodKind("did not agree", new ReferralAnswer(random.Bytes(16), "no", []), "No.");
            GoodKind("not now", new ReferralAnswer(random.Bytes(16), "not-now", []), "Not now.");

            GoodKind("asked whether they want to meet", new CircleAsk(random.Bytes(16), random.Bytes(32), random.Bytes(32), 2), "Two others could meet you.");
            GoodKind("wants to meet", new CircleAnswer(random.Bytes(16), "yes", random.Bytes(306)), "Yes.");
            GoodKind("does not want to meet", new CircleAnswer(random.Bytes(16), "no", null), "No.");
            GoodKind("the circle has begun", new CircleNews(random.Bytes(16), "open"), "It has begun.");

            void Plain(string name, string kind, string details, Direction from = Direction.FromReporter) => set.Good(name, [
                .. Fields(SealedMessage.SealText(
                    thread, deployment, handle, from, Encoding.UTF8.GetBytes($$"""{"format":"chorus/message/2","text":"x","hour":"2026-11-23T21Z","kind":"{{kind}}","details":{{details}}}"""),
                    from == Direction.FromReporter ? family : organisation, random.Fill)),
                ("text", "x"), ("hour", Hour)]);
            Plain("a kind of another time", "lunch", """{"when":"noon"}""");
            Plain("an answer of the other side", "watch-answer", Answer("something"), Direction.FromOrganisation);
            Plain("an answer that lacks a member", "watch-answer", """{"asked":null,"since":null,"said":"nothing","acts":[],"other":false,"when":null}""");
            Plain("an answer with a member too many", "watch-answer", Answer("nothing", more: ",\"why\":\"x\""));
            Plain("a question that nobody asks", "watch-answer", Answer("nothing", asked: "\"31\""));
            Plain("a number for a text", "watch-answer", Answer("nothing", asked: "30"));
            Plain("acts where nothing was done", "watch-answer", Answer("nothing", acts: "[\"R01\"]"));
            Plain("an act that is no retaliation", "watch-answer", Answer("something", acts: "[\"B01\"]"));
            Plain("an act twice", "watch-answer", Answer("something", acts: "[\"R01\",\"R01\"]"));
            Plain("acts out of order", "watch-answer", Answer("something", acts: "[\"R02\",\"R01\"]"));
            Plain("a wish that nobody has", "watch-answer", Answer("something", wish: "\"perhaps\""));
            Plain("a time of no words", "watch-answer", Answer("something", when: "\"\""));
            Plain("an answer counted from half an hour", "watch-answer", Answer("nothing", since: "\"2026-10-20T09:30Z\""));
            Plain("asked by the reporter herself", "referral-ask", """{"institution":"equality-office"}""");
            Plain("asked for no institution", "referral-ask", """{"institution":""}""", Direction.FromOrganisation);
            Plain("agreed by the organisation", "referral-answer", Agreed("yes", "\"answers/acts\""), Direction.FromOrganisation);
            Plain("parts and a no", "referral-answer", Agreed("no", "\"answers/acts\""));
            Plain("a part twice", "referral-answer", Agreed("yes", "\"answers/acts\",\"answers/acts\""));
            Plain("a part of no name", "referral-answer", Agreed("yes", "null"));
            Plain("an answer to a referral that nobody gives", "referral-answer", Agreed("perhaps", ""));
            Plain("asked for a circle by the reporter herself", "circle-ask", CircleOf("1"));
            Plain("asked with nobody else", "circle-ask", CircleOf("0"), Direction.FromOrganisation);
            Plain("a number of others in words", "circle-ask", CircleOf("\"1\""), Direction.FromOrganisation);
            Plain("part of a person", "circle-ask", CircleOf("1.5"), Direction.FromOrganisation);
            Plain("a yes without a seat", "circle-answer", """{"ask":"AAAAAAAAAAAAAAAAAAAAAA","said":"yes","taken":null}""");
            Plain("a no with a seat", "circle-answer", $$"""{"ask":"AAAAAAAAAAAAAAAAAAAAAA","said":"no","taken":"{{new string('A', 408)}}"}""");
            Plain("a seat of another length", "circle-answer", $$"""{"ask":"AAAAAAAAAAAAAAAAAAAAAA","said":"yes","taken":"{{new string('A', 404)}}"}""");
            Plain("news that nobody has", "circle-news", """{"circle":"AAAAAAAAAAAAAAAAAAAAAA","state":"perhaps"}""", Direction.FromOrganisation);
            Plain("seen, of a short id", "watch-seen", """{"answer":"AAAA"}""", Direction.FromOrganisation);
        }
    }

    private static string CircleOf(string others) =>
        $$"""{"circle":"AAAAAAAAAAAAAAAAAAAAAA","signing":"{{new string('A', 43)}}","box":"{{new string('A', 43)}}","others":{{others}}}""";

    private static string Agreed(string said, string parts) => $$"""{"ask":"AAAAAAAAAAAAAAAAAAAAAA","said":"{{said}}","parts":[{{parts}}]}""";

    private static string Answer(
        string said, string asked = "null", string since = "null", string acts = "[]", string when = "null", string wish = "null", string more = "") =>
        $$"""{"asked":{{asked}},"since":{{since}},"said":"{{said}}","acts":{{acts}},"other":false,"when":{{when}},"wish":{{wish}}{{more}}}""";
}
