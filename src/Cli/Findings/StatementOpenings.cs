using System.Globalization;
using System.Text.Json;
using Chorus.App.CaseLogs;
using Chorus.Escrow.Findings;

namespace Chorus.Cli.Findings;

/// <summary>Whether the events that a statement opens say what it says (docs/formats/finding-statement.md, "In the log").</summary>
internal static class StatementOpenings
{
    /// <summary>A sentence for each thing that does not fit; none where nothing is opened.</summary>
    internal static IEnumerable<string> Faults(FindingStatement statement)
    {
        if (statement.Openings.Count == 0)
        {
            return [];
        }

        var text = statement.Text;
        var events = statement.Openings.Select(Event).ToArray();
        List<string> faults = [];
        if (events.Any(e => e is null) || statement.Openings.Any(o => o.Kind != CaseEntry.Kind))
        {
            return ["It opens something that is no event of a case."];
        }

        if (events.Any(e => e!.Organisation != text.Organisation.Id) || events.Select(e => e!.Case).Distinct(StringComparer.Ordinal).Count() != 1)
        {
            faults.Add("It opens events of another organisation, or of more than one case.");
        }

        if (events.Count(e => e!.Kind == "statement-given") != 1)
        {
            faults.Add("It does not open the event that gave it, once.");
        }

        var given = statement.Openings.Zip(events).Where(o => o.Second!.Kind == "statement-given").ToArray();
        if (given.Length == 1 && statement.Openings.Any(o => o.Index > given[0].First.Index))
        {
            faults.Add("It rests on something that came into the log after it was given.");
        }

        faults.AddRange(events.Select(e => Fault(e!, statement, given.FirstOrDefault().Second?["respondent"])).OfType<string>());
        faults.AddRange(text.RestsOn.Where(id => events.All(e => e!.Id != id)).Select(id => $"It rests on {id} and does not open it."));
        return faults;
    }

    private static string? Fault(OpenedEvent opened, FindingStatement statement, string? respondent)
    {
        var text = statement.Text;
        var holds = opened.Kind switch
        {
            "statement-given" => opened["digest"] == Convert.ToHexStringLower(statement.Digest) && opened["says"] == text.Says && opened["until"] == text.Until && opened.List("rests-on").SequenceEqual(text.RestsOn)
                && opened.List("acts").SequenceEqual(text.Findings.Select(f => f.Act)) && opened.IsOf(text.Issued),
            "finding-made" => text.Findings.SingleOrDefault(f => f.Event == opened.Id) is { } finding && opened["finding"] == "substantiated" && opened["standard"] == finding.Standard && opened.IsOf(finding.Made),
            "departure-recorded" => text.Departure is { } departure && departure.Event == opened.Id && opened["how"] == departure.How && opened["party"] == respondent && opened.IsOf(departure.Recorded),
            _ => false,
        };
        return holds ? null : $"{opened.Id} in the log ({opened.Kind}) does not say what the statement says.";
    }

    private static OpenedEvent? Event(StatementOpening opening)
    {
        try
        {
            using var content = JsonDocument.Parse(opening.Content);
            var root = content.RootElement.Clone();
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("event", out var @event) && @event.ValueKind == JsonValueKind.Object ? new(root, @event) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record OpenedEvent(JsonElement Root, JsonElement Of)
    {
        internal string? Case => Text(Root, "case");

        internal string? Organisation => Text(Root, "organisation");

        internal string? Id => this["id"];

        internal string? Kind => this["kind"];

        internal string? this[string member] => Text(Of, member);

        internal IEnumerable<string?> List(string member) =>
            Of.TryGetProperty(member, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(Text)] : [];

        /// <summary>Whether its time is of a day: the zone of the case is not opened, so that a day on either side is taken.</summary>
        internal bool IsOf(string day) =>
            DateTimeOffset.TryParse(this["time"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var said)
            && Math.Abs(DateOnly.FromDateTime(time.UtcDateTime).DayNumber - said.DayNumber) <= 1;

        private static string? Text(JsonElement within, string member) => within.TryGetProperty(member, out var value) ? Text(value) : null;

        // Half of a surrogate pair is no text.
        private static string? Text(JsonElement value)
        {
            try
            {
                return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
            }
            catch (InvalidOperationException)
            {
                return null;
            }
        }
    }
}
