using Microsoft.Data.Sqlite;

namespace Chorus.Trustee.Storing;

/// <summary>The tables of a trustee's <c>reports.db</c>. <c>mark</c> is HMAC-SHA256 of a handle under the store's salt, so no handle stands in the file.</summary>
internal static class Schema
{
    internal const int Version = 4;

    // Rows by arrival and an index of marks: new rows share pages, as they would not if they lay by mark. Their order says no more
    // than that of the slots.
    private const string ReportTable = """
        CREATE TABLE report (
          mark     BLOB NOT NULL,     -- salted hash of the handle
          version  INTEGER NOT NULL,  -- 1 for a deposit, rising with each change
          slot     INTEGER NOT NULL,  -- where reports.keys holds the key of this row and of its release records
          released INTEGER NOT NULL,  -- number of the run that released this version first; 0 while it is held
          sealed   BLOB NOT NULL,     -- epoch, commitment, statement, signature, two parts: encrypted under the key in the slot
          PRIMARY KEY (mark, version)
        ) STRICT;
        """;

    private const string Tables = """
        CREATE TABLE tombstone (
          mark BLOB NOT NULL PRIMARY KEY  -- salted hash of a withdrawn handle, so that no replay brings it back
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE run (
          number INTEGER NOT NULL PRIMARY KEY,  -- the same at all three trustees, rising
          hour   TEXT NOT NULL,                 -- when it ended, by the hour
          list   BLOB NOT NULL                  -- hash of the list of reports that took part; an unchanged list needs no new run
        ) STRICT;

        CREATE TABLE release (
          sequence INTEGER PRIMARY KEY AUTOINCREMENT,  -- the site asks for what comes after the last one that it has
          mark     BLOB NOT NULL,                      -- salted hash of the handle
          version  INTEGER NOT NULL,                   -- the version that this record releases
          sealed   BLOB NOT NULL                       -- record and signature, encrypted under the version's key
        ) STRICT;
        CREATE INDEX release_of_version ON release (mark, version);
        """;

    // Since version 2.
    private const string EpochTables = """
        CREATE TABLE epoch (
          number INTEGER NOT NULL PRIMARY KEY,  -- the same at all three trustees, rising; the highest is the newest of which there are parts
          phase  INTEGER NOT NULL,              -- 0 the only parts, 1 prepared beside the old ones, 2 in use while the old ones are still there
          list   BLOB NOT NULL,                 -- hash of the list of reports whose parts were made anew
          hour   TEXT NOT NULL                  -- when they were prepared, by the hour; empty until the first start
        ) STRICT;
        INSERT INTO epoch (number, phase, list, hour) VALUES (1, 0, zeroblob(32), '');
        """;

    private const string FreshTable = """
        CREATE TABLE fresh (
          mark    BLOB NOT NULL,     -- salted hash of the handle
          version INTEGER NOT NULL,  -- the version whose new parts these are
          slot    INTEGER NOT NULL,  -- where reports.keys holds their key
          sealed  BLOB NOT NULL,     -- as in report, with the new parts
          PRIMARY KEY (mark, version)
        ) STRICT;
        """;

    // Before version 3 the rows lay by mark.
    private const string ReportTableAnew = $"ALTER TABLE report RENAME TO old_report; {ReportTable} INSERT INTO report SELECT mark, version, slot, released, sealed FROM old_report ORDER BY slot; DROP TABLE old_report;";
    private const string FreshTableAnew = $"ALTER TABLE fresh RENAME TO old_fresh; {FreshTable} INSERT INTO fresh SELECT mark, version, slot, sealed FROM old_fresh ORDER BY slot; DROP TABLE old_fresh;";

    // Before version 4 a tombstone knew its withdrawal, which nothing asks any more (docs/adr/0030).
    private const string TombstoneAnew = "ALTER TABLE tombstone DROP COLUMN withdrawal;";

    /// <summary>
    /// Sets how the file is written: a write-ahead log, since it takes one flush a commit, and <c>synchronous=FULL</c>, so that
    /// a commit outlives a power cut; <c>secure_delete</c>, so that deleted rows are overwritten in the file. The log is cut after
    /// every destruction (<see cref="CutLog"/>). What matters is sealed under a key that is erased as well; this is the second
    /// bolt on that door. <c>wal_autocheckpoint</c> lets the log reach 32 MB: a page that many deposits change, as those of the index
    /// of marks, is written into the file once for all of them.
    /// </summary>
    internal static void Prepare(SqliteConnection connection)
    {
        Run(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=8192;");
        using var ask = connection.CreateCommand();
        ask.CommandText = "PRAGMA user_version";
        var version = (long)ask.ExecuteScalar()!;
        switch (version)
        {
            case Version:
                break;
            case 0:
                Build(connection, ReportTable + Tables + EpochTables + FreshTable);
                break;
            case 1:
                Build(connection, ReportTableAnew + EpochTables + FreshTable + TombstoneAnew);
                break;
            case 2:
                Build(connection, ReportTableAnew + FreshTableAnew + TombstoneAnew);
                break;
            case 3:
                Build(connection, TombstoneAnew);
                break;
            default:
                throw new OperatorException($"{connection.DataSource} was written by another version of chorus (schema {version}, this one reads {Version}). Install the version that wrote it, or a newer one.");
        }
    }

    /// <summary>
    /// Moves the write-ahead log into the file and cuts it to nothing: its old frames still hold what was overwritten in the file
    /// (SQLite documentation, "PRAGMA wal_checkpoint"). While another process reads the file, as for a backup, the log stays until the next time.
    /// </summary>
    internal static void CutLog(SqliteConnection connection) => Run(connection, "PRAGMA wal_checkpoint(TRUNCATE)");

    private static void Build(SqliteConnection connection, string tables)
    {
        using var transaction = connection.BeginTransaction();
        Run(connection, $"{tables} PRAGMA user_version={Version};", transaction);
        transaction.Commit();
    }

    private static void Run(SqliteConnection connection, string sql, SqliteTransaction? transaction = null)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
