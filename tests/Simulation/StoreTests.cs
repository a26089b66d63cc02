using System.Diagnostics;
using Chorus.Escrow.Depositing;
using Chorus.Simulation.Tests.World;
using Chorus.Trustee;
using Chorus.Trustee.Keys;
using Chorus.Trustee.Settings;
using Chorus.Trustee.Storing;
using Microsoft.Data.Sqlite;

namespace Chorus.Simulation.Tests;

public sealed class StoreTests : IDisposable
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly Circle _circle = Circle.OnDisk();

    private DataFolder Folder => _circle.Folder(0);

    public void Dispose() => _circle.Dispose();

    [Fact]
    public async Task What_was_acknowledged_is_on_disk_however_the_process_ends()
    {
        var reporter = _circle.NewReporter();
        var kept = reporter.Deposit(2, 1);
        var gone = reporter.Deposit(2, 1);
        _circle.Send(kept);
        _circle.Send(gone);
        _circle.Send(reporter.Withdraw(gone));

        // The files as they lie while the trustee still runs: what a killed process leaves behind.
        var left = new DataFolder(Folder.Root + "-left");
        await CopyAsync(Folder.Root, left.Root);

        using var store = Open(left);
        store.ReadAll().Select(version => version.Handle).ShouldBe([kept.Signed.Statement.Handle]);
        store.IsWithdrawn(gone.Signed.Statement.Handle).ShouldBeTrue();
    }

    [Fact]
    public void A_store_that_is_read_in_pieces_gives_every_version_once_while_others_come_and_go()
    {
        var reporter = _circle.NewReporter();
        var (first, second) = (reporter.Deposit(2, 1), reporter.Deposit(2, 2));
        _circle.Send(first);
        _circle.Send(second);
        var store = _circle.Store(0);
        var version = store.Read(second.Signed.Statement.Handle, 1);
        var read = new List<Handle>();
        // More than one piece holds, under other handles.
        List<StoredVersion> many = [.. Enumerable.Range(0, 700).Select(_ => new StoredVersion(Handle.New(), 1, version.Statement, version.Signature, version.PartOwn, version.PartNext))];
        store.Add(many);
        var pieces = 0;
        for (var place = 0L; store.ReadPiece(ref place) is { Count: > 0 } piece; pieces++)
        {
            read.AddRange(piece.Select(each => each.Handle));
            if (pieces == 0)
            {
                store.Destroy([(first.Signed.Statement.Handle, 1)]);
                store.Destroy([(many[^1].Handle, 1)]);
            }
        }

        pieces.ShouldBeGreaterThan(1);
        read.Count.ShouldBe(701);
        read[0].ShouldBe(first.Signed.Statement.Handle);
    }

    [Fact]
    public void A_key_whose_row_was_never_written_is_erased_at_the_next_start()
    {
        _circle.Stop(0);
        byte[] key;
        using (var keys = KeyFile.Open(Folder.ReportKeys))
        {
            key = [.. keys.Add(1)[0].Key];
        }

        File.ReadAllBytes(Folder.ReportKeys).AsSpan().IndexOf(key).ShouldBeGreaterThan(0);
        _circle.Restart(0);
        _circle.Stop(0);

        File.ReadAllBytes(Folder.ReportKeys).AsSpan().IndexOf(key).ShouldBe(-1);
    }

    [Fact]
    public void A_store_of_the_version_before_keeps_its_reports_and_its_new_parts()
    {
        var reporter = _circle.NewReporter();
        SealedDeposit[] reports = [reporter.Deposit(2, 1), reporter.Deposit(2, 2), reporter.Deposit(2, 3)];
        Array.ForEach(reports, report => _circle.Send(report));
        var withdrawn = reporter.Deposit(2, 4);
        _circle.Send(withdrawn);
        _circle.Send(reporter.Withdraw(withdrawn));
        StoredVersion[] held = [.. _circle.Store(0).ReadAll()];
        _circle.Store(0).AddFresh(held);
        _circle.Store(0).Prepare(2, new byte[32], "2026-11-23T21Z");
        _circle.Stop(0);
        using (var database = new SqliteConnection($"Data Source={Folder.Database};Pooling=False"))
        {
            database.Open();
            using var command = database.CreateCommand();
            command.CommandText = """
                ALTER TABLE report RENAME TO newer;
                CREATE TABLE report (mark BLOB NOT NULL, version INTEGER NOT NULL, slot INTEGER NOT NULL, released INTEGER NOT NULL, sealed BLOB NOT NULL,
                  PRIMARY KEY (mark, version)) STRICT, WITHOUT ROWID;
                INSERT INTO report SELECT mark, version, slot, released, sealed FROM newer;
                DROP TABLE newer;
                ALTER TABLE fresh RENAME TO newer;
                CREATE TABLE fresh (mark BLOB NOT NULL, version INTEGER NOT NULL, slot INTEGER NOT NULL, sealed BLOB NOT NULL,
                  PRIMARY KEY (mark, version)) STRICT, WITHOUT ROWID;
                INSERT INTO fresh SELECT mark, version, slot, sealed FROM newer;
                DROP TABLE newer;
                ALTER TABLE tombstone RENAME TO newer;
                CREATE TABLE tombstone (mark BLOB NOT NULL PRIMARY KEY, withdrawal BLOB NOT NULL) STRICT, WITHOUT ROWID;
                INSERT INTO tombstone SELECT mark, zeroblob(32) FROM newer;
                DROP TABLE newer;
                PRAGMA user_version = 2;
                """;
            command.ExecuteNonQuery();
        }

        using var store = Open(Folder);

        store.ReadAll().Select(version => version.Handle).ShouldBe(reports.Select(report => report.Signed.Statement.Handle));
        store.ReadFresh().Select(version => version.Handle).ShouldBe(held.Select(version => version.Handle));
        store.Unreadable.ShouldBe(0);
        store.IsWithdrawn(withdrawn.Signed.Statement.Handle).ShouldBeTrue();
        store.IsWithdrawn(reports[0].Signed.Statement.Handle).ShouldBeFalse();
    }

    [Fact]
    public void A_withdrawal_cuts_the_write_ahead_log()
    {
        var reporter = _circle.NewReporter();
        var report = reporter.Deposit(2, 1);
        var log = new FileInfo(Folder.Database + "-wal");
        _circle.Send(report);
        log.Length.ShouldBeGreaterThan(0);

        _circle.Send(reporter.Withdraw(report));

        log.Refresh();
        log.Length.ShouldBe(0);
    }

    [Fact]
    public void A_database_from_a_backup_does_not_bring_a_withdrawn_report_back()
    {
        var reporter = _circle.NewReporter();
        var report = reporter.Deposit(2, 1);
        _circle.Send(report);
        _circle.Stop(0);
        var backup = File.ReadAllBytes(Folder.Database);
        _circle.Restart(0);
        _circle.Send(reporter.Withdraw(report), 0);
        _circle.Stop(0);

        File.WriteAllBytes(Folder.Database, backup);
        _circle.Restart(0);
        _circle.Trustees[0].Reports.ShouldBe(0);
        _circle.Send(report, 0).Single().Problem.ShouldBe(StatementProblem.Withdrawn);
    }

    [Fact]
    public void A_successors_release_records_are_numbered_above_those_of_the_trustee_that_was_lost()
    {
        for (var i = 0; i < 3; i++)
        {
            _circle.Store(i).AdoptEpoch(new StoredEpoch(7, EpochPhase.Stable, new byte[32], "2026-11-23T21Z"), 5000);
            _circle.Restart(i);
            _circle.Trustees[i].Epochs.Current.Number.ShouldBe(7u);
        }

        _circle.Send(_circle.NewReporter().Deposit(1, 1));
        _circle.Run();
        _circle.Store(0).AdoptEpoch(_circle.Store(0).Epoch, 10);
        _circle.Send(_circle.NewReporter().Deposit(1, 2));
        _circle.Run();

        _circle.Trustees[0].Releases(0).Select(release => release.Sequence).ShouldBe([5001L, 5002L]);
    }

    [Fact]
    public void Two_processes_cannot_serve_one_data_folder()
    {
        Should.Throw<OperatorException>(() => Open(Folder)).Message.ShouldContain("Another trustee process");
    }

    [Fact]
    public void A_missing_or_foreign_key_file_is_named_before_anything_is_changed()
    {
        _circle.Stop(0);
        File.WriteAllText(Folder.ReportKeys, "not keys at all, but long enough to hold a header");
        Should.Throw<OperatorException>(() => Open(Folder)).Message.ShouldContain("is not a file of report keys");
        File.Delete(Folder.ReportKeys);
        Should.Throw<OperatorException>(() => Open(Folder)).Message.ShouldContain("is missing");
    }

    [Fact]
    public void Keys_and_stores_are_readable_by_their_owner_only()
    {
        var files = Directory.EnumerateFiles(Folder.Root, "*", SearchOption.AllDirectories).ToList();

        files.Count.ShouldBeGreaterThan(7);
        files.ShouldAllBe(file => Mode(file) == Owner);
        Mode(Folder.Root).ShouldBe(Owner | UnixFileMode.UserExecute);
    }

    private static UnixFileMode Mode(string path) =>
        OperatingSystem.IsWindows() ? throw new PlatformNotSupportedException("these tests run on Unix") : File.GetUnixFileMode(path);

    private static SqliteReportStore Open(DataFolder folder) => SqliteReportStore.Open(folder.Database, folder.ReportKeys, KeyFolder.LoadSalt(folder));

    private static async Task CopyAsync(string from, string to)
    {
        // By another program, since the trustee's own locks keep this process from reading the open files.
        using var copy = Process.Start("cp", ["-r", from, to]);
        await copy.WaitForExitAsync(TestContext.Current.CancellationToken);
        copy.ExitCode.ShouldBe(0);
    }
}
