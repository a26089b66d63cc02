using System.Text;
using System.Text.Json;
using Chorus.Escrow.Identifiers;
using Chorus.Sealing;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Identifiers;

/// <summary>
/// C# and TypeScript agree on every identifier of the thousand reports: both digest all canonical forms of a kind, in order,
/// and compare with the same file.
/// </summary>
public class ThousandReportsTests
{
    [Fact]
    public void Every_canonical_form_of_the_thousand_reports_is_the_browsers()
    {
        var expected = VectorFile.Read<Dictionary<string, Digested>>("thousand-reports.json");

        var found = IdentifierKinds.All.ToDictionary(kind => kind.Word(), kind => DigestOf(kind));

        foreach (var (kind, digested) in expected)
        {
            found[kind].ShouldBe(digested, kind);
        }
        found.Count.ShouldBe(expected.Count);
    }

    private static Digested DigestOf(IdentifierKind kind)
    {
        var lines = new StringBuilder();
        var count = 0;
        foreach (var identifier in All().Where(identifier => identifier.Kind == kind))
        {
            Canonical.TryMake(identifier, out var canonical, out var reason).ShouldBeTrue(reason?.Sentence);
            lines.Append(canonical).Append('\n');
            count++;
        }
        return new Digested(count, Convert.ToHexStringLower(Digest.Sha256(Encoding.UTF8.GetBytes(lines.ToString()))));
    }

    private static IEnumerable<Identifier> All()
    {
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "data", "reports-1000", "reports.jsonl")))
        {
            using var document = JsonDocument.Parse(line);
            if (!document.RootElement.TryGetProperty("respondent", out var respondent))
            {
                continue;
            }
            foreach (var entry in respondent.EnumerateArray())
            {
                IdentifierKinds.TryParse(entry.GetProperty("kind").GetString(), out var kind).ShouldBeTrue();
                yield return new Identifier(kind, entry.GetProperty("value").GetString()!, Optional(entry, "region"), Optional(entry, "place"));
            }
        }
    }

    private static string? Optional(JsonElement entry, string name) => entry.TryGetProperty(name, out var value) ? value.GetString() : null;

    internal sealed record Digested(int Count, string Sha256);
}
