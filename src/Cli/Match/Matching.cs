using Chorus.Cli.Generate;
using Chorus.Trustee.Running;

namespace Chorus.Cli.Match;

/// <summary>
/// Takes checked input through a local deployment: seal and deposit, run, open. Reports between two runs are sealed on all cores;
/// their order does not count, since each carries its number within its reporter's.
/// </summary>
internal sealed class Matching : IDisposable
{
    private const int Batch = 1024;

    private readonly LocalDeployment _deployment;
    private readonly SealedShelf _shelf = new();
    private readonly Depositor _depositor;
    private readonly Desk _desk;
    private readonly ReleasedGroups _groups = new();
    private readonly Dictionary<string, byte> _numbers = new(StringComparer.Ordinal);
    private readonly List<(InputLine.Report Report, byte Number)> _waiting = new(Batch);
    private readonly MatchFigures _figures;
    private readonly MatchProgress _progress;
    private readonly TextWriter _notes;
    private int _runs;

    public Matching(IEnumerable<string> organisations, TimeProvider time, MatchFigures figures, MatchProgress progress, TextWriter notes)
    {
        (_figures, _progress, _notes) = (figures, progress, notes);
        _deployment = new LocalDeployment(organisations, time);
        _depositor = new Depositor(_deployment, _shelf);
        _desk = new Desk(_deployment, _shelf);
    }

    /// <summary>
    /// The output, run by run. A run is added at the end if the last line is none. Lines are taken out of
    /// <paramref name="good"/> as they are processed, so that their memory is free for what is sealed.
    /// </summary>
    public IEnumerable<GroupLine> Process(Queue<ReadLine> good, CancellationToken cancel)
    {
        var ranLast = false;
        while (good.TryDequeue(out var line))
        {
            cancel.ThrowIfCancellationRequested();
            ranLast = false;
            switch (line.Line!)
            {
                case InputLine.Report report:
                    Take(report);
                    break;
                case InputLine.Withdraw withdraw:
                    Withdraw(line.Number, withdraw.Id);
                    break;
                default:
                    ranLast = true;
                    foreach (var released in Run(cancel))
                    {
                        yield return released;
                    }
                    break;
            }
        }
        foreach (var released in ranLast ? [] : Run(cancel))
        {
            yield return released;
        }
    }

    public void Dispose() => _deployment.Dispose();

    private void Take(InputLine.Report report)
    {
        var number = _numbers.GetValueOrDefault(report.Reporter);
        _numbers[report.Reporter] = (byte)(number + 1);
        _waiting.Add((report, number));
        if (_waiting.Count == Batch)
        {
            DepositWaiting();
        }
    }

    private void DepositWaiting()
    {
        _progress.Doing("sealing");
        _figures.Time("sealing and depositing", () => Parallel.ForEach(_waiting, waiting => _depositor.Deposit(waiting.Report, waiting.Number)));
        _progress.Done(_waiting.Count);
        _waiting.Clear();
    }

    private void Withdraw(int line, string id)
    {
        if (_groups.Contains(id))
        {
            Note($"line {line}: report {id} was passed on already and cannot be taken back; the rest goes on.");
            return;
        }
        if (!_shelf.Holds(id) && _waiting.Exists(waiting => string.Equals(waiting.Report.Id, id, StringComparison.Ordinal)))
        {
            DepositWaiting();
        }
        if (_shelf.Holds(id))
        {
            _depositor.Withdraw(id);
        }
        else
        {
            Note($"line {line}: report {id} was withdrawn before; the rest goes on.");
        }
    }

    private IReadOnlyList<GroupLine> Run(CancellationToken cancel)
    {
        DepositWaiting();
        _runs++;
        _progress.Doing($"run {_runs}");
        var reports = _figures.Time("runs", () => RunExecution.RunAsync(_deployment, cancel).GetAwaiter().GetResult());
        _figures.Add(reports);
        if (reports[0].End == RunEnd.Unchanged)
        {
            return [];
        }
        _progress.Doing($"opening what run {_runs} released");
        var rows = _figures.Time("opening", _desk.OpenNew);
        return _groups.Lines(_runs, rows);
    }

    private void Note(string sentence)
    {
        _progress.Clear();
        _notes.WriteLine(sentence);
    }
}
