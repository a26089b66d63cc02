using Chorus.App.Data;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Sqlite;

/// <summary>
/// Migrates under a lock of the operating system, which ends with the process that holds it. The framework's own lock is a
/// row of <c>__EFMigrationsLock</c>: it outlives a killed process, and every later start would wait for it for ever
/// (EF Core documentation, "SQLite limitations", "Concurrent migrations protection"). Whoever holds the system's lock
/// knows that such a row has no owner.
/// </summary>
internal sealed class SqliteMigration(string file) : IMigration
{
    public async Task MigrateAsync(SiteDb db, CancellationToken stop)
    {
        await using var alone = Lock();
        // Also makes a file that a killed start left empty a database in WAL mode, which the framework, looking at it through a
        // connection that only reads, could not.
        await db.Database.ExecuteSqlRawAsync("""DROP TABLE IF EXISTS "__EFMigrationsLock";""", stop);
        await db.Database.MigrateAsync(stop);
    }

    // The file stays: one that was deleted while another process opens it would give two of them a lock.
    private FileStream Lock()
    {
        try
        {
            return new FileStream($"{file}-lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new SiteStartException($"Another process is starting on {file}. Let only one site use it, and start this one again when the other has stopped.");
        }
    }
}
