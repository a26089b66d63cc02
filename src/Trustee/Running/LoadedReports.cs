using Chorus.Escrow.Depositing;
using Chorus.Escrow.Matching;
using Chorus.Sealing;
using Chorus.Trustee.Storing;

namespace Chorus.Trustee.Running;

/// <summary>
/// What a trustee reads of the reports of a run: their columns for the computation, and for <see cref="HoldingCheck"/> a digest of each part. Rows are read in
/// the order in which they lie in the store and let go of at once, so that a wave of millions needs no more memory than its columns.
/// </summary>
internal sealed class LoadedReports
{
    private readonly List<AgreedReport> _reports;
    private readonly byte[] _withNext;
    private readonly byte[] _withPrevious;
    private readonly bool[] _read;

    private LoadedReports(List<AgreedReport> reports)
    {
        _reports = reports;
        Columns = new ReportColumns(reports.Count);
        (_withNext, _withPrevious) = (new byte[(long)reports.Count * Digest.Length], new byte[(long)reports.Count * Digest.Length]);
        _read = new bool[reports.Count];
    }

    /// <summary>The reports in order of handle.</summary>
    internal IReadOnlyList<AgreedReport> Reports => _reports;

    /// <summary>The same in columns.</summary>
    internal ReportColumns Columns { get; }

    /// <summary>Digests of part i + 1 of trustee i, 32 bytes for each report.</summary>
    internal ReadOnlySpan<byte> PartsWithNext => _withNext.AsSpan(0, _reports.Count * Digest.Length);

    /// <summary>Digests of part i.</summary>
    internal ReadOnlySpan<byte> PartsWithPrevious => _withPrevious.AsSpan(0, _reports.Count * Digest.Length);

    /// <summary>Handles of those that are not in the store any more.</summary>
    internal IReadOnlyList<Handle> Missing => [.. _reports.Where((_, place) => !_read[place]).Select(report => report.Handle)];

    /// <summary>Reads the agreed versions from a trustee's store. Takes the list over.</summary>
    internal static LoadedReports Read(TrusteeCore core, List<AgreedReport> agreed)
    {
        var loaded = new LoadedReports(agreed);
        core.ReadPieces(loaded.Note);
        return loaded;
    }

    /// <summary>Leaves out reports that another trustee cannot read any more. Once, after <see cref="Missing"/>.</summary>
    internal void Remove(IReadOnlySet<Handle> gone)
    {
        var places = Enumerable.Range(0, gone.Count == 0 ? 0 : _reports.Count).Where(place => gone.Contains(_reports[place].Handle)).ToHashSet();
        if (places.Count == 0)
        {
            return;
        }

        var kept = 0;
        for (var place = 0; place < _reports.Count; place++)
        {
            if (!places.Contains(place))
            {
                Digests(_withNext, place).CopyTo(Digests(_withNext, kept));
                Digests(_withPrevious, place).CopyTo(Digests(_withPrevious, kept));
                _reports[kept++] = _reports[place];
            }
        }

        _reports.RemoveRange(kept, _reports.Count - kept);
        Columns.Remove(places);
    }

    private void Note(StoredVersion version)
    {
        var place = Place(version.Handle);
        if (place < 0 || _reports[place].Version != version.Version)
        {
            // Deposited since the list was made, or a version that all three do not have.
            return;
        }

        Columns.Set(place, HeldReportOf(version));
        HoldingCheck.DigestOf(version.PartNext).CopyTo(Digests(_withNext, place));
        HoldingCheck.DigestOf(version.PartOwn).CopyTo(Digests(_withPrevious, place));
        _read[place] = true;
    }

    private int Place(Handle handle)
    {
        var (from, to) = (0, _reports.Count);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = _reports[middle].Handle < handle ? (middle + 1, to) : (from, middle);
        }

        return from < _reports.Count && _reports[from].Handle == handle ? from : -1;
    }

    private static Span<byte> Digests(byte[] all, int place) => all.AsSpan(place * Digest.Length, Digest.Length);

    private static HeldReport HeldReportOf(StoredVersion version)
    {
        var statement = Statement.Decode(version.Statement);
        return new HeldReport(
            statement.Handle.ToArray(),
            statement.Version,
            statement.Depositor,
            statement.Number,
            Statement.HashOf(version.Statement),
            MatchPartOf(version.PartOwn),
            MatchPartOf(version.PartNext));
    }

    private static MatchPart MatchPartOf(byte[] bytes)
    {
        using var part = Part.Decode(bytes);
        return MatchPart.Of(part);
    }
}
