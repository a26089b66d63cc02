using Chorus.Escrow.Depositing;
using Chorus.Simulation.Tests.World;
using Chorus.Trustee.Depositing;

namespace Chorus.Simulation.Tests.Seeded;

/// <summary>
/// How a reporter's statement gets to the trustees. In most seeds it is carried to each of the three in some order; where there is a site, it is
/// posted to it as a browser does, and the site hands it on. Either way <see cref="Post"/> decides what arrives and judges every answer.
/// </summary>
/// <param name="circle">the trustees.</param>
/// <param name="site">the web application; null where the three are driven alone.</param>
internal sealed class Way(Circle circle, List<SimulatedReport> reports, SimulatedSite? site, Func<int[], int[]> shuffled, Action<string> note)
{
    private readonly Dictionary<string, IReadOnlyList<byte[]>> _acks = new(StringComparer.Ordinal);

    internal bool HasSite => site is not null;

    /// <summary>Whether the reporter has seen the acknowledgements of all three.</summary>
    internal bool IsDone(SimulatedReport report, SimulatedVersion? version) => (version, site) switch
    {
        (null, null) => report.WithdrawnAt.Count == 3,
        (null, _) => report.WithdrawalSeen,
        (_, null) => version.Whole,
        _ => version.Seen,
    };

    /// <summary>The newest version that its reporter may follow up.</summary>
    internal SimulatedVersion? NewestDone(SimulatedReport report) => report.Versions.FindLast(version => IsDone(report, version));

    /// <summary>Sends one statement; a withdrawal where no version is named.</summary>
    /// <param name="report">the report.</param>
    /// <param name="version">one of its versions.</param>
    /// <param name="carry">what becomes of each letter; null where no answer comes back.</param>
    internal void Send(SimulatedReport report, SimulatedVersion? version, Func<Letter, DepositAnswer?> carry)
    {
        if (site is null)
        {
            foreach (var trustee in shuffled([0, 1, 2]))
            {
                carry(new Letter(report, version, trustee));
            }

            return;
        }

        DepositAnswer? Carried(int trustee, byte[] statement, byte[]? packet)
        {
            var letter = LetterOf(trustee, statement);
            packet.ShouldBe(letter.Version?.Sealed.Packets[trustee], "the site hands on another packet than its reporter sealed");
            return carry(letter);
        }

        var answer = version is null ? site.Post(report.Withdrawal!, Carried) : site.Post(version.Sealed, Carried);
        note($"  the site: {(answer is null ? "no answer" : answer.Problem ?? "acknowledged by all three")}");
        if (answer?.Acks is { } acks)
        {
            See(report, version, acks);
        }
    }

    /// <summary>The site's job for deposits that were never acknowledged asks whether the trustees hold them.</summary>
    /// <param name="ask">what a trustee answers; null where no answer comes back.</param>
    internal void SettleAbandoned(Func<Letter, DepositAnswer?> ask) => site?.SettleAbandoned((trustee, statement, packet) =>
    {
        packet.ShouldBeNull("a trustee that lacks the deposit would take it now, days later");
        return ask(LetterOf(trustee, statement));
    });

    // As her browser does: only with three acknowledgements that verify. A retry gets the same of a version, which the site keeps; of a withdrawal it keeps none.
    private void See(SimulatedReport report, SimulatedVersion? version, IReadOnlyList<byte[]> acks)
    {
        var hash = (version?.Sealed.Signed ?? report.Withdrawal!).Hash;
        Acknowledgement.VerifyAll(circle.Manifest, hash, acks).ShouldBeTrue();
        if (version is null)
        {
            report.WithdrawnAt.Count.ShouldBe(3, "the site says that what a trustee still has is destroyed");
            report.WithdrawalSeen = true;
        }
        else
        {
            var key = Convert.ToHexString(hash);
            acks.ShouldBe(_acks.GetValueOrDefault(key, acks), "a retry got other acknowledgements");
            _acks[key] = acks;
            version.Whole.ShouldBeTrue("the site acknowledges what a trustee lacks");
            version.Seen = true;
        }
    }

    private Letter LetterOf(int trustee, byte[] statement)
    {
        foreach (var report in reports)
        {
            if (report.Withdrawal is { } withdrawal && withdrawal.Bytes.AsSpan().SequenceEqual(statement))
            {
                return new Letter(report, null, trustee);
            }

            if (report.Versions.Find(version => version.Sealed.Signed.Bytes.AsSpan().SequenceEqual(statement)) is { } version)
            {
                return new Letter(report, version, trustee);
            }
        }

        throw new ShouldAssertException("the site hands on what no reporter signed");
    }
}
