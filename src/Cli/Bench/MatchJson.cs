using System.Text.Json;
using System.Text.Json.Nodes;

namespace Chorus.Cli.Bench;

/// <summary>The figures as JSON: an object for each number of rows and of new reports, the first mode's figures in it, any other mode's under its name.</summary>
internal static class MatchJson
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>One object for one such number, an array for several.</summary>
    internal static string Of(IReadOnlyList<MatchFigure[]> measured)
    {
        JsonNode[] objects = [.. measured.Select(Of)];
        return (objects.Length == 1 ? objects[0] : new JsonArray(objects)).ToJsonString(Indented) + "\n";
    }

    private static JsonObject Of(MatchFigure[] modes)
    {
        var first = Of(modes[0]);
        foreach (var other in modes[1..])
        {
            first.Add(MatchBenchCommand.Name(other.Mode), Of(other));
        }

        return first;
    }

    private static JsonObject Of(MatchFigure figure) => new()
    {
        ["rows"] = figure.Rows,
        ["newReports"] = figure.NewReports,
        ["mode"] = MatchBenchCommand.Name(figure.Mode),
        ["seconds"] = figure.Seconds,
        ["bytesSentPerTrustee"] = figure.BytesSentPerTrustee,
        ["andGates"] = figure.AndGates,
        ["rounds"] = figure.Rounds,
        ["peakRssBytes"] = figure.PeakRssBytes,
        ["limitSeconds"] = figure.LimitSeconds,
        ["ratioToLimit"] = figure.RatioToLimit,
    };
}
