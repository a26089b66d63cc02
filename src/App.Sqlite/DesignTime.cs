using Chorus.App.Data;
using Chorus.App.Members;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.DependencyInjection;

namespace Chorus.App.Sqlite;

/// <summary>What <c>dotnet ef migrations add NAME --project src/App.Sqlite</c> reads the model from.</summary>
internal sealed class DesignTime : IDesignTimeDbContextFactory<SiteDb>
{
    public SiteDb CreateDbContext(string[] args)
    {
        // Identity shapes its tables by its options, which it takes from the application's services.
        var services = new ServiceCollection().Configure<IdentityOptions>(MemberSignIn.ConfigureStores).BuildServiceProvider();
        var options = new DbContextOptionsBuilder<SiteDb>().UseApplicationServiceProvider(services);
        SqliteStore.Configure(options, "design.db");
        return new SiteDb((DbContextOptions<SiteDb>)options.Options);
    }
}
