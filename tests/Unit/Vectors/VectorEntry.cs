using System.Globalization;
using System.Text.Json;
using Chorus.Sealing;

namespace Chorus.Unit.Tests.Vectors;

/// <summary>One example of a vector file, read by the names of its fields.</summary>
internal sealed class VectorEntry(JsonElement entry)
{
    internal string Name => Text("name");

    internal static IReadOnlyList<VectorEntry> Good(string file) => Read(file, "good");

    internal static IReadOnlyList<VectorEntry> Bad(string file) => Read(file, "bad");

    internal bool Has(string field) => entry.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null;

    internal string Text(string field) => entry.GetProperty(field).GetString()!;

    internal int Int(string field) => entry.GetProperty(field).GetInt32();

    internal bool Flag(string field) => entry.GetProperty(field).GetBoolean();

    internal byte[] Bytes(string field) => Decode(entry.GetProperty(field));

    internal byte[][] List(string field) => [.. entry.GetProperty(field).EnumerateArray().Select(Decode)];

    internal string[] Texts(string field) => [.. entry.GetProperty(field).EnumerateArray().Select(e => e.GetString()!)];

    internal VectorEntry Entry(string field) => new(entry.GetProperty(field));

    internal VectorEntry[] Entries(string field) => [.. entry.GetProperty(field).EnumerateArray().Select(e => new VectorEntry(e))];

    internal int?[] Ints(string field) =>
        [.. entry.GetProperty(field).EnumerateArray().Select(e => e.ValueKind == JsonValueKind.Null ? (int?)null : e.GetInt32())];

    internal ulong[] Fingerprints(string field) =>
        [.. entry.GetProperty(field).EnumerateArray().Select(e => ulong.Parse(e.GetString()!, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))];

    /// <summary>An enum's member by its name in the files: <c>unknown-version</c> for UnknownVersion.</summary>
    internal T Fault<T>()
        where T : struct, Enum =>
        Enum.Parse<T>(Text("fault").Replace("-", string.Empty, StringComparison.Ordinal), ignoreCase: true);

    private static VectorEntry[] Read(string file, string list) =>
        [.. VectorFile.Read<JsonElement>(file).GetProperty(list).EnumerateArray().Select(e => new VectorEntry(e))];

    private static byte[] Decode(JsonElement element) =>
        Base64UrlText.TryDecode(element.GetString(), out var bytes) ? bytes : throw new FormatException("not base64url");
}
