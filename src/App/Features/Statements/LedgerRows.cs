using System.Data.Common;
using Chorus.App.Data;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Features.Statements;

/// <summary>
/// The rows of new deposits, by statements that the database reads once for all batches: through the change tracker, each row cost more
/// than all else that the site does for a deposit. Plain SQL that SQLite and PostgreSQL both know. One transaction at a time.
/// </summary>
internal sealed class LedgerRows : IAsyncDisposable
{
    private readonly AsyncServiceScope _scope;
    private readonly DbConnection _connection;
    private readonly List<DbCommand> _commands = [];
    private DbTransaction? _transaction;
    private DbCommand? _withdrawn;
    private DbCommand? _known;
    private DbCommand? _report;
    private DbCommand? _version;
    private DbCommand? _packets;
    private DbCommand? _noPackets;
    private DbCommand? _acknowledgements;
    private DbCommand? _acknowledgedReport;

    private LedgerRows(AsyncServiceScope scope, DbConnection connection) => (_scope, _connection) = (scope, connection);

    /// <summary>A connection of its own to the site's database, with the settings that all have.</summary>
    /// <exception cref="DbException">it cannot be opened.</exception>
    public static async Task<LedgerRows> OpenAsync(IServiceScopeFactory scopes)
    {
        var scope = scopes.CreateAsyncScope();
        try
        {
            var database = scope.ServiceProvider.GetRequiredService<SiteDb>().Database;
            await database.OpenConnectionAsync();
            return new LedgerRows(scope, database.GetDbConnection());
        }
        catch
        {
            await scope.DisposeAsync();
            throw;
        }
    }

    /// <summary>Begins a transaction, after the one before has ended: all that is asked and written until it is committed belongs to it.</summary>
    public async Task<DbTransaction> BeginAsync() => _transaction = await _connection.BeginTransactionAsync();

    /// <summary>Whether a report was withdrawn; <paramref name="handleHash"/> as in <see cref="Tombstone"/>.</summary>
    public bool IsWithdrawn(byte[] handleHash) => Finds(
        _withdrawn ??= Command("""SELECT 1 FROM "Tombstones" WHERE "HandleHash" = @a"""), handleHash);

    /// <summary>
    /// Whether the handle was seen before or the place in the family is taken. A withdrawn report that had been released is still here and
    /// one that was held is not: the place of either is free, and as quickly, so that it does not show.
    /// </summary>
    public bool IsKnown(Report report) => Finds(
        _known ??= Command("""SELECT 1 FROM "Reports" WHERE "Handle" = @a OR ("Family" = @b AND "Number" = @c AND "State" <> @d)"""),
        report.Handle, report.Family, (int)report.Number, (int)ReportState.Withdrawn);

    /// <summary>Writes a first version and its report, and sets the version's <see cref="ReportVersion.Sequence"/>.</summary>
    public void Add(Report report, ReportVersion version)
    {
        Execute(
            _report ??= Command(
                """
                INSERT INTO "Reports" ("Handle", "OrganisationId", "Family", "Number", "Lookup", "Version", "State")
                VALUES (@a, @b, @c, @d, @e, @f, @g)
                """),
            report.Handle, report.OrganisationId, report.Family, (int)report.Number, report.Lookup, (long)report.Version, (int)report.State);
        version.Sequence = (long)Set(
            _version ??= Command(
                """
                INSERT INTO "ReportVersions" ("Handle", "Version", "OrganisationId", "Statement", "Signature", "Content", "Escrowed", "SelfWrap", "Hour")
                VALUES (@a, @b, @c, @d, @e, @f, @g, @h, @i) RETURNING "Sequence"
                """),
            [version.Handle, (long)version.Version, version.OrganisationId, version.Statement, version.Signature, version.Content, version.Escrowed,
            version.SelfWrap, version.Hour]).ExecuteScalar()!;
        Execute(
            _packets ??= Command("""INSERT INTO "PendingPackets" ("Sequence", "Packets") VALUES (@a, @b)"""),
            version.Sequence, version.Packets!.Packets);
    }

    /// <summary>Notes the acknowledgements of a first version: it counts from now on, and its packets go.</summary>
    public void Acknowledge(ReportVersion version, byte[] acks)
    {
        Execute(_noPackets ??= Command("""DELETE FROM "PendingPackets" WHERE "Sequence" = @a"""), version.Sequence);
        Execute(
            _acknowledgements ??= Command("""INSERT INTO "Acknowledgements" ("Sequence", "Acks") VALUES (@a, @b)"""),
            version.Sequence, acks);
        Execute(
            _acknowledgedReport ??= Command("""UPDATE "Reports" SET "State" = @a, "Version" = @b WHERE "Handle" = @c"""),
            (int)ReportState.Deposited, (long)version.Version, version.Handle);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in _commands)
        {
            await command.DisposeAsync();
        }
        await _scope.DisposeAsync();
    }

    private bool Finds(DbCommand command, params ReadOnlySpan<object> values) => Set(command, values).ExecuteScalar() is not null;

    private void Execute(DbCommand command, params ReadOnlySpan<object> values)
    {
        if (Set(command, values).ExecuteNonQuery() != 1)
        {
            throw new InvalidOperationException("A deposit's row was to be written, and there is none.");
        }
    }

    // Parameters are named a, b, c in order.
    private DbCommand Set(DbCommand command, ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (i == command.Parameters.Count)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = $"@{(char)('a' + i)}";
                command.Parameters.Add(parameter);
            }
            command.Parameters[i].Value = values[i];
        }
        command.Transaction = _transaction;
        return command;
    }

    private DbCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        _commands.Add(command);
        return command;
    }
}
