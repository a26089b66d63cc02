using Chorus.Cases.Codes;
using Chorus.Cases.Shapes;
using Chorus.Cases.State;

namespace Chorus.Cases.Events;

internal sealed record CaseOpened(EventHead Head, string Process, Source Source, string Zone, string Holidays, string Jurisdiction) : CaseEvent(Head)
{
    internal static EventKind Kind { get; } = new(
        "case-opened", "A case begins. It is the first event, and there is one.",
        [Role.Advocate, Role.CaseOfficer, Role.System],
        m => new CaseOpened(
            m.Head,
            m.Need("process", Names.Process, $"The process that the case is under, with its version, such as fair-process@1. Built in are {string.Join(", ", BuiltInFileNames.Processes)}."),
            m.Code<Source>("source", "How the case came to be."),
            m.Need("zone", Names.Zone, "The time zone in which days are counted."),
            m.Need("holidays", Names.Calendar, $"The holiday file by which working days are counted. Built in are {string.Join(", ", BuiltInFileNames.Holidays)}."),
            m.Need("jurisdiction", Names.Jurisdiction, "Where it is, for what the law there says on agreements that silence.")))
    {
        BeforeAssignment = true,
    };

    /// <summary>The name of the process, without its version.</summary>
    internal string ProcessName => Process[..Process.IndexOf('@', StringComparison.Ordinal)];

    /// <summary>The version of the process.</summary>
    internal int ProcessVersion => int.Parse(Process[(Process.IndexOf('@', StringComparison.Ordinal) + 1)..]);

    internal override IEnumerable<Mark> Marks => MarkEach([], []);

    internal override CaseState Change(CaseState state) =>
        state with { Opening = new(ProcessName, ProcessVersion, Zone, Holidays, Jurisdiction, Source, Head.Time) };
}
