using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Chorus.Escrow.Exporting;
using Chorus.Escrow.Messages;

namespace Chorus.Cli.Record;

/// <summary>
/// An opened record for reading, or as JSON. It walks the document as it is and knows no question: what a questionnaire of ten years from now
/// puts into it is printed all the same.
/// </summary>
internal static class RecordInClear
{
    // What seals and matches, and says nothing that she wrote.
    private static readonly string[] s_machinery = ["format", "slots", "padding", "threadKey"];

    private static readonly JsonSerializerOptions s_readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Writes text; false where something did not open.</summary>
    internal static bool Write(IReadOnlyList<OpenedExportReport> reports, TextWriter output)
    {
        foreach (var (report, n) in reports.Select((r, i) => (r, i + 1)))
        {
            foreach (var version in report.Versions)
            {
                output.WriteLine($"Report {n}, {Name(version)}");
                if (version.Document is null)
                {
                    output.WriteLine("  It does not open.");
                    continue;
                }

                foreach (var (name, value) in Said(version))
                {
                    Write(output, "  ", name, value);
                }

                output.WriteLine();
            }

            foreach (var message in report.Messages)
            {
                output.WriteLine($"Report {n}, a message {From(message)}");
                output.WriteLine(message.Text is null ? "  It does not open." : $"  {Plain(message.Text.Text, "  ")}");
                output.WriteLine();
            }
        }

        return Whole(reports);
    }

    /// <summary>Writes JSON; false where something did not open.</summary>
    internal static bool WriteJson(IReadOnlyList<OpenedExportReport> reports, TextWriter output)
    {
        var json = new JsonArray([.. reports.Select(report => new JsonObject
        {
            ["versions"] = new JsonArray([.. report.Versions.Select(version => new JsonObject
            {
                ["version"] = version.Version,
                ["hour"] = version.Hour,
                ["document"] = version.Document is null ? null : new JsonObject(Said(version).Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone()))),
            })]),
            ["messages"] = new JsonArray([.. report.Messages.Select(message => new JsonObject
            {
                ["from"] = message.Direction is Direction.FromReporter ? "reporter" : "organisation",
                ["hour"] = message.Text?.Hour,
                ["text"] = message.Text?.Text,
            })]),
        })]);
        output.WriteLine(json.ToJsonString(s_readable));
        return Whole(reports);
    }

    private static bool Whole(IReadOnlyList<OpenedExportReport> reports) =>
        reports.All(r => r.Versions.All(v => v.Document is not null) && r.Messages.All(m => m.Text is not null));

    private static string Name(OpenedExportVersion version) => $"version {version.Version?.ToString() ?? "?"}, sealed in the hour {version.Hour}";

    private static string From(OpenedExportMessage message) =>
        $"{(message.Direction is Direction.FromReporter ? "from you" : "from the organisation")}{(message.Text is null ? "" : $", {message.Text.Hour}")}";

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Said(OpenedExportVersion version) =>
        JsonNode.Parse(version.Document!.ToJson())!.AsObject().Where(m => !s_machinery.Contains(m.Key, StringComparer.Ordinal));

    // Somebody else's words must not steer a terminal.
    private static string Plain(string text, string indent) =>
        string.Concat(text.ReplaceLineEndings("\n").Select(c => c == '\n' ? $"\n{indent}" : char.IsControl(c) ? "?" : $"{c}"));

    private static void Write(TextWriter output, string indent, string name, JsonNode? value)
    {
        switch (value)
        {
            case JsonObject members:
                output.WriteLine($"{indent}{name}:");
                foreach (var (member, inner) in members)
                {
                    Write(output, indent + "  ", member, inner);
                }

                break;
            case JsonArray { Count: > 0 } list when list.Any(item => item is JsonObject or JsonArray):
                foreach (var (item, i) in list.Select((item, i) => (item, i + 1)))
                {
                    Write(output, indent, $"{name} {i}", item);
                }

                break;
            case JsonArray list:
                output.WriteLine($"{indent}{name}: {string.Join(", ", list.Select(item => Plain(item?.ToString() ?? "-", indent + "  ")))}");
                break;
            default:
                output.WriteLine($"{indent}{name}: {Plain(value?.ToString() ?? "-", indent + "  ")}");
                break;
        }
    }
}
