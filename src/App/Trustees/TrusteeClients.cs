using Chorus.Escrow.Manifests;
using Chorus.Sealing;

namespace Chorus.App.Trustees;

/// <summary>Registers the three trustees that a site talks to.</summary>
public static class TrusteeClients
{
    /// <param name="services">the site's services.</param>
    /// <param name="manifest">pins the trustees' TLS keys.</param>
    /// <param name="addresses">three, in order of index, <c>https://host:port</c>.</param>
    /// <param name="own">the site's TLS key, pinned in the manifest too.</param>
    public static IServiceCollection AddTrustees(this IServiceCollection services, Manifest manifest, IReadOnlyList<Uri> addresses, TlsIdentity own)
    {
        foreach (var trustee in manifest.Trustees)
        {
            services.AddKeyedSingleton(trustee.Index, (_, _) => new HttpTrusteeClient(trustee.Index, addresses[trustee.Index], trustee.Certificate, own));
            services.AddSingleton<ITrusteeClient>(provider => provider.GetRequiredKeyedService<HttpTrusteeClient>(trustee.Index));
            services.AddSingleton<ILogWitness>(provider => provider.GetRequiredKeyedService<HttpTrusteeClient>(trustee.Index));
        }
        return services;
    }
}
