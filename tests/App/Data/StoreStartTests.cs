using Chorus.App.Data;
using Chorus.App.Members;
using Chorus.App.Tests.Deployment;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Tests.Data;

/// <summary>A start after another one that was killed, or beside one that goes on.</summary>
public sealed class StoreStartTests : IDisposable
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TempFolder _folder = new();
    private readonly TestDeployment _deployment = new(TimeProvider.System);
    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;

    public StoreStartTests()
    {
        _database = TestDatabase.Create(_folder.Path);
        var services = new ServiceCollection().Configure<IdentityOptions>(MemberSignIn.ConfigureStores);
        _database.Register(services);
        _services = services.BuildServiceProvider();
    }

    public void Dispose()
    {
        _services.Dispose();
        _deployment.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_start_that_was_killed_in_its_migration_keeps_no_later_one_from_starting(int startsBefore)
    {
        for (var i = 0; i < startsBefore; i++)
        {
            await PrepareAsync();
        }
        await _database.LeaveMigrationLockAsync(Stop);

        await PrepareAsync().WaitAsync(Patience, Stop);

        await using var scope = _services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<SiteDb>().Database.GetPendingMigrationsAsync(Stop)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_first_start_that_was_killed_before_it_wrote_anything_keeps_no_later_one_from_starting()
    {
        _database.LeaveEmpty();

        await PrepareAsync();

        await using var scope = _services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<SiteDb>().Database.GetPendingMigrationsAsync(Stop)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Beside_a_start_that_is_at_its_migration_another_one_says_so()
    {
        using (_database.HoldMigration())
        {
            (await Should.ThrowAsync<SiteStartException>(PrepareAsync)).Message.ShouldStartWith("Another process is starting on ");
        }
        await PrepareAsync();
    }

    private async Task PrepareAsync()
    {
        await using var scope = _services.CreateAsyncScope();
        await StoreStart.PrepareAsync(scope.ServiceProvider, _deployment.Manifest, Stop);
    }
}
