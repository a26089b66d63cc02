using Chorus.Escrow.Depositing;
using Chorus.Sealing;

namespace Chorus.Trustee.Storing;

/// <summary>
/// New parts beside old ones. A stop at any point leaves either both, with a phase that says which are in use, or one
/// of them whole; keys that no row uses any more are erased at the next start.
/// </summary>
internal sealed partial class SqliteReportStore
{
    public StoredEpoch Epoch { get; private set; } = StoredEpoch.First;

    /// <summary>The rows that are read: in phase 2 the new one of a version that has one.</summary>
    private string InUse => Epoch.Phase == EpochPhase.Switched
        ? """
          SELECT report.mark, report.version, coalesce(fresh.slot, report.slot), report.released, coalesce(fresh.sealed, report.sealed), report.rowid
          FROM report LEFT JOIN fresh ON fresh.mark = report.mark AND fresh.version = report.version
          """
        : "SELECT mark, version, slot, released, sealed, rowid FROM report";

    public void DateFirstEpoch(string hour)
    {
        Execute("UPDATE epoch SET hour = $hour WHERE number = 1 AND hour = ''", ("$hour", hour));
        Epoch = ReadEpoch();
    }

    public void AddFresh(IReadOnlyList<StoredVersion> versions)
    {
        var added = _keys.Add(versions.Count);
        using var transaction = _connection.BeginTransaction();
        for (var i = 0; i < added.Length; i++)
        {
            var mark = Mark(versions[i].Handle);
            Execute(
                "INSERT INTO fresh (mark, version, slot, sealed) VALUES ($mark, $version, $slot, $sealed)",
                ("$mark", mark),
                ("$version", versions[i].Version),
                ("$slot", added[i].Slot),
                ("$sealed", AeadBox.Seal(added[i].Key, Context(mark, versions[i].Version), versions[i].Encode())));
        }

        transaction.Commit();
    }

    public void Prepare(uint epoch, byte[] list, string hour)
    {
        InsertEpoch(new StoredEpoch(epoch, EpochPhase.Prepared, list, hour));
        Epoch = ReadEpoch();
    }

    public void AdoptEpoch(StoredEpoch epoch, long releasesAbove)
    {
        var slots = new List<int>();
        using (var transaction = _connection.BeginTransaction())
        {
            using var command = Command("DELETE FROM fresh RETURNING slot");
            TakeSlots(command, slots);
            Execute("DELETE FROM epoch");
            InsertEpoch(epoch);
            // SQLite counts an AUTOINCREMENT from here; the row is missing until the first insert.
            Execute("INSERT INTO sqlite_sequence (name, seq) SELECT 'release', 0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'release')");
            Execute("UPDATE sqlite_sequence SET seq = max(seq, $above) WHERE name = 'release'", ("$above", releasesAbove));
            transaction.Commit();
        }

        Erase(slots);
        Epoch = ReadEpoch();
    }

    public void DropFresh()
    {
        if (Epoch.Phase == EpochPhase.Switched)
        {
            throw new InvalidOperationException("the new parts are in use");
        }

        var slots = new List<int>();
        using (var transaction = _connection.BeginTransaction())
        {
            using var command = Command("DELETE FROM fresh RETURNING slot");
            TakeSlots(command, slots);
            Execute("DELETE FROM epoch WHERE phase = $phase", ("$phase", (int)EpochPhase.Prepared));
            transaction.Commit();
        }

        Erase(slots);
        Epoch = ReadEpoch();
    }

    public void SwitchToFresh()
    {
        Execute("UPDATE epoch SET phase = $switched WHERE phase = $prepared", ("$switched", (int)EpochPhase.Switched), ("$prepared", (int)EpochPhase.Prepared));
        Epoch = ReadEpoch();
    }

    public IEnumerable<StoredVersion> ReadFresh()
    {
        using var command = Command("SELECT mark, version, slot, 0, sealed FROM fresh");
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return TryOpen(rows, out var version) ? version : throw new InvalidOperationException("a new part has no key");
        }
    }

    public bool ReplaceOld(int most)
    {
        var slots = new List<int>();
        using (var transaction = _connection.BeginTransaction())
        {
            var rows = FreshRows(most);
            foreach (var (mark, version, slot, text) in rows)
            {
                var old = SlotOf(mark, version);
                SealReleasesAnew(mark, version, _keys.Find(old)!, _keys.Find(slot)!);
                Execute(
                    "UPDATE report SET slot = $slot, sealed = $sealed WHERE mark = $mark AND version = $version",
                    ("$slot", slot),
                    ("$sealed", text),
                    ("$mark", mark),
                    ("$version", version));
                Execute("DELETE FROM fresh WHERE mark = $mark AND version = $version", ("$mark", mark), ("$version", version));
                slots.Add(old);
            }

            if (rows.Count < most)
            {
                Execute("UPDATE epoch SET phase = $stable WHERE phase = $switched", ("$stable", (int)EpochPhase.Stable), ("$switched", (int)EpochPhase.Switched));
            }

            transaction.Commit();
        }

        // Last, and certain: a stop before leaves keys without a row, which the next start erases.
        Erase(slots);
        Epoch = ReadEpoch();
        return Epoch.Phase == EpochPhase.Stable;
    }

    private List<(byte[] Mark, uint Version, int Slot, byte[] Sealed)> FreshRows(int most)
    {
        using var command = Command("SELECT mark, version, slot, sealed FROM fresh LIMIT $most", ("$most", most));
        using var reader = command.ExecuteReader();
        var rows = new List<(byte[], uint, int, byte[])>();
        while (reader.Read())
        {
            rows.Add(((byte[])reader[0], (uint)reader.GetInt64(1), reader.GetInt32(2), (byte[])reader[3]));
        }

        return rows;
    }

    private void SealReleasesAnew(byte[] mark, uint version, byte[] oldKey, byte[] newKey)
    {
        var records = new List<(long Sequence, byte[] Text)>();
        using (var command = Command("SELECT sequence, sealed FROM release WHERE mark = $mark AND version = $version", ("$mark", mark), ("$version", version)))
        using (var rows = command.ExecuteReader())
        {
            while (rows.Read())
            {
                if (AeadBox.TryOpen(oldKey, Context(mark, version), (byte[])rows[1], out var text))
                {
                    records.Add((rows.GetInt64(0), text));
                }
            }
        }

        foreach (var (sequence, text) in records)
        {
            Execute("UPDATE release SET sealed = $sealed WHERE sequence = $sequence", ("$sealed", AeadBox.Seal(newKey, Context(mark, version), text)), ("$sequence", sequence));
        }
    }

    private void InsertEpoch(StoredEpoch epoch) => Execute(
        "INSERT INTO epoch (number, phase, list, hour) VALUES ($number, $phase, $list, $hour)",
        ("$number", epoch.Number),
        ("$phase", (int)epoch.Phase),
        ("$list", epoch.List),
        ("$hour", epoch.Hour));

    private StoredEpoch ReadEpoch()
    {
        using var command = Command("SELECT number, phase, list, hour FROM epoch ORDER BY number DESC LIMIT 1");
        using var rows = command.ExecuteReader();
        return rows.Read()
            ? new StoredEpoch((uint)rows.GetInt64(0), (EpochPhase)rows.GetInt32(1), (byte[])rows[2], rows.GetString(3))
            : throw new InvalidOperationException("the store has no epoch");
    }
}
