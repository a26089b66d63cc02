using Chorus.App.Data;

namespace Chorus.App.Features.Lookup;

/// <summary>
/// A version that whoever has the receipt may have: of a deposited report, acknowledged by three trustees, and with the key for its reporter. One
/// without a self wrap was kept for an organisation alone. No row of a release is read.
/// </summary>
internal sealed class ListedVersion
{
    public required Report Report { get; init; }

    public required ReportVersion Version { get; init; }

    /// <summary>Those of all reports under a look-up id.</summary>
    public static IQueryable<ListedVersion> Of(SiteDb db, byte[] lookup)
    {
        byte[] none = [];
        return from report in db.Across<Report>()
               where report.Lookup == lookup && report.State == ReportState.Deposited
               join version in db.Across<ReportVersion>() on report.Handle equals version.Handle
               where version.Version <= report.Version && version.SelfWrap != none
               select new ListedVersion { Report = report, Version = version };
    }
}
