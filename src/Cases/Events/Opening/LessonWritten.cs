using Chorus.Cases.Codes;
using Chorus.Cases.Shapes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

internal sealed record LessonWritten(EventHead Head, string Lesson, IReadOnlyList<string> About, IReadOnlyList<Change> Changes, DateOnly DoneBy) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "lesson-written", "What the institution changes because of what it learnt, whatever was found.",
        [Role.CaseOfficer, Role.DecisionMaker],
        m =>
        {
            var lesson = new LessonWritten(
                m.Head,
                m.Need("lesson", Names.Lesson, "The number of the lesson."),
                m.Allegations("From which allegations it is learnt; each has been decided."),
                m.Need("changes", new ListShape<Change>(new CodeShape<Change>(), 1), "What is changed."),
                m.Need("done-by", Names.Day, "By which day it will be done."));
            m.Sealed("content", "What is changed, by whom, and how one will see that it was.");
            return lesson;
        })
    {
        AfterClosure = true,
    };

    public override IReadOnlyList<string> Allegations => About;

    internal override IEnumerable<Mark> Marks => MarkEach(About, []);

    internal override string? Missing(CaseState state) => Presence.Taken(state.Lessons, Lesson) ?? state.WithoutAllegations(About);

    internal override CaseState Change(CaseState state) =>
        state with { Lessons = state.Lessons.With(new(Lesson, About, Changes, DoneBy, Head.Time)) };
}
