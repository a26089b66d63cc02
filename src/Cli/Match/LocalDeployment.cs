using Chorus.Escrow.Manifests;
using Chorus.Sealing;
using Chorus.Trustee;
using Chorus.Trustee.Keys;
using Chorus.Trustee.Storing;

namespace Chorus.Cli.Match;

/// <summary>
/// A whole deployment for the length of one command: a manifest, the organisations' keys, and three trustees, each with keys and
/// a store of its own. They live in one process, so trust is not split; nothing but links joins them.
/// </summary>
internal sealed class LocalDeployment : IDisposable
{
    private readonly Dictionary<string, OrganisationKey> _organisations;
    private readonly TrusteeKeys[] _keys;
    private readonly TlsIdentity[] _identities;

    public LocalDeployment(IEnumerable<string> organisations, TimeProvider time)
    {
        Time = time;
        _organisations = organisations.ToDictionary(id => id, _ => OrganisationKey.New(), StringComparer.Ordinal);
        _keys = [.. Enumerable.Range(0, Manifest.TrusteeCount).Select(TrusteeKeys.Generate)];
        _identities = [.. Enumerable.Range(0, Manifest.TrusteeCount).Select(i => TlsIdentity.Create($"chorus-match-{i}", time))];
        Manifest = Manifest.Create(new ManifestContent(
            Manifest.Format,
            Version: 1,
            Deployment: SecureRandom.Bytes(16),
            Salt: SecureRandom.Bytes(32),
            Trial: true,
            RunEverySeconds: 60,
            [.. _keys.Select(key => new ManifestTrustee(
                key.Index, $"Trustee {key.Index}", key.Signing.PublicKey, key.Epoch, key.Packet.PublicKey, _identities[key.Index].SpkiHash))],
            new ManifestSite(SecureRandom.Bytes(32)),
            [],
            [.. _organisations.Select(pair => new ManifestOrganisation(
                pair.Key, pair.Key, "support", null, [new ManifestOrganisationKey(1, pair.Value.RecipientKey, pair.Value.Signing.PublicKey)]))]));
        Trustees = [.. _keys.Select(key => new TrusteeCore(key, new MemoryReportStore(), new KnownManifests(Manifest), time))];
    }

    public TimeProvider Time { get; }

    public Manifest Manifest { get; }

    /// <summary>The three trustees, by index.</summary>
    public IReadOnlyList<TrusteeCore> Trustees { get; }

    public OrganisationKey KeyOf(string organisation) => _organisations[organisation];

    public TlsIdentity IdentityOf(int trustee) => _identities[trustee];

    public void Dispose()
    {
        foreach (var owned in Trustees.Concat<IDisposable>(_keys).Concat(_identities).Concat(_organisations.Values))
        {
            owned.Dispose();
        }
    }
}
