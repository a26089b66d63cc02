using Chorus.Escrow.Depositing;

namespace Chorus.Cli.Match;

/// <summary>A line that cannot be processed, and why, in a sentence that starts in the middle.</summary>
internal sealed record BadLine(int Number, string Reason);

/// <summary>
/// What was found in a whole input: its bad lines, and the good ones with what is needed to begin with them. The good lines are
/// kept because canonical forms are costly: about as much memory as the file has bytes, and less than their reports take sealed.
/// </summary>
internal sealed record CheckedInput(IReadOnlyList<BadLine> Bad, Queue<ReadLine> Good, IReadOnlyCollection<string> Organisations, int Reports);

/// <summary>Checks that need the lines before: ids, withdrawals, and how often one reporter reports.</summary>
internal sealed class InputCheck
{
    private readonly Dictionary<string, int> _lineOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _reportsOf = new(StringComparer.Ordinal);

    /// <summary>Reads the whole file without processing any of it.</summary>
    public static CheckedInput Check(string path)
    {
        var check = new InputCheck();
        var bad = new List<BadLine>();
        var good = new Queue<ReadLine>();
        var organisations = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var read in InputFile.Read(path))
        {
            var fault = read.Fault ?? check.Fault(read.Number, read.Line!);
            if (fault is not null)
            {
                bad.Add(new BadLine(read.Number, fault));
                continue;
            }
            good.Enqueue(read);
            if (read.Line is InputLine.Report report)
            {
                organisations.Add(report.Organisation);
            }
        }
        return new CheckedInput(bad, good, organisations, check._lineOf.Count);
    }

    /// <summary>Why a line does not fit the good ones before it; a good one counts from now on.</summary>
    private string? Fault(int number, InputLine line)
    {
        switch (line)
        {
            case InputLine.Withdraw withdraw when !_lineOf.ContainsKey(withdraw.Id):
                return $"no report before it has the id {Shown(withdraw.Id)}, so there is nothing to withdraw";
            case InputLine.Report report when _lineOf.TryGetValue(report.Id, out var first):
                return $"the id {Shown(report.Id)} was used in line {first}";
            case InputLine.Report report when _reportsOf.GetValueOrDefault(report.Reporter) >= Statement.MostReports:
                return $"reporter {Shown(report.Reporter)} has {Statement.MostReports} reports already, and a receipt holds no more";
            case InputLine.Report report:
                _lineOf.Add(report.Id, number);
                _reportsOf[report.Reporter] = _reportsOf.GetValueOrDefault(report.Reporter) + 1;
                return null;
            default:
                return null;
        }
    }

    /// <summary>Cut, and without what would disturb a terminal.</summary>
    private static string Shown(string text) =>
        string.Concat(text.Take(40).Select(c => char.IsControl(c) ? '?' : c)) + (text.Length > 40 ? "..." : "");
}
