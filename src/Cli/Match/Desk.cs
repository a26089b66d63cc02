using Chorus.Escrow.Depositing;
using Chorus.Escrow.Identifiers;
using Chorus.Escrow.Releasing;
using Chorus.Trustee;

namespace Chorus.Cli.Match;

/// <summary>A row of a released group: the report, and the kind of identifier that put it there; none for padding.</summary>
internal readonly record struct OpenedRow(ulong Tag, string Report, string? Kind);

/// <summary>
/// Does for every organisation what its advocate's browser does: takes the records of two trustees, opens each report with the
/// organisation's key, and checks that what was released is what the report says.
/// </summary>
internal sealed class Desk(LocalDeployment deployment, SealedShelf shelf)
{
    private readonly long[] _fetched = new long[deployment.Trustees.Count];
    private readonly ReportOpener _opener = new(deployment.Manifest, identifier => FingerprintOf(deployment, identifier));
    private int _run;

    /// <summary>Opens everything that the last run released.</summary>
    /// <exception cref="MatchFailedException">a report does not open.</exception>
    public IReadOnlyCollection<OpenedRow> OpenNew()
    {
        var records = Enumerable.Range(0, deployment.Trustees.Count).Select(Fetch).ToArray();
        // Any two trustees' will do. Each run takes another pair, so that all three are needed sooner or later.
        var (first, second) = (records[_run % 3], records[(_run + 1) % 3]);
        _run++;
        return [.. first.AsParallel().SelectMany(pair => Open(
            pair.Key, pair.Value, second.GetValueOrDefault(pair.Key) ?? throw new MatchFailedException("A trustee has no record of a report that another one released.")))];
    }

    private Dictionary<Handle, SignedRecord> Fetch(int index)
    {
        var trustee = deployment.Trustees[index];
        var records = new Dictionary<Handle, SignedRecord>();
        for (var page = trustee.Releases(_fetched[index]); page.Count > 0; page = trustee.Releases(_fetched[index]))
        {
            foreach (var release in page)
            {
                records.Add(ReleaseRecord.Decode(release.Record).Handle, new SignedRecord(release.Record, release.Signature));
                _fetched[index] = release.Sequence;
            }
        }
        return records;
    }

    private OpenedRow[] Open(Handle handle, SignedRecord first, SignedRecord second)
    {
        var kept = shelf.Find(handle);
        return _opener.TryOpen(deployment.KeyOf(kept.Organisation), kept.Sealed, first, second, out var opened, out var fault)
            ? [.. opened.Matches.Select(match => new OpenedRow(
                match.Tag, kept.Id, match.Identifier is { } index ? opened.Document.Identifiers[index].Kind : null))]
            : throw new MatchFailedException($"Report {kept.Id} was released but does not open: {fault}.");
    }

    private static ulong? FingerprintOf(LocalDeployment deployment, ReportIdentifier identifier) =>
        IdentifierKinds.TryParse(identifier.Kind, out var kind)
            && Canonical.TryMake(new Identifier(kind, identifier.Value, identifier.Region, identifier.Place), out var canonical, out _)
                ? Fingerprint.Of(deployment.Manifest.Salt, kind, canonical)
                : null;
}
