using System.Text;
using Chorus.Sealing;
using Microsoft.Extensions.Primitives;

namespace Chorus.App.Features.Write;

/// <summary>The fields of the question form by name, as a browser posts them. Empty values count as absent.</summary>
internal sealed class Filled(IReadOnlyDictionary<string, IReadOnlyList<string>> fields)
{
    internal static Filled Nothing { get; } = new(new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal));

    internal static Filled From(IEnumerable<KeyValuePair<string, StringValues>> posted) => new(posted
        .Select(f => (f.Key, Values: (IReadOnlyList<string>)[.. f.Value.Where(v => !string.IsNullOrWhiteSpace(v)).Select(v => v!)]))
        .Where(f => f.Values.Count > 0)
        .ToDictionary(f => f.Key, f => f.Values, StringComparer.Ordinal));

    /// <summary>SHA-256 of all fields, as docs/formats/work.md writes them.</summary>
    internal byte[] Hash()
    {
        var writer = new ByteWriter();
        foreach (var (name, values) in fields.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            foreach (var value in values)
            {
                writer.Var(Encoding.UTF8.GetBytes(name)).Var(Encoding.UTF8.GetBytes(value));
            }
        }
        return Digest.Sha256(writer.Written);
    }

    /// <summary>What two people fill in who write together, before they have filled in anything.</summary>
    internal static Filled Together { get; } = From([new("together", "yes")]);

    /// <summary>Nothing was filled in yet.</summary>
    internal bool IsUntouched => fields.Count == 0 || ReferenceEquals(this, Together);

    internal IReadOnlyDictionary<string, IReadOnlyList<string>> Fields => fields;

    internal string? One(string field) => fields.TryGetValue(field, out var values) ? values[0] : null;

    internal IReadOnlyList<string> All(string field) => fields.GetValueOrDefault(field) ?? [];

    /// <summary>The same with one field set.</summary>
    internal Filled With(string field, string value) => new(new Dictionary<string, IReadOnlyList<string>>(fields, StringComparer.Ordinal) { [field] = [value] });
}
