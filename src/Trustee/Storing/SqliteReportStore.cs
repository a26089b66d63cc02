using Chorus.Escrow.Depositing;
using Chorus.Sealing;
using Microsoft.Data.Sqlite;

namespace Chorus.Trustee.Storing;

/// <summary>
/// The store on disk: rows in SQLite, each sealed under a key of its own that lies in another file (<see cref="KeyFile"/>).
/// Order of writing, so that a stop at any point loses nothing acknowledged and leaves nothing readable: a key before its
/// row; at a withdrawal tombstone and rows in one transaction, then the keys. Keys without a row are erased at the next start.
/// </summary>
internal sealed partial class SqliteReportStore : IReportStore
{
    // Some milliseconds of the trustee's lock.
    private const int Piece = 256;

    private readonly SqliteConnection _connection;
    private readonly KeyFile _keys;
    private readonly byte[] _salt;

    // Kept, since every deposit asks and adds: reading a statement anew costs more than running it.
    private readonly SqliteCommand _tombstone;
    private readonly SqliteCommand _add;

    private SqliteReportStore(SqliteConnection connection, KeyFile keys, byte[] salt)
    {
        _connection = connection;
        _keys = keys;
        _salt = salt;
        _tombstone = Command("SELECT 1 FROM tombstone WHERE mark = $mark", ("$mark", null));
        _add = Command(
            "INSERT INTO report (mark, version, slot, released, sealed) VALUES ($mark, $version, $slot, 0, $sealed)",
            ("$mark", null),
            ("$version", null),
            ("$slot", null),
            ("$sealed", null));
    }

    public StoredRun? LastRun { get; private set; }

    /// <summary>Rows that <see cref="ReadAll"/> found without their keys, because a backup of the database brought them back.</summary>
    internal int Unreadable { get; private set; }

    /// <summary>Opens both files and clears away what an interrupted write left.</summary>
    /// <param name="salt">32 bytes that turn handles into marks; kept among the trustee's keys.</param>
    /// <exception cref="OperatorException">where the files are in use, missing or of another version.</exception>
    internal static SqliteReportStore Open(string database, string keyFile, byte[] salt)
    {
        var keys = KeyFile.Open(keyFile);
        SqliteConnection? connection = null;
        try
        {
            // No pooling: a closed trustee leaves no handle on its files.
            connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Pooling = false }.ToString());
            connection.Open();
            Schema.Prepare(connection);
            var store = new SqliteReportStore(connection, keys, salt);
            store.Epoch = store.ReadEpoch();
            if (store.Epoch.Phase == EpochPhase.Stable)
            {
                // What a refresh left that did not get as far as comparing its parts with the neighbours'.
                store.Execute("DELETE FROM fresh");
            }

