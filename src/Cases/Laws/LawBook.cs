namespace Chorus.Cases.Laws;

/// <summary>The laws, in the order in which an event is held against them.</summary>
public static class LawBook
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Law> All { get; } =
    [
        new AppendOnly(), new ConflictLaw(), new RolesLaw(),
        new Confidentiality(), new Presumption(), new NoticeLaw(), new TimeToAnswer(), new EvidenceAccess(),
        new DepartureClosesNothing(), new FindingPerAllegation(), new TwoPeopleForDismissal(), new EqualAppeal(),
        new RetaliationWatch(), new LessonBeforeClosure(), new StatementLaw(),
    ];
}
