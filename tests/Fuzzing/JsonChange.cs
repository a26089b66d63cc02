using System.Text;
using System.Text.Json;

namespace Chorus.Tests.Fuzzing;

/// <summary>Changes to JSON that leave its grammar whole, so that they get past the parser and reach the rules behind it.</summary>
internal static class JsonChange
{
    private static readonly string[] s_values =
    [
        "null", "true", "0", "-0", "-1", "1.0", "1e0", "1e400", "1e-400", "0.1", "2147483648", "4294967296", "18446744073709551616",
        new string('9', 4000), "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"A\"", "\"AA\"", "\"AB\"", "\"AA==\"", "\"AA AA\"",
        "\"keep\"", "\"2026-11-23T21Z\"", "\"-1\"", "{}", "[]", "[null]", "[[]]", "{\"\":null}", "{\"\\ud800\":1}",
        Nested("[", "]", 15), Nested("[", "]", 5000), Nested("{\"a\":", "}", 5000, "1"), $"\"{new string('A', 20_000)}\"", $"[{string.Join(',', Enumerable.Repeat("0", 5000))}]",
    ];

    /// <summary>The bytes with one value replaced, or one member repeated, renamed or left out; as they are where they are not JSON.</summary>
    internal static byte[] Make(byte[] json, Func<int, int> below)
    {
        var values = new List<Range>();
        var members = new List<Range>();
        if (!TryFind(json, values, members))
        {
            return json;
        }

        var kind = below(4);
        if (kind < 2 || members.Count == 0)
        {
            return Replaced(json, values[below(values.Count)], Encoding.UTF8.GetBytes(s_values[below(s_values.Length)]));
        }

        var member = members[below(members.Count)];
        return kind == 2
            ? Replaced(json, member, [.. json[member], (byte)',', .. json[members[below(members.Count)]]])
            : Replaced(json, member, [(byte)'"', (byte)"aZ_0"[below(4)], .. json[member][1..]]);
    }

    private static string Nested(string open, string close, int depth, string inner = "") =>
        string.Concat(Enumerable.Repeat(open, depth)) + inner + string.Concat(Enumerable.Repeat(close, depth));

    private static byte[] Replaced(byte[] json, Range place, byte[] by) => [.. json[..place.Start], .. by, .. json[place.End..]];

    private static bool TryFind(byte[] json, List<Range> values, List<Range> members)
    {
        // Where each open object or list began, and its name if it has one.
        var open = new Stack<(int Start, int Name)>();
        var name = -1;
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 6000 });
        try
        {
            while (reader.Read())
            {
                var (start, end) = ((int)reader.TokenStartIndex, (int)reader.BytesConsumed);
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        name = start;
                        continue;
                    case JsonTokenType.StartArray or JsonTokenType.StartObject:
                        open.Push((start, name));
                        name = -1;
                        continue;
                    case JsonTokenType.EndArray or JsonTokenType.EndObject:
                        (start, name) = open.Pop();
                        break;
                }

                values.Add(start..end);
                if (name >= 0)
                {
                    members.Add(name..end);
                    name = -1;
                }
            }
        }
        catch (JsonException)
        {
            return false;
        }

        return values.Count > 0;
    }
}
