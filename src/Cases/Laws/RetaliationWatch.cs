using Chorus.Cases.Codes;
using Chorus.Cases.Events;

namespace Chorus.Cases.Laws;

internal sealed class RetaliationWatch : Law
{
    public override string Id => "retaliation";

    public override string Sentence =>
        "Everyone who reported or witnessed is asked after 30, 90, 180 and 365 days whether something was done to them, whatever became of the case, and no measure falls on them without their agreement.";

    internal override string? Forbids(Act act) => act.Event switch
    {
        MeasureTaken { Agreed: false } measure when Roles.OfParty(measure.FallsOn) != Role.Respondent =>
            $"{measure.Measure} falls on {measure.FallsOn}, who has not agreed; find one that falls on nobody who spoke.",
        CheckInAsked asked => TooEarly(act, asked),
        _ => null,
    };

    private static string? TooEarly(Act act, CheckInAsked asked)
    {
        var clock = act.Rules.ClockOf(act.State);
        var day = clock.DayOf(act.State.Watches[asked.Person].Since).AddDays(asked.Day);
        return clock.DayOf(act.Time) < day ? $"{asked.Person} is asked for day {asked.Day} from {day:yyyy-MM-dd} on." : null;
    }
}
