using System.Text;
using Chorus.App.Sqlite;
using Microsoft.Data.Sqlite;
using Shouldly;

namespace Chorus.App.Tests.Data;

/// <summary>
/// The kind of database that tests run on. Another kind is another subclass, chosen by CHORUS_TEST_DATABASE; the tests
/// themselves know none.
/// </summary>
internal abstract class TestDatabase
{
    public static TestDatabase Create(string folder) => Environment.GetEnvironmentVariable("CHORUS_TEST_DATABASE") switch
    {
        null or "" or "sqlite" => new SqliteTestDatabase(Path.Combine(folder, "site.db")),
        var other => throw new InvalidOperationException($"CHORUS_TEST_DATABASE is {other}; these tests know sqlite."),
    };

    public abstract void Register(IServiceCollection services);

    /// <summary>Whether bytes stand anywhere in the database's files, used or not.</summary>
    public abstract bool Contains(ReadOnlySpan<byte> bytes);

    /// <summary>Leaves behind what a process leaves that is killed while it holds the framework's lock of migrations.</summary>
    public abstract Task LeaveMigrationLockAsync(CancellationToken stop);

    /// <summary>Leaves behind what a process leaves that is killed at the very beginning of its first start.</summary>
    public abstract void LeaveEmpty();

    /// <summary>Keeps others from migrating, as a process that is at it does.</summary>
    public abstract IDisposable HoldMigration();

    /// <summary>Lets nobody delete this report's row any more, as a full disk would not.</summary>
    public abstract Task RefuseDeletionAsync(byte[] handle, CancellationToken stop);

    public bool Contains(string text) => Contains(Encoding.UTF8.GetBytes(text));
}

internal sealed class SqliteTestDatabase(string file) : TestDatabase
{
    public override void Register(IServiceCollection services) => services.AddSqliteStore(file);

    public override async Task LeaveMigrationLockAsync(CancellationToken stop)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        await connection.OpenAsync(stop);
        await using var command = connection.CreateCommand();
        command.CommandText = """
            PRAGMA journal_mode = WAL;
            CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
            INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-11-23 21:00:00');
            """;
        await command.ExecuteNonQueryAsync(stop);
    }

    public override async Task RefuseDeletionAsync(byte[] handle, CancellationToken stop)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        await connection.OpenAsync(stop);
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            CREATE TRIGGER "Refuse" BEFORE DELETE ON "Reports" WHEN OLD."Handle" = x'{Convert.ToHexString(handle)}'
            BEGIN SELECT RAISE(ABORT, 'the disk is full'); END
            """;
        await command.ExecuteNonQueryAsync(stop);
    }

    public override void LeaveEmpty() => File.Create(file).Dispose();

    public override IDisposable HoldMigration() => new FileStream($"{file}-lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    public override bool Contains(ReadOnlySpan<byte> bytes)
    {
        var files = Directory.GetFiles(Path.GetDirectoryName(file)!, Path.GetFileName(file) + "*");
        files.ShouldContain(file);
        foreach (var one in files)
        {
            using var stream = new FileStream(one, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            if (copy.ToArray().AsSpan().IndexOf(bytes) >= 0)
            {
                return true;
            }
        }
        return false;
    }
}
