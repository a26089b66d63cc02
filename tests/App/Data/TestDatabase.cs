using System.Text;
using Chorus.App.Sqlite;
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

    public bool Contains(string text) => Contains(Encoding.UTF8.GetBytes(text));
}

internal sealed class SqliteTestDatabase(string file) : TestDatabase
{
    public override void Register(IServiceCollection services) => services.AddSqliteStore(file);

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
