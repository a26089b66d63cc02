using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Tests.Data;

/// <summary>A start after another one that was killed, or beside one that goes on.</summary>
public sealed class StoreStartTests : IDisposable
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly UnstartedSite _site = new();

    public void Dispose() => _site.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_start_that_was_killed_in_its_migration_keeps_no_later_one_from_starting(int startsBefore)
    {
        for (var i = 0; i < startsBefore; i++)
        {
            await _site.StartAsync();
        }
        await _site.Database.LeaveMigrationLockAsync(Stop);

        await _site.StartAsync().WaitAsync(Patience, Stop);

        await _site.UseAsync(async (db, _) => (await db.Database.GetPendingMigrationsAsync(Stop)).ShouldBeEmpty());
    }

    [Fact]
    public async Task A_first_start_that_was_killed_before_it_wrote_anything_keeps_no_later_one_from_starting()
    {
        _site.Database.LeaveEmpty();

        await _site.StartAsync();

        await _site.UseAsync(async (db, _) => (await db.Database.GetPendingMigrationsAsync(Stop)).ShouldBeEmpty());
    }

    [Fact]
    public async Task Beside_a_start_that_is_at_its_migration_another_one_says_so()
    {
        using (_site.Database.HoldMigration())
        {
            (await Should.ThrowAsync<SiteStartException>(_site.StartAsync)).Message.ShouldStartWith("Another process is starting on ");
        }
        await _site.StartAsync();
    }
}
