using Chorus.App.Members;
using Chorus.Escrow.Manifests;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Data;

/// <summary>Before the first request: the newest migration, and what the manifest says.</summary>
internal sealed class StoreStart(IServiceScopeFactory scopes, Manifest manifest) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await PrepareAsync(scope.ServiceProvider, manifest, cancellationToken);
        // A stop between keeping a new key and proposing it.
        await scope.ServiceProvider.GetRequiredService<NextManifest>().WriteAsync(scope.ServiceProvider.GetRequiredService<SiteDb>(), cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Brings the database to the newest migration and repeats in it the manifest's networks, organisations and keys, so
    /// that rows can refer to them. A key of a new epoch comes into force by it.
    /// </summary>
    /// <param name="services">those of one scope, with the database.</param>
    /// <param name="manifest">the deployment's.</param>
    /// <param name="stop">gives up.</param>
    /// <exception cref="SiteStartException">Another process is at it, or nobody has a new key.</exception>
    public static async Task PrepareAsync(IServiceProvider services, Manifest manifest, CancellationToken stop)
    {
        var db = services.GetRequiredService<SiteDb>();
        await services.GetRequiredService<IMigration>().MigrateAsync(db, stop);
        foreach (var network in manifest.Networks)
        {
            var row = await db.Networks.FindAsync([network.Id], stop) ?? db.Add(new Network { Id = network.Id, Name = network.Name }).Entity;
            row.Name = network.Name;
        }
        var entered = false;
        foreach (var organisation in manifest.Organisations)
        {
            var row = await db.Organisations.FindAsync([organisation.Id], stop)
                ?? db.Add(new Organisation { Id = organisation.Id, Name = organisation.Name, Kind = organisation.Kind }).Entity;
            (row.Name, row.Kind, row.NetworkId) = (organisation.Name, organisation.Kind, organisation.Network);
            var known = await db.OrganisationKeys.Where(k => k.OrganisationId == organisation.Id).Select(k => k.Epoch).ToListAsync(stop);
            foreach (var key in organisation.Keys.Where(k => !known.Contains(k.Epoch)))
            {
                if (known.Count > 0)
                {
                    await NewEpoch.EnterAsync(db, row, key, stop);
                    entered = true;
                }
                else
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
        if (entered)
        {
            await services.GetRequiredService<IErasure>().EraseAsync(db, stop);
        }
    }
}
