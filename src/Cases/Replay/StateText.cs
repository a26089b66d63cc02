using Chorus.Cases.Codes;
using Chorus.Cases.Deadlines;
using Chorus.Cases.Duties;
using Chorus.Cases.Jurisdictions;
using Chorus.Cases.State;

namespace Chorus.Cases.Replay;

/// <summary>A case in sentences, as it stands at an instant.</summary>
public static class StateText
{
    /// <summary>Writes it.</summary>
    /// <param name="output">where to.</param>
    /// <param name="view">the case at an instant.</param>
    public static void Write(TextWriter output, StateView view)
    {
        var state = view.State;
        output.WriteLine(state.Opening is null ? "There is no case: nothing was accepted."
            : $"At {view.At.InWords()} the case is {(state.IsClosed ? "closed" : "open")}, under {state.Opening.ProcessId}.");
        if (state.Opening is null)
        {
            return;
        }

        Section(output, "Allegations", state.Allegations.Select(a => Line(view, a)));
        Section(output, "Appeals", state.Appeals.Select(a => $"{a.Id} by {a.By} against {a.Decision} ({Code.Of(a.Ground)}): {(a.Outcome is { } outcome ? Code.Of(outcome) : "pending")}"));
        Section(output, "Left, and closed nothing", state.Departures.Select(d => $"{d.Party} ({Code.Of(d.How)}), {d.Time.InWords()}"));
        Section(output, "Withdrew, and closed nothing", state.Withdrawals.Select(w => $"{w.Reporter} from {string.Join(", ", w.Allegations)}, {w.Time.InWords()}"));
        Section(output, "Settled, and closed nothing", state.Settlements.SelectMany(Lines));
        Section(output, "Follows", state.Consequences.Select(c => $"{c.Allegation}: {c.Person}, {(c.Sanction is { } sanction ? $"sanction {Code.Of(sanction)}" : $"remedy {Code.Of(c.Remedy!.Value)}")}"));
        Section(output, "Told another employer", state.Statements.Select(s => $"{s.Id} of {s.Respondent} ({Code.Of(s.Says)}, {string.Join(", ", s.RestsOn)}), until {s.Until:yyyy-MM-dd}{(s.WithdrawnAt is { } end ? $", withdrawn {end.InWords()}" : "")}"));
        Section(output, "Lessons", state.Lessons.Select(l => $"{l.Id} after {string.Join(", ", l.Allegations)}: {string.Join(", ", l.Changes.Select(Code.Of))}, by {l.DoneBy:yyyy-MM-dd}"));
        Section(output, "In conflict", state.Staff.Where(s => s.Conflicted is not null).Select(s => $"{s.Id} with {s.Conflicted!.Value.Party} ({Code.Of(s.Conflicted.Value.Conflict)})"));
        Section(output, "Retaliation watch", state.Watches.Select(w => $"{w.Id}: {string.Join("; ", Watch.Days.Select(day => $"day {day} {view.Watch(w, day)}"))}"));
        Section(output, "To do", view.Duties.Where(d => d.IsOpen && d.Since <= view.At).Select(d => Line(d, view.At)));
    }

    private static void Section(TextWriter output, string title, IEnumerable<string> lines)
    {
        var all = lines.ToArray();
        if (all.Length == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine($"{title}:");
        foreach (var line in all)
        {
            output.WriteLine($"  {line}");
        }
    }

    private static string Line(StateView view, Allegation allegation)
    {
        var standing = view.Standing(allegation.Id);
        var under = allegation.Process is { } process && process != view.State.Opening!.Process ? $", going on under {process}" : "";
        var wait = standing.WaitsFor is { } waits ? $"; waits for {waits}" : "";
        return $"{allegation.Id} ({allegation.Act}, {allegation.Reporter} of {allegation.Respondent}): {standing.Words}{under}{wait}";
    }

    private static IEnumerable<string> Lines(SettlementMade settlement)
    {
        yield return $"{settlement.Id} ({Code.Of(settlement.Kind)}) between {string.Join(" and ", settlement.Between)}, {settlement.Time.InWords()}: "
            + (settlement.Silences.Count == 0 ? "it silences nobody" : $"it silences {string.Join(" and ", settlement.Silences)}");
        var known = Jurisdiction.For(settlement);
        if (known.Count == 0)
        {
            yield return $"  Nothing is on file here about the law of {settlement.Jurisdiction}.";
            yield break;
        }

        foreach (var line in known.SelectMany(j => j.Lines))
        {
            yield return $"  {line.Place}: {line.Says} ({line.Source}; as of {line.AsOf:yyyy-MM-dd})";
        }

        yield return $"  {Jurisdiction.Notice}";
    }

    private static string Line(Duty duty, DateTimeOffset at)
    {
        var due = duty.Due is { } day ? $"{(duty.IsOverdue(at) ? "OVERDUE since" : "by")} {day.InWords()}" : duty.Fault ?? "without delay";
        return $"{due}: {duty.Does}{(duty.To is { } to && !duty.Does.Contains(to, StringComparison.Ordinal) ? $" To: {to}." : "")}{(duty.About is { } about && !duty.Does.Contains(about, StringComparison.Ordinal) ? $" About: {about}." : "")} [{duty.Id}]";
    }
}
