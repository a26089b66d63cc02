using Chorus.Cases.Events;

namespace Chorus.Cases.Laws;

internal sealed class LessonBeforeClosure : Law
{
    public override string Id => "lesson-before-closure";

    public override string Sentence =>
        "A case is closed only when a lesson is written, after each allegation was decided: what the institution changes, whatever was found.";

    internal override string? Forbids(Act act) => act.Event switch
    {
        LessonWritten lesson => Act.FirstOf(lesson.About, a => act.State.StandingDecision(a) is null ? $"{a} is not decided yet; a lesson comes after." : null),
        CaseClosed => Act.FirstOf(act.State.Allegations, a => act.State.StandingDecision(a.Id) is { } decision && act.State.HasLesson(decision) ? null : $"No lesson speaks of {a.Id} since it was decided (lesson-written)."),
        _ => null,
    };
}
