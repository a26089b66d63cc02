using Chorus.Escrow.Manifests;

namespace Chorus.App.Data;

/// <summary>Before the first request: the newest migration, and what the manifest says.</summary>
internal sealed class StoreStart(IServiceScopeFactory scopes, Manifest manifest) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await PrepareAsync(scope.ServiceProvider, manifest, cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Brings the database to the newest migration and repeats in it the manifest's networks, organisations and keys, so
    /// that rows can refer to them.
    /// </summary>
    /// <param name="services">those of one scope, with the database.</param>
    /// <param name="manifest">the deployment's.</param>
    /// <param name="stop">gives up.</param>
    /// <exception cref="SiteStartException">Another process is at it.</exception>
    public static async Task PrepareAsync(IServiceProvider services, Manifest manifest, CancellationToken stop)
    {
        var db = services.GetRequiredService<SiteDb>();
        await services.GetRequiredService<IMigration>().MigrateAsync(db, stop);
        foreach (var network in manifest.Networks)
        {
            var row = await db.Networks.FindAsync([network.Id], stop) ?? db.Add(new Network { Id = network.Id, Name = network.Name }).Entity;
            row.Name = network.Name;
        }
        foreach (var organisation in manifest.Organisations)
        {
            var row = await db.Organisations.FindAsync([organisation.Id], stop)
                ?? db.Add(new Organisation { Id = organisation.Id, Name = organisation.Name, Kind = organisation.Kind }).Entity;
            (row.Name, row.Kind, row.NetworkId) = (organisation.Name, organisation.Kind, organisation.Network);
            foreach (var key in organisation.Keys)
            {
                if (await db.OrganisationKeys.FindAsync([organisation.Id, key.Epoch], stop) is null)
                {
                    db.Add(new OrganisationKeyRow
                    {
                        OrganisationId = organisation.Id,
                        Epoch = key.Epoch,
                        RecipientKey = key.RecipientKey,
                        SigningKey = key.SigningKey,
                    });
                }
            }
        }
        await db.SaveChangesAsync(stop);
    }
}
