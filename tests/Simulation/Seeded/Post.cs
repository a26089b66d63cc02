using Chorus.Escrow.Depositing;
using Chorus.Simulation.Tests.World;
using Chorus.Trustee.Depositing;

namespace Chorus.Simulation.Tests.Seeded;

/// <summary>A statement on its way to one trustee; a withdrawal where no version is named.</summary>
internal sealed record Letter(SimulatedReport Report, SimulatedVersion? Version, int Trustee)
{
    public override string ToString() => $"{(Version is { } version ? $"version {version.Number}" : "withdrawal")} of report {Report.Id} to trustee {Trustee}";
}

/// <summary>
/// What lies between the site and the trustees: statements that are late, come twice or out of order, and trustees that cannot
/// be reached or write on a full disk. Every answer is compared with what has to be answered.
/// </summary>
internal sealed class Post(Circle circle, Action<string> note)
{
    private readonly List<Letter> _late = [];

    /// <summary>Trustees that the site does not reach.</summary>
    internal HashSet<int> Unreachable { get; } = [];

    internal HashSet<int> DiskFull { get; } = [];

    internal int Late => _late.Count;

    internal void Delay(Letter letter) => _late.Add(letter);

    internal Letter TakeLate(int place)
    {
        var letter = _late[place];
        _late.RemoveAt(place);
        return letter;
    }

    /// <summary>Hands a statement to its trustee, which may be killed at the write of it.</summary>
    /// <param name="killed">null for no kill; else whether it is killed after the write rather than before.</param>
    /// <returns>The trustee's answer; null where none comes.</returns>
    internal DepositAnswer? Deliver(Letter letter, bool? killed = null)
    {
        if (Unreachable.Contains(letter.Trustee))
        {
            note($"  {letter}: not reached");
            return null;
        }

        var store = circle.Store(letter.Trustee);
        var after = killed ?? false;
        if (killed is not null || DiskFull.Contains(letter.Trustee))
        {
            store.FailAt(0, after);
        }

        try
        {
            var answer = Send(letter);
            Judge(letter, answer);
            return killed is null ? answer : null;
        }
        catch (IOException e)
        {
            note($"  {letter}: {e.Message}");
            if (after)
            {
                Written(letter);
            }

            return null;
        }
        finally
        {
            store.Heal();
            if (killed is not null)
            {
                circle.Restart(letter.Trustee);
            }
        }
    }

    /// <summary>Hands over a statement that was spoilt on the way, which has to be refused.</summary>
    /// <param name="letter">the statement.</param>
    /// <param name="cutTo">its length where its end is missing; else null.</param>
    /// <param name="bit">the bit that changed, where none is missing.</param>
    internal void DeliverSpoilt(Letter letter, int? cutTo, int bit)
    {
        if (Unreachable.Contains(letter.Trustee))
        {
            return;
        }

        var signed = letter.Version?.Sealed.Signed ?? letter.Report.Withdrawal!;
        var bytes = signed.Bytes[..(cutTo ?? signed.Bytes.Length)];
        if (cutTo is null)
        {
            bytes[bit / 8 % bytes.Length] ^= (byte)(1 << (bit % 8));
        }

        circle.Trustees[letter.Trustee].Accept(bytes, signed.Signature, letter.Version?.Sealed.Packets[letter.Trustee]).Problem
            .ShouldNotBeNull($"{letter} was taken although it was spoilt on the way");
    }

    /// <summary>Asks a trustee, without a packet, whether it holds a version: it acknowledges what it holds and takes nothing.</summary>
    internal DepositAnswer? Ask(Letter letter)
    {
        if (Unreachable.Contains(letter.Trustee))
        {
            return null;
        }

        var version = letter.Version!;
        var answer = circle.Trustees[letter.Trustee].Accept(version.Sealed.Signed.Bytes, version.Sealed.Signed.Signature, null);
        note($"  {letter}, without its packet: {answer.Problem ?? "acknowledged"}");
        answer.Problem.ShouldBe(letter.Report.NewestAt(letter.Trustee) == version.Number ? null : StatementProblem.BadPacket, letter.ToString());
        return answer;
    }

    private DepositAnswer Send(Letter letter) => (letter.Version is { } version
        ? circle.Send(version.Sealed, letter.Trustee)
        : circle.Send(letter.Report.Withdrawal!, letter.Trustee)).Single();

    private void Judge(Letter letter, DepositAnswer answer)
    {
        note($"  {letter}: {answer.Problem ?? "acknowledged"}");
        var (taken, problem) = Expected(letter);
        if (taken is not { } must)
        {
            return;
        }

        answer.Problem.ShouldBe(must ? null : problem, letter.ToString());
        if (must)
        {
            Written(letter);
        }
    }

    /// <summary>Whether it has to be taken, or with which problem refused; neither where an older version is or is not destroyed yet.</summary>
    private (bool? Taken, string? Problem) Expected(Letter letter)
    {
        var (report, trustee) = (letter.Report, letter.Trustee);
        var newest = report.NewestAt(trustee);
        if (letter.Version is not { } version)
        {
            return report.WithdrawnAt.Contains(trustee) || newest > 0 ? (true, null) : (false, StatementProblem.UnknownReport);
        }

        // Looked at before anything else: what is late by more than two days may be sealed to a key that is erased. What is kept is acknowledged all the same.
        var kept = version.At.Contains(trustee) && !report.WithdrawnAt.Contains(trustee);
        return !kept && !circle.Opens(trustee, version.Sealed) ? (false, StatementProblem.StaleEpoch)
            : report.WithdrawnAt.Contains(trustee) ? (false, StatementProblem.Withdrawn)
            : version.Number == newest || version.Number == newest + 1 ? (true, null)
            : version.Number < newest ? (null, null)
            : (false, newest == 0 ? StatementProblem.UnknownReport : StatementProblem.VersionConflict);
    }

    private static void Written(Letter letter)
    {
        if (letter.Version is { } version)
        {
            version.At.Add(letter.Trustee);
        }
        else
        {
            letter.Report.WithdrawnAt.Add(letter.Trustee);
        }
    }
}
