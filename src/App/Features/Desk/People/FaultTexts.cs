using Chorus.App.Members;

namespace Chorus.App.Features.Desk.People;

/// <summary>The sentence for a refused change.</summary>
internal static class FaultTexts
{
    public static string TextId(this MembershipFault fault) => fault switch
    {
        MembershipFault.NoRole => "desk.members.fault.no-role",
        MembershipFault.LastAdministrator => "desk.members.fault.last-administrator",
        MembershipFault.LastKey => "desk.members.fault.last-key",
        MembershipFault.Unknown => "desk.members.fault.unknown",
        MembershipFault.Log => "desk.members.fault.log",
        MembershipFault.Unsure => "desk.members.fault.unsure",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "not a refusal"),
    };
}
