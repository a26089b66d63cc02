using Chorus.App.Data;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Sqlite;

/// <summary>
/// Moves the write-ahead log into the database file and cuts it to nothing: its old frames still hold what
/// <c>secure_delete</c> zeroed in the file (SQLite documentation, "PRAGMA wal_checkpoint").
/// </summary>
internal sealed class SqliteErasure : IErasure
{
    public async Task<bool> EraseAsync(SiteDb db, CancellationToken stop)
    {
        await db.Database.OpenConnectionAsync(stop);
        try
        {
            await using var most = db.Database.GetDbConnection().CreateCommand();
            // The first lets others write on meanwhile; the second, for which they have to wait, finds little left to move.
            most.CommandText = "PRAGMA wal_checkpoint(PASSIVE);";
            await most.ExecuteNonQueryAsync(stop);
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE);";
            await using var row = await command.ExecuteReaderAsync(stop);
            // The first column is 1 when a reader kept the log from being cut.
            return await row.ReadAsync(stop) && row.GetInt64(0) == 0;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
