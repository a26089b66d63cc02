using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Chorus.App.Sqlite;

/// <summary>
/// Settings of every connection. <c>secure_delete</c> overwrites deleted content with zeros in the pages it was in;
/// temporary tables stay in memory, so that nothing sealed lies in a file of its own; <c>busy_timeout</c> lets the
/// checkpoint of <see cref="SqliteErasure"/> wait for readers. <c>wal_autocheckpoint</c> is far above what comes together in the
/// second after which that one comes: a checkpoint of SQLite's own would have whoever writes wait for two more flushes.
/// </summary>
internal sealed class SqliteConnectionSetup : DbConnectionInterceptor
{
    private const string Settings =
        "PRAGMA journal_mode = WAL; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA busy_timeout = 5000; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 16384;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Settings;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Settings;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
