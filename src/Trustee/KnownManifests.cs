using Chorus.Escrow.Manifests;

namespace Chorus.Trustee;

/// <summary>
/// The manifests that a trustee has signed. Deposits are accepted under the two newest; the newest says who the site and
/// the other trustees are and when runs take place.
/// </summary>
public sealed class KnownManifests
{
    private const int Accepted = 2;

    private readonly Func<IReadOnlyList<Manifest>> _read;
    private IReadOnlyList<Manifest> _manifests;

    /// <summary>Manifests that are read again whenever an unknown one turns up, so that signing a new one needs no restart.</summary>
    /// <param name="read">gives at least one.</param>
    public KnownManifests(Func<IReadOnlyList<Manifest>> read)
    {
        _read = read;
        _manifests = Order(read());
    }

    /// <summary>One manifest that never changes.</summary>
    public KnownManifests(Manifest manifest)
        : this(() => [manifest])
    {
    }

    /// <summary>The one with the highest version.</summary>
    public Manifest Newest => _manifests[0];

    /// <summary>The accepted manifest with this hash, or null.</summary>
    public Manifest? Find(ReadOnlySpan<byte> hash)
    {
        if (Among(_manifests, hash) is { } known)
        {
            return known;
        }

        Refresh();
        return Among(_manifests, hash);
    }

    /// <summary>Takes in manifests that were signed meanwhile.</summary>
    internal void Refresh() => _manifests = Order(_read());

    private static IReadOnlyList<Manifest> Order(IReadOnlyList<Manifest> manifests) => [.. manifests.OrderByDescending(m => m.Version).Take(Accepted)];

    private static Manifest? Among(IReadOnlyList<Manifest> manifests, ReadOnlySpan<byte> hash)
    {
        foreach (var manifest in manifests)
        {
            if (hash.SequenceEqual(manifest.Hash))
            {
                return manifest;
            }
        }

        return null;
    }
}
