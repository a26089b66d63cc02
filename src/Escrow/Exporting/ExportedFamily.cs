using Chorus.Escrow.Depositing;

namespace Chorus.Escrow.Exporting;

/// <summary>
/// What the reports of one file have in common: one receipt signed them all, and each has a handle and a number of its own. A file of one receipt
/// into which somebody else's report was put does not hold, though each report by itself may.
/// </summary>
internal sealed class ExportedFamily
{
    private readonly HashSet<Handle> _handles = [];
    private readonly HashSet<byte> _numbers = [];
    private byte[]? _depositor;
    private byte? _number;
    private bool _repeated;

    /// <summary>The next report of the file.</summary>
    internal void Begin(ExportedReport report)
    {
        _number = null;
        _repeated = !_handles.Add(new Handle(report.Handle));
    }

    /// <summary>What is wrong with a version of that report, all else about which holds.</summary>
    internal ExportFault FaultOf(Statement statement)
    {
        _depositor ??= statement.Depositor;
        if (!statement.Depositor.AsSpan().SequenceEqual(_depositor))
        {
            return ExportFault.Family;
        }

        if (_number is null)
        {
            _number = statement.Number;
            _repeated |= !_numbers.Add(statement.Number);
        }

        return _repeated ? ExportFault.Repeated : ExportFault.None;
    }
}
