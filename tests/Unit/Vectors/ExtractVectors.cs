using System.Text;
using Chorus.Escrow.Extracts;
using Chorus.Sealing;
using Chorus.Unit.Tests.Escrow;

namespace Chorus.Unit.Tests.Vectors;

internal static class ExtractVectors
{
    internal static VectorSet Make()
    {
        var set = new VectorSet("extract");
        var random = new SeededRandom("extract");
        var root = random.Bytes(32);
        var place = new ExtractPlace(random.Bytes(16), random.Bytes(16), 3, "member-1");

        static (string, object?)[] Fields(byte[] root, ExtractPlace place, byte[] bytes) =>
            [("root", root), ("deployment", place.Deployment), ("handle", place.Handle), ("version", place.Version), ("askedBy", place.AskedBy), ("sealed", bytes)];
        byte[] Seal(string text) => SealedExtract.SealText(root, place, Encoding.UTF8.GetBytes(text), random.Fill);
        void Good(string name, string text)
        {
            var made = Seal(text);
            set.Good(name, [.. Fields(root, place, made), ("id", SealedExtract.IdOf(made)), ("text", text)]);
        }

        Good("one part", With());
        Good("many parts, and words blacked", With("للمحكمة", """["answers/where","answers/story/2","identifiers/0","attachments/1","messages/00112233445566778899aabbccddeeff"]""", """["Ana","room 12","غرفة"]"""));

        var whole = Seal(With());
        void Bad(string name, string why, SealingFault fault, byte[] changed, ExtractPlace? other = null, byte[]? otherRoot = null) =>
            set.Bad(name, why, [.. Fields(otherRoot ?? root, other ?? place, changed), ("fault", FaultName.Of(fault))]);
        Bad("truncated", "the last byte is missing", SealingFault.Malformed, Change.Cut(whole));
        Bad("nothing but a salt", "there is no envelope", SealingFault.Malformed, whole[..16]);
        Bad("flipped salt", "one bit of the salt differs", SealingFault.WrongKey, Change.Flip(whole, 0));
        Bad("flipped tag", "one bit of the tag differs", SealingFault.Altered, Change.Flip(whole, ^1));
        Bad("another member's", "asked by member-1", SealingFault.WrongKey, whole, place with { AskedBy = "member-2" });
        Bad("of another version", "asked of version 3", SealingFault.WrongKey, whole, place with { Version = 4 });
        Bad("of another report", "sealed for another report", SealingFault.WrongKey, whole, place with { Handle = random.Bytes(16) });
        Bad("of another organisation", "sealed under another root", SealingFault.WrongKey, whole, otherRoot: random.Bytes(32));

        void BadText(string name, string why, string text) => set.Bad(name, why, Fields(root, place, Seal(text)));
        BadText("another format", "format 2", With().Replace("extract/1", "extract/2", StringComparison.Ordinal));
        BadText("no reason", "white space says nothing", With(" "));
        BadText("a long reason", "2,001 characters", With(new string('a', 2_001)));
        BadText("a part twice", "parts stand once", With(parts: """["messages/0","messages/0"]"""));
        BadText("nothing in the place of a part", "null names no part", With(parts: "[null]"));
        BadText("nothing in it", "an extract has a part", With(parts: "[]"));
        BadText("no language", "a language has two letters at least", With().Replace("\"en\"", "\"e\"", StringComparison.Ordinal));
        BadText("no part", "no part has such a letter", With(parts: """["Story"]"""));
        BadText("a part with more behind it", "a line break is no part of a name", With(parts: """["messages/0\n"]"""));
        BadText("a word twice", "words stand once", With(blacked: """["Ana","Ana"]"""));
        BadText("an empty word", "would stand everywhere", With(blacked: """[""]"""));
        BadText("white space around a word", "words are trimmed", With(blacked: """["Ana "]"""));
        BadText("a long word", "101 characters", With(blacked: $"[\"{new string('a', 101)}\"]"));
        BadText("too many words", "101 of them", With(blacked: $"[{string.Join(',', Enumerable.Range(0, 101).Select(n => $"\"w{n}\""))}]"));
        BadText("an unknown member", "unknown members are refused", With().Replace("\"reason\"", "\"more\":1,\"reason\"", StringComparison.Ordinal));
        return set;
    }

    private static string With(string reason = "For the court.", string parts = """["answers/where"]""", string blacked = "[]") =>
        $$"""{"format":"chorus/extract/1","language":"en","reason":"{{reason}}","with":{{parts}},"blacked":{{blacked}}}""";
}
