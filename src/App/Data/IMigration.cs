namespace Chorus.App.Data;

/// <summary>Brings the database to the newest migration, whatever a process that was killed at it left behind. Each kind of database has its own way.</summary>
internal interface IMigration
{
    /// <exception cref="SiteStartException">Another process is at it.</exception>
    Task MigrateAsync(SiteDb db, CancellationToken stop);
}
