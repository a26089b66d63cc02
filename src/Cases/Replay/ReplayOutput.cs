using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Chorus.Cases.Replay;

/// <summary>What <c>chorus case replay</c> prints: every line's outcome, then the case.</summary>
public static class ReplayOutput
{
    private static readonly JsonSerializerOptions s_oneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>For people.</summary>
    public static void WriteText(TextWriter output, Replayed replayed, StateView view)
    {
        foreach (var line in replayed.Lines)
        {
            var what = line.Event is { } e ? $"{e.Head.Id} {e.Head.Kind}" : "no event";
            if (line.Refused is not { } refused)
            {
                output.WriteLine($"line {line.Number}: accepted  {what}");
                continue;
            }

            output.WriteLine($"line {line.Number}: REFUSED   {what} [{refused.Id}] {refused.Reason}");
            if (refused.Law is { } law)
            {
                output.WriteLine($"         the law: {law}");
            }
        }

        output.WriteLine();
        StateText.Write(output, view);
    }

    /// <summary>For machines: an object a line (docs/formats/case-events.md).</summary>
    public static void WriteJson(TextWriter output, Replayed replayed, StateView view)
    {
        foreach (var line in replayed.Lines)
        {
            output.WriteLine(new JsonObject
            {
                ["line"] = line.Number, ["event"] = line.Event?.Head.Id, ["kind"] = line.Event?.Head.Kind.Name,
                ["outcome"] = line.Refused is null ? "accepted" : "refused",
                ["by"] = line.Refused?.Id, ["reason"] = line.Refused?.Reason, ["law"] = line.Refused?.Law,
            }.ToJsonString(s_oneLine));
        }

        output.WriteLine(new JsonObject { ["state"] = StateJson.Of(view) }.ToJsonString(s_oneLine));
    }
}
