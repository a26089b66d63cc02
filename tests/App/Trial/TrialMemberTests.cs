using Chorus.App.Members;
using Chorus.Cases.Events;
using Chorus.Cli.Trial;

namespace Chorus.App.Tests.Trial;

/// <summary>The two who work for each organisation of a trial.</summary>
public sealed class TrialMemberTests
{
    [Fact]
    public void Whatever_members_may_record_in_a_case_one_of_the_two_may()
    {
        var held = TrialMember.All.SelectMany(m => m.Roles).Select(r => r.ToString()).ToHashSet(StringComparer.Ordinal);
        EventKinds.All.Where(k => k.MayAct.Any(r => Enum.TryParse<Role>($"{r}", out _)) && !k.MayAct.Any(r => held.Contains($"{r}"))).ShouldBeEmpty();
    }

    [Fact]
    public void Each_can_open_what_the_other_opens_and_decide_what_the_other_did_not()
    {
        TrialMember.All.Count.ShouldBe(2);
        TrialMember.All.ShouldAllBe(m => m.Roles.Contains(Role.CaseOfficer) && m.Roles.Contains(Role.DecisionMaker));
    }
}
