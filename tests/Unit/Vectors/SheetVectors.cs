using System.Text;
using Chorus.Escrow.Sheets;
using Chorus.Sealing;
using Chorus.Unit.Tests.Escrow;

namespace Chorus.Unit.Tests.Vectors;

internal static class SheetVectors
{
    private const string Empty = """{"format":"chorus/sheet/1","notes":[],"labels":[],"assigned":null,"due":null,"aside":null}""";

    internal static VectorSet Make()
    {
        var set = new VectorSet("sheet");
        var random = new SeededRandom("sheet");
        var root = random.Bytes(32);
        var team = new SheetPlace(random.Bytes(16), random.Bytes(16), null, 1);
        var own = team with { Owner = "member-1", Version = 7 };

        static (string, object?)[] Fields(byte[] root, SheetPlace place, byte[] bytes) =>
            [("root", root), ("deployment", place.Deployment), ("handle", place.Handle), ("owner", place.Owner), ("version", place.Version), ("sealed", bytes)];
        byte[] Seal(SheetPlace place, string text) => SealedSheet.SealText(root, place, Encoding.UTF8.GetBytes(text), random.Fill);
        void Good(string name, SheetPlace place, string text) => set.Good(name, [.. Fields(root, place, Seal(place, text)), ("text", text)]);
        Good("empty, of the team", team, Empty);
        Good("all of it", team, With($$"""[{"id":"{{Base64UrlText.Encode(random.Bytes(16))}}","by":"member-1","hour":"2026-11-23T21Z","text":"Called. مرحبا"}]""", """["urgent","ask a lawyer"]""", "\"member-2\"", "\"2028-02-29\"", Aside("\"member-2\"")));
        Good("set aside by one", team, With(aside: Aside("null")));
        Good("a member's own", own, With($$"""[{"id":"{{Base64UrlText.Encode(random.Bytes(16))}}","by":"member-1","hour":"2026-11-23T21Z","text":"Mine."}]"""));

        var whole = Seal(own, Empty);
        void Bad(string name, string why, SealingFault fault, byte[] changed, SheetPlace? place = null, byte[]? otherRoot = null) =>
            set.Bad(name, why, [.. Fields(otherRoot ?? root, place ?? own, changed), ("fault", FaultName.Of(fault))]);
        Bad("truncated", "the last byte is missing", SealingFault.Malformed, Change.Cut(whole));
        Bad("nothing but a salt", "there is no envelope", SealingFault.Malformed, whole[..16]);
        Bad("flipped salt", "one bit of the salt differs", SealingFault.WrongKey, Change.Flip(whole, 0));
        Bad("flipped tag", "one bit of the tag differs", SealingFault.Altered, Change.Flip(whole, ^1));
        Bad("the team's", "a member's own taken for the team's", SealingFault.WrongKey, whole, own with { Owner = null });
        Bad("another member's", "sealed by member-1", SealingFault.WrongKey, whole, own with { Owner = "member-2" });
        Bad("another version", "version 7 in the place of 8", SealingFault.WrongKey, whole, own with { Version = 8 });
        Bad("another report", "sealed for another report", SealingFault.WrongKey, whole, own with { Handle = random.Bytes(16) });
        Bad("another organisation", "sealed under another root", SealingFault.WrongKey, whole, otherRoot: random.Bytes(32));

        void BadText(string name, string why, string text) => set.Bad(name, why, [.. Fields(root, team, Seal(team, text))]);
        BadText("another format", "format 2", Empty.Replace("sheet/1", "sheet/2", StringComparison.Ordinal));
        BadText("a label twice", "labels stand once", With(labels: """["urgent","urgent"]"""));
        BadText("white space around a label", "labels are trimmed", With(labels: """[" urgent"]"""));
        BadText("a long label", "41 characters", With(labels: $"[\"{new string('a', 41)}\"]"));
        BadText("a day that no month has", "30 February", With(due: "\"2026-02-30\""));
        BadText("an hour for a day", "a day has no hour", With(due: "\"2026-12-03T10Z\""));
        BadText("a note without an author", "a member is missing", With("""[{"id":"AAAAAAAAAAAAAAAAAAAAAA","hour":"2026-11-23T21Z","text":"x"}]"""));
        BadText("an empty note", "a note says something", With("""[{"id":"AAAAAAAAAAAAAAAAAAAAAA","by":"m","hour":"2026-11-23T21Z","text":" "}]"""));
        BadText("set aside twice by one", "another confirms", With(aside: Aside("\"member-1\"")));
        BadText("set aside at no hour", "an hour, not a day", With(aside: Aside("null").Replace("T21Z", "", StringComparison.Ordinal)));
        BadText("an unknown member", "unknown members are refused", Empty.Replace("\"due\"", "\"more\":1,\"due\"", StringComparison.Ordinal));
        return set;
    }

    private static string Aside(string confirmed) => $$"""{"by":"member-1","hour":"2026-11-23T21Z","confirmed":{{confirmed}}}""";

    private static string With(string notes = "[]", string labels = "[]", string assigned = "null", string due = "null", string aside = "null") =>
        $$"""{"format":"chorus/sheet/1","notes":{{notes}},"labels":{{labels}},"assigned":{{assigned}},"due":{{due}},"aside":{{aside}}}""";
}
