using Chorus.App.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Chorus.Simulation.Tests.Seeded;

/// <summary>Takes the site's jobs out of its host, so that they run when the simulation says and at no other time.</summary>
internal sealed class JobsByHand : IServiceProviderFactory<IServiceCollection>
{
    private static readonly Type[] s_jobs = [typeof(ReleaseJob), typeof(AbandonedDeposits), typeof(KeptReports)];

    public IServiceCollection CreateBuilder(IServiceCollection services)
    {
        foreach (var job in s_jobs)
        {
            services.Remove(services.Single(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType == job));
            services.AddSingleton(job);
        }

        return services;
    }

    public IServiceProvider CreateServiceProvider(IServiceCollection containerBuilder) => containerBuilder.BuildServiceProvider();
}