            keys.EraseAllBut(store.UsedSlots());
            store.LastRun = store.ReadLastRun();
            return store;
        }
        catch
        {
            connection?.Dispose();
            keys.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Every version whose key is there. Rows whose key was erased come from a restored backup: they become tombstones once
    /// all were read, so that neither the row nor a replayed deposit brings the report back.
    /// </summary>
    public IEnumerable<StoredVersion> ReadAll()
    {
        var closed = new List<(byte[] Mark, uint Version)>();
        using (var command = Command(InUse))
        using (var rows = command.ExecuteReader())
        {
            while (rows.Read())
            {
                if (TryOpen(rows, out var version))
                {
                    yield return version;
                }
                else
                {
                    closed.Add(((byte[])rows[0], (uint)rows.GetInt64(1)));
                }
            }
        }

        Bury(closed);
    }

    public IReadOnlyList<StoredVersion> ReadPiece(ref long place)
    {
        var piece = new List<StoredVersion>(Piece);
        // In the order of the file, which is that of arrival: no row moves while others come and go.
        using var command = Command($"{InUse} WHERE report.rowid > $place ORDER BY report.rowid", ("$place", place));
        using var rows = command.ExecuteReader();
        while (piece.Count < Piece && rows.Read())
        {
            place = rows.GetInt64(5);
            if (TryOpen(rows, out var version))
            {
                piece.Add(version);
            }
        }

        return piece;
    }

    public StoredVersion Read(Handle handle, uint version)
    {
        using var command = Command(
            $"{InUse} WHERE report.mark = $mark AND report.version = $version",
            ("$mark", Mark(handle)),
            ("$version", version));
        using var rows = command.ExecuteReader();
        return rows.Read() && TryOpen(rows, out var stored) ? stored : throw new KeyNotFoundException("no such version is stored");
    }

    public void Add(IReadOnlyList<StoredVersion> versions)
    {
        var keys = _keys.Add(versions.Count);
        using var transaction = _connection.BeginTransaction();
        _add.Transaction = transaction;
        for (var i = 0; i < keys.Length; i++)
        {
            var mark = Mark(versions[i].Handle);
            _add.Parameters["$mark"].Value = mark;
            _add.Parameters["$version"].Value = versions[i].Version;
            _add.Parameters["$slot"].Value = keys[i].Slot;
            _add.Parameters["$sealed"].Value = AeadBox.Seal(keys[i].Key, Context(mark, versions[i].Version), versions[i].Encode());
            _add.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    public void Destroy(IReadOnlyList<(Handle Handle, uint Version)> versions)
    {
        var slots = new List<int>();
        using (var transaction = _connection.BeginTransaction())
        {
            foreach (var (handle, version) in versions)
            {
                DeleteVersions(Mark(handle), version, slots);
            }

            transaction.Commit();
        }

        Erase(slots);
    }

    public void Withdraw(Handle handle)
    {
        var mark = Mark(handle);
        var slots = new List<int>();
        using (var transaction = _connection.BeginTransaction())
        {
            Execute("INSERT INTO tombstone (mark) VALUES ($mark)", ("$mark", mark));
            DeleteVersions(mark, version: null, slots);
            transaction.Commit();
        }

        Erase(slots);
    }

    public bool IsWithdrawn(Handle handle)
    {
        _tombstone.Parameters["$mark"].Value = Mark(handle);
        return _tombstone.ExecuteScalar() is not null;
    }

    public void Complete(StoredRun run, IReadOnlyList<NewRelease> releases, IReadOnlyList<(Handle Handle, uint Version)> firstReleased)
    {
        using var transaction = _connection.BeginTransaction();
        Execute("INSERT INTO run (number, hour, list) VALUES ($number, $hour, $list)", ("$number", run.Number), ("$hour", run.Hour), ("$list", run.List));
        foreach (var release in releases)
        {
            var mark = Mark(release.Handle);
            var key = _keys.Find(SlotOf(mark, release.Version)) ?? throw new KeyNotFoundException("a released version has no key");
            Execute(
                "INSERT INTO release (mark, version, sealed) VALUES ($mark, $version, $sealed)",
                ("$mark", mark),
                ("$version", release.Version),
                ("$sealed", AeadBox.Seal(key, Context(mark, release.Version), ReleaseRow.Encode(release))));
        }

        SetReleased(run.Number, firstReleased);
        transaction.Commit();
        LastRun = run;
    }

    public void MarkReleased(uint run, IReadOnlyList<(Handle Handle, uint Version)> versions)
    {
        using var transaction = _connection.BeginTransaction();
        SetReleased(run, versions);
        transaction.Commit();
    }

    public IReadOnlyList<StoredRelease> Releases(long after, int most)
    {
        using var command = Command(
            """
            SELECT release.sequence, release.mark, release.version, report.slot, release.sealed
            FROM release JOIN report ON report.mark = release.mark AND report.version = release.version
            WHERE release.sequence > $after ORDER BY release.sequence LIMIT $most
            """,
            ("$after", after),
            ("$most", most));
        using var rows = command.ExecuteReader();
        var releases = new List<StoredRelease>();
        while (rows.Read())
        {
            if (_keys.Find(rows.GetInt32(3)) is { } key
                && AeadBox.TryOpen(key, Context((byte[])rows[1], (uint)rows.GetInt64(2)), (byte[])rows[4], out var text))
            {
                releases.Add(ReleaseRow.Decode(rows.GetInt64(0), text));
            }
        }

        return releases;
    }

    /// <summary>A copy of the key that seals a version's rows, for the test that looks for it in the files.</summary>
    internal byte[] KeyOf(Handle handle, uint version) => _keys.Find(SlotOf(Mark(handle), version))!.ToArray();

    public void Dispose()
    {
        _tombstone.Dispose();
        _add.Dispose();
        _connection.Dispose();
        _keys.Dispose();
        Digest.Erase(_salt);
    }

    // Marks which row a sealed text belongs to, so that rows cannot be exchanged for one another in the file.
    private static byte[] Context(byte[] mark, uint version) => new ByteWriter(64).Bytes(mark).U32(version).ToArray();

    private byte[] Mark(Handle handle) => Digest.HmacSha256(_salt, handle.ToArray());

    private bool TryOpen(SqliteDataReader row, out StoredVersion version)
    {
        version = null!;
        if (_keys.Find(row.GetInt32(2)) is not { } key
            || !AeadBox.TryOpen(key, Context((byte[])row[0], (uint)row.GetInt64(1)), (byte[])row[4], out var text))
        {
            return false;
        }

        version = StoredVersion.Decode(text, (uint)row.GetInt64(3));
        return true;
    }

    private void Bury(List<(byte[] Mark, uint Version)> closed)
    {
        Unreadable = closed.Count;
        using var transaction = _connection.BeginTransaction();
        foreach (var (mark, version) in closed)
        {
            DeleteVersions(mark, version, []);
            // Only where no other version is left: a lower version loses its key when a newer one replaces it.
            Execute(
                "INSERT OR IGNORE INTO tombstone (mark) SELECT $mark WHERE NOT EXISTS (SELECT 1 FROM report WHERE mark = $mark)",
                ("$mark", mark));
        }

        transaction.Commit();
    }

    private void DeleteVersions(byte[] mark, uint? version, List<int> slots)
    {
        const string Which = "mark = $mark AND ($version IS NULL OR version = $version)";
        foreach (var table in new[] { "report", "fresh" })
        {
            using var command = Command($"DELETE FROM {table} WHERE {Which} RETURNING slot", ("$mark", mark), ("$version", version));
            TakeSlots(command, slots);
        }

        Execute($"DELETE FROM release WHERE {Which}", ("$mark", mark), ("$version", version));
    }

    // After the transaction that took the rows.
    private void Erase(List<int> slots)
    {
        Schema.CutLog(_connection);
        _keys.Erase(slots);
    }

    private void SetReleased(uint run, IReadOnlyList<(Handle Handle, uint Version)> versions)
    {
        foreach (var (handle, version) in versions)
        {
            Execute("UPDATE report SET released = $run WHERE mark = $mark AND version = $version", ("$run", run), ("$mark", Mark(handle)), ("$version", version));
        }
    }

    private int SlotOf(byte[] mark, uint version)
    {
        using var command = Command("SELECT slot FROM report WHERE mark = $mark AND version = $version", ("$mark", mark), ("$version", version));
        return command.ExecuteScalar() is long slot ? (int)slot : -1;
    }

    private HashSet<int> UsedSlots()
    {
        using var command = Command("SELECT slot FROM report UNION ALL SELECT slot FROM fresh");
        var used = new List<int>();
        TakeSlots(command, used);
        return [.. used];
    }

    private static void TakeSlots(SqliteCommand command, List<int> slots)
    {
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            slots.Add(rows.GetInt32(0));
        }
    }

    private StoredRun? ReadLastRun()
    {
        using var command = Command("SELECT number, hour, list FROM run ORDER BY number DESC LIMIT 1");
        using var rows = command.ExecuteReader();
        return rows.Read() ? new StoredRun((uint)rows.GetInt64(0), rows.GetString(1), (byte[])rows[2]) : null;
    }

    private void Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        using var command = Command(sql, values);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }
}
