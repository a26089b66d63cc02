using System.Collections.Concurrent;

namespace Chorus.Simulation.Tests.Seeded;

/// <summary>How many operations and faults of each kind the seeds of a test had.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    internal void Count(string kind) => _counts.AddOrUpdate(kind, 1, (_, count) => count + 1);

    internal int Of(string kind) => _counts.GetValueOrDefault(kind);

    public override string ToString() => string.Join(Environment.NewLine, _counts.OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => $"  {kind.Value,8}  {kind.Key}"));
}
