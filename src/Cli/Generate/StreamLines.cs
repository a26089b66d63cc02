using System.Text.Encodings.Web;
using System.Text.Json;

namespace Chorus.Cli.Generate;

/// <summary>Streams and their expected output as lines of JSON.</summary>
internal static class StreamLines
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Of(Entry entry) => entry switch
    {
        Entry.Withdraw withdraw => JsonSerializer.Serialize(new { Withdraw = withdraw.Id }, Options),
        Entry.Run => JsonSerializer.Serialize(new { Run = true }, Options),
        Entry.Report report => JsonSerializer.Serialize(
            new
            {
                report.Id,
                report.Reporter,
                Quorum = report.Quorum is { } quorum ? (object)quorum : "keep",
                report.Organisation,
                Respondent = report.Respondent.Select(named => new { named.Truth.Kind, named.Typed.Value, named.Typed.Region, named.Typed.Place }),
                report.Acts,
                report.When,
                report.Country,
                report.Sector,
                report.Text,
            },
            Options),
        _ => throw new ArgumentOutOfRangeException(nameof(entry)),
    };

    public static string Of(GroupLine line) =>
        JsonSerializer.Serialize(new { line.Run, line.Reports, line.New, line.Kinds }, Options);
}
