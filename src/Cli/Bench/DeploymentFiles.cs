using Chorus.Cli.Trial;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;
using Microsoft.Data.Sqlite;

namespace Chorus.Cli.Bench;

/// <summary>What lies in the databases: the handles that the site counts as deposited, and how many reports each trustee has.</summary>
internal sealed record HeldCounts(IReadOnlySet<Handle> Site, IReadOnlyList<int> Trustees);

/// <summary>The files of a deployment whose processes have stopped, read for counting.</summary>
internal static class DeploymentFiles
{
    /// <summary>Bytes of the site's and the three trustees' folders.</summary>
    public static long Bytes(TrialFolder folder) =>
        Enumerable.Range(0, Manifest.TrusteeCount).Select(folder.Trustee).Prepend(folder.Site.Root)
            .Sum(Bytes);

    /// <summary>Bytes of the files in one folder and below.</summary>
    public static long Bytes(string path) => new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    /// <exception cref="BenchFailedException">A report lies there twice.</exception>
    public static HeldCounts Count(TrialFolder folder)
    {
        var handles = new HashSet<Handle>();
        // Read with its versions, so that a report counts only where a version with acknowledgements belongs to it.
        Read(folder.Site.Database, "SELECT v.Handle FROM Reports r JOIN ReportVersions v ON v.Handle = r.Handle AND v.Version = r.Version JOIN Acknowledgements a ON a.Sequence = v.Sequence WHERE r.State = 2", row =>
        {
            if (!handles.Add(new Handle((byte[])row[0])))
            {
                throw new BenchFailedException("The site holds a report twice.");
            }
        });
        var trustees = new int[Manifest.TrusteeCount];
        for (var i = 0; i < trustees.Length; i++)
        {
            var trustee = i;
            Read(Path.Combine(folder.Trustee(i), "reports.db"), "SELECT count(*), count(DISTINCT mark) FROM report", row =>
            {
                trustees[trustee] = row.GetInt32(0);
                if (row.GetInt32(1) != row.GetInt32(0))
                {
                    throw new BenchFailedException($"Trustee {trustee} holds a report twice.");
                }
            });
        }
        return new HeldCounts(handles, trustees);
    }

    private static void Read(string database, string sql, Action<SqliteDataReader> row)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            row(rows);
        }
    }
}
