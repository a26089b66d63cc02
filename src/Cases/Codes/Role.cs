using System.ComponentModel;

namespace Chorus.Cases.Codes;

/// <summary>In which part somebody acts.</summary>
public enum Role
{
    [Description("who reported; acts through a receipt")]
    Reporter,
    [Description("who is named in an allegation, and presumed not responsible")]
    Respondent,
    [Description("who saw or knows something")]
    Witness,
    [Description("who stands by a reporter or a respondent, and acts for them")]
    Adviser,
    [Description("a member of a support organisation, at the reporter's side")]
    Advocate,
    [Description("who runs and investigates the case")]
    CaseOfficer,
    [Description("who decides: findings, dismissals, appeals")]
    DecisionMaker,
    [Description("who manages people and settings, and can open nothing")]
    Administrator,
    [Description("who sees the log, and can open nothing")]
    Auditor,
    [Description("the software, where nobody chose: a report that was released, a question that was due")]
    System,
}

/// <summary>Who belongs to whom among the roles.</summary>
internal static class Roles
{
    /// <summary>The roles to which somebody is assigned in a case.</summary>
    internal static readonly Role[] Assigned = [Role.Advocate, Role.CaseOfficer, Role.DecisionMaker];

    /// <summary>The roles of members of an organisation, whose pseudonym is staff-N.</summary>
    internal static readonly Role[] Staff = [.. Assigned, Role.Administrator, Role.Auditor];

    /// <summary>The role of a party by its pseudonym: reporter-1.</summary>
    internal static Role OfParty(string pseudonym) => pseudonym[0] switch
    {
        'w' => Role.Witness,
        'a' => Role.Adviser,
        _ => pseudonym.StartsWith("reporter", StringComparison.Ordinal) ? Role.Reporter : Role.Respondent,
    };

    /// <summary>The word with which the pseudonym of a role begins.</summary>
    internal static string Word(Role role) => Staff.Contains(role) ? "staff-" : role == Role.System ? "system" : $"{Code.Of(role)}-";
}
