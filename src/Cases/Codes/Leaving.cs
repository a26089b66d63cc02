using System.ComponentModel;

namespace Chorus.Cases.Codes;

/// <summary>How somebody left.</summary>
public enum Departure
{
    [Description("resigned")]
    Resigned,
    [Description("was dismissed")]
    Dismissed,
    [Description("was moved elsewhere")]
    Transferred,
    [Description("retired")]
    Retired,
    [Description("a contract ended")]
    ContractEnded,
    [Description("graduated or left a school")]
    Graduated,
    [Description("died")]
    Died,
    [Description("left in another way")]
    Other,
}

/// <summary>What was agreed.</summary>
public enum SettlementKind
{
    [Description("a settlement of claims")]
    Settlement,
    [Description("an agreement that somebody will not speak")]
    NonDisclosure,
    [Description("a settlement with such a clause")]
    Both,
}
