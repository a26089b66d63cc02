using Chorus.Escrow.Depositing;
using Chorus.Simulation.Tests.World;
using Chorus.Tests.Matching;

namespace Chorus.Simulation.Tests.Seeded;

/// <summary>Groups that the release rule gives, by the names of versions.</summary>
internal sealed record RuleOutcome(List<HashSet<(Handle Handle, uint Version)>> Groups)
{
    internal HashSet<(Handle Handle, uint Version)> All => [.. Groups.SelectMany(group => group)];

    /// <summary>What is released by a group that one report is not in: a group with a report withdrawn in the run is left out whole.</summary>
    internal HashSet<(Handle Handle, uint Version)> Without(Handle? withdrawn) =>
        [.. Groups.Where(group => withdrawn is null || !group.Any(name => name.Handle == withdrawn)).SelectMany(group => group)];
}

/// <summary>What must be held and what is released, by the rule's definition alone.</summary>
internal static class Reference
{
    internal static RuleOutcome Rule(IEnumerable<SimulatedReport> reports)
    {
        var held = reports.Where(report => report.Counting is not null).Select(report => (Report: report, Version: report.Counting!)).ToList();
        var plain = held.Select((h, i) => new PlainReport(
            i,
            h.Report.Family,
            h.Version.Sealed.Signed.Statement.Number,
            h.Version.Quorum,
            // What no person fills is like nothing else.
            [.. Enumerable.Range(0, 4).Select(slot => slot < h.Version.Persons.Length ? (ulong)h.Version.Persons[slot] : (ulong)(1000 + (i * 4) + slot))])).ToList();
        return new RuleOutcome([.. ReleaseDefinition.Groups(plain).Select(group => group.Select(row => held[row.Report].Version.Name).ToHashSet())]);
    }

    /// <summary>Everything acknowledged by all three and not withdrawn is held by all three, and nothing withdrawn anywhere.</summary>
    internal static void CheckHeld(Circle circle, IReadOnlyList<SimulatedReport> reports)
    {
        for (var trustee = 0; trustee < 3; trustee++)
        {
            var held = circle.Store(trustee).ReadAll().Select(version => (version.Handle, version.Version)).ToHashSet();
            foreach (var report in reports)
            {
                if (report.WithdrawnAt.Contains(trustee))
                {
                    held.ShouldNotContain(name => name.Handle == report.Handle, $"trustee {trustee} holds report {report.Id}, which it withdrew");
                    continue;
                }

                foreach (var version in report.Versions.Where(version => version.At.Contains(trustee) && version.Number >= (report.NewestWhole?.Number ?? 0)))
                {
                    held.ShouldContain(version.Name, $"trustee {trustee} lost version {version.Number} of report {report.Id}");
                }
            }

            var known = reports.Where(report => report.NewestAt(trustee) > 0).Select(report => report.Handle).ToHashSet();
            held.ShouldAllBe(name => known.Contains(name.Handle), $"trustee {trustee} holds what it never acknowledged");
            circle.Trustees[trustee].Reports.ShouldBe(known.Count, $"trustee {trustee} counts other reports than it holds");
        }
    }

    /// <summary>Where nothing is half done, a completed refresh leaves at each trustee what counts and nothing older.</summary>
    internal static void CheckNothingOld(Circle circle, IEnumerable<SimulatedReport> reports)
    {
        var counting = reports.Select(report => report.Counting).OfType<SimulatedVersion>().Select(version => version.Name).ToList();
        for (var trustee = 0; trustee < 3; trustee++)
        {
            circle.Store(trustee).ReadAll().Select(version => (version.Handle, version.Version)).ShouldBe(counting, ignoreOrder: true, $"trustee {trustee} keeps what is replaced");
        }
    }

    /// <summary>The parts of what counts still make what was deposited, whatever was refreshed.</summary>
    internal static void CheckParts(Circle circle, IEnumerable<SimulatedReport> reports)
    {
        foreach (var version in reports.Select(report => report.Counting).OfType<SimulatedVersion>())
        {
            var shared = PartsAt.Of(circle, version.Sealed).Shared();
            shared.Quorum.ShouldBe(version.Quorum == 0 ? 7 : version.Quorum - 1);
            var fingerprints = shared.Fingerprints.Split(' ');
            version.Persons.ShouldAllBe(person => fingerprints.Contains(Reporter.FingerprintOf(person).ToString(), StringComparer.Ordinal));
        }
    }
}
