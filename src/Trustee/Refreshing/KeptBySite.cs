using Chorus.Escrow.Depositing;
using Chorus.Escrow.Matching;
using Chorus.Trustee.Depositing;

namespace Chorus.Trustee.Refreshing;

/// <summary>One version of a report that the site keeps with three acknowledgements, or as a change of one that it keeps so.</summary>
/// <param name="Handle">the report.</param>
/// <param name="StatementHash">of the version's statement, 32 bytes.</param>
internal readonly record struct KeptReport(Handle Handle, Bytes32 StatementHash)
{
    /// <summary>Bytes of one: <c>handle(16) || statement hash(32)</c>.</summary>
    internal const int Length = Handle.Length + Bytes32.Length;

    /// <exception cref="ArgumentException">where there are not 48 bytes.</exception>
    internal static KeptReport Decode(ReadOnlySpan<byte> bytes) => bytes.Length == Length
        ? new(new Handle(bytes[..Handle.Length]), new Bytes32(bytes[Handle.Length..]))
        : throw new ArgumentException($"{Length} bytes are needed, not {bytes.Length}", nameof(bytes));
}

/// <summary>
/// What the site says it keeps, less what this trustee holds anyway. The successor of a lost trustee needs it, to leave behind deposits that the lost one
/// never took (docs/adr/0031). In memory only, since the site says it again to whoever starts. Not thread-safe: the core calls it under its lock.
/// </summary>
internal sealed class KeptBySite
{
    private readonly HashSet<Bytes32> _lacked = [];

    /// <summary>Whether the site has named all.</summary>
    internal bool IsWhole { get; private set; }

    /// <summary>Hashes of statements that the site keeps and this trustee lacked.</summary>
    internal IReadOnlyCollection<Bytes32> Lacked => _lacked;

    /// <summary>Takes some of what the site names.</summary>
    internal void Note(HeldReports held, IEnumerable<KeptReport> named, bool last)
    {
        foreach (var report in named)
        {
            // More than a run takes are of no use, and must not fill the memory.
            if (_lacked.Count < MatchRun.MostReports && held.Find(report.Handle)?.Versions.Any(version => version.StatementHash == report.StatementHash) != true)
            {
                _lacked.Add(report.StatementHash);
            }
        }

        IsWhole |= last;
    }

    /// <summary>Forgets what was handed over.</summary>
    internal void Forget() => _lacked.Clear();
}
