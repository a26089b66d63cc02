using Chorus.Cases.Codes;

namespace Chorus.Cases.Events;

/// <summary>A kind of event: its name, who may do it, and the one description of its members.</summary>
public sealed class EventKind
{
    internal EventKind(string name, string means, Role[] roles, Func<Members, CaseEvent> read)
    {
        (Name, Means, MayAct, Read) = (name, means, roles, read);
    }

    /// <summary>As events spell it: finding-made.</summary>
    public string Name { get; }

    /// <summary>What it says happened, one sentence.</summary>
    public string Means { get; }

    /// <summary>Who may do it; a process can narrow this and never widens it.</summary>
    public IReadOnlyList<Role> MayAct { get; }

    /// <summary>How events of this kind are told apart by the steps of a process: the notices, the levels. Empty where they are not.</summary>
    internal IReadOnlyList<string> Whiches { get; init; } = [];

    /// <summary>Whether a closed case still takes it.</summary>
    internal bool AfterClosure { get; init; }

    /// <summary>Whether a member of staff may do it before being assigned, so that a case can begin.</summary>
    internal bool BeforeAssignment { get; init; }

    /// <summary>
    /// Makes the event of its members. It only asks for them: the same call reads a line and writes the schema, so the two
    /// cannot differ.
    /// </summary>
    internal Func<Members, CaseEvent> Read { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
