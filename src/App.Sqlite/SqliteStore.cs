using Chorus.App.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chorus.App.Sqlite;

/// <summary>The site's database in one SQLite file: for a trial, and for one process.</summary>
public static class SqliteStore
{
    /// <summary>Registers the database; the file is made, and brought to the newest migration, when the site starts.</summary>
    public static IServiceCollection AddSqliteStore(this IServiceCollection services, string file)
    {
        // Made once: they are the same for every request, and making them costs more than a query.
        services.AddDbContext<SiteDb>(options => Configure(options, file), optionsLifetime: ServiceLifetime.Singleton);
        services.AddSingleton<IErasure, SqliteErasure>();
        services.AddSingleton<IMigration>(new SqliteMigration(file));
        return services;
    }

    internal static void Configure(DbContextOptionsBuilder options, string file) => options
        .UseSqlite(
            new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true }.ToString(),
            sqlite => sqlite.MigrationsAssembly(typeof(SqliteStore).Assembly.GetName().Name))
        .AddInterceptors(new SqliteConnectionSetup());
}
