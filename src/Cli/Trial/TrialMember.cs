using Chorus.App.Members;

namespace Chorus.Cli.Trial;

/// <summary>
/// Who works for each organisation of a trial. Nobody gives themselves a part in a case, whoever investigated does not
/// decide, and an appeal is decided by another than decided first: so there are two, and both may decide.
/// </summary>
/// <param name="Title">what colleagues call them, before the organisation's name.</param>
/// <param name="Mailbox">the part of the e-mail address before the @.</param>
/// <param name="Roles">what they may do.</param>
internal sealed record TrialMember(string Title, string Mailbox, IReadOnlyList<Role> Roles)
{
    /// <summary>In the order in which a trial prints them.</summary>
    public static IReadOnlyList<TrialMember> All { get; } =
    [
        new("Advocate", "advocate", [Role.Advocate, Role.CaseOfficer, Role.DecisionMaker, Role.Administrator]),
        new("Case officer", "officer", [Role.CaseOfficer, Role.DecisionMaker]),
    ];
}
