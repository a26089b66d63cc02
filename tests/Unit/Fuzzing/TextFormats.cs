using System.Runtime.InteropServices;
using System.Text;
using Chorus.Escrow;
using Chorus.Escrow.Identifiers;
using Chorus.Sealing;
using Chorus.Tests.Fuzzing;
using Chorus.Unit.Tests.Vectors;

namespace Chorus.Unit.Tests.Fuzzing;

/// <summary>What people type, and small texts in JSON: any sequence of UTF-16 units, halves of characters included.</summary>
internal static class TextFormats
{
    /// <summary>A canonical form is at most the value and a place, transliterated: no character becomes more than this many.</summary>
    private const int LongestPerUnit = 40;

    // A value and a place have at most 500 units (longer ones are refused unread), so this is a bound whatever is typed.
    private const int MostForIdentifier = 1 << 20;

    internal static IEnumerable<FuzzedFormat> All()
    {
        yield return new("receipt as typed", Units(VectorEntry.Good("receipt.json").Select(v => v.Text("typed"))), Typed);
        yield return new("base64url", Units(["", "AA", "AAA", "AAAA", "_-8", "Y46WKTDM72M_cEbc0emLDw"]), Base64);
        yield return new("hour", Units(["2026-11-23T21Z"]), Hour_);
        foreach (var kind in IdentifierKinds.All)
        {
            var values = VectorEntry.Good("identifiers.json").Concat(VectorEntry.Bad("identifiers.json"))
                .Where(v => v.Text("kind") == kind.Word()).Select(v => v.Text("value"));
            yield return new($"identifier {kind.Word()}", Units(values), bytes => Identified(kind, Text(bytes))) { AllowedBytes = MostForIdentifier };
        }
    }

    private static byte[]? Typed(byte[] bytes)
    {
        if (Receipt.TryParse(Text(bytes), out var receipt))
        {
            Xunit.Assert.True(Receipt.TryParse(receipt.Display, out var again));
            Xunit.Assert.Equal(receipt.Digits, again.Digits);
        }

        return null;
    }

    /// <summary>One spelling for each byte string: what was decoded is encoded as it was.</summary>
    private static byte[]? Base64(byte[] bytes)
    {
        var text = Text(bytes);
        if (Base64UrlText.TryDecode(text, out var decoded))
        {
            Xunit.Assert.Equal(text, Base64UrlText.Encode(decoded));
        }

        return null;
    }

    private static byte[]? Hour_(byte[] bytes)
    {
        var text = Text(bytes);
        if (Hour.TryParse(text, out var hour))
        {
            Xunit.Assert.Equal(text, Hour.Of(hour));
        }

        return null;
    }

    private static byte[]? Identified(IdentifierKind kind, string text)
    {
        // As value, as region and as place: each is typed by a person.
        foreach (var identifier in new Identifier[] { new(kind, text, "ES", "Hotel Miramar"), new(kind, "12 34", text, text) })
        {
            if (Canonical.TryMake(identifier, out var canonical, out _))
            {
                Xunit.Assert.NotEmpty(canonical);
                Xunit.Assert.True(canonical.Length <= LongestPerUnit * (text.Length + 64), canonical);
                Fingerprint.Of(new byte[32], kind, canonical);
            }
        }

        return null;
    }

    private static IReadOnlyList<byte[]> Units(IEnumerable<string> texts) => [.. texts.Select(Bytes)];

    private static byte[] Bytes(string text) => Encoding.Unicode.GetBytes(text);

    private static string Text(byte[] bytes) => new(MemoryMarshal.Cast<byte, char>(bytes.AsSpan(0, bytes.Length & ~1)));
}
