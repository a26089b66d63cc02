using Chorus.App.Data;
using Chorus.App.Members;
using Chorus.App.Tests.Deployment;
using Microsoft.AspNetCore.Identity;

namespace Chorus.App.Tests.Data;

/// <summary>The database of a site that has not started yet, and its start.</summary>
internal sealed class UnstartedSite : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TestDeployment _deployment = new(TimeProvider.System);
    private readonly ServiceProvider _services;

    public UnstartedSite()
    {
        Database = TestDatabase.Create(_folder.Path);
        var services = new ServiceCollection().Configure<IdentityOptions>(MemberSignIn.ConfigureStores);
        Database.Register(services);
        _services = services.BuildServiceProvider();
    }

    public TestDatabase Database { get; }

    public Escrow.Manifests.Manifest Manifest => _deployment.Manifest;

    /// <summary>What a start does to the database.</summary>
    public Task StartAsync() => UseAsync((_, services) => StoreStart.PrepareAsync(services, Manifest, TestContext.Current.CancellationToken));

    public async Task UseAsync(Func<SiteDb, IServiceProvider, Task> use)
    {
        await using var scope = _services.CreateAsyncScope();
        await use(scope.ServiceProvider.GetRequiredService<SiteDb>(), scope.ServiceProvider);
    }

    public void Dispose()
    {
        _services.Dispose();
        _deployment.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }
}
