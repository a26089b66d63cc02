using Chorus.Escrow.Manifests;

namespace Chorus.Trustee.Running;

/// <summary>Operators' consents to a run on command: which are known (at trustee 0) and which have been used up. In memory only: they last ten minutes.</summary>
internal sealed class ConsentBook(KnownManifests manifests, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, RunConsent> _known = [];
    private readonly Dictionary<int, long> _used = [];

    /// <summary>Notes a consent and gives two that hold, where there are two by now; false in <paramref name="accepted"/> for one that does not hold.</summary>
    internal IReadOnlyList<RunConsent>? Add(RunConsent consent, out bool accepted)
    {
        lock (_lock)
        {
            accepted = Holds(consent);
            if (!accepted)
            {
                return null;
            }

            _known[consent.Trustee] = consent;
            var holding = _known.Values.Where(Holds).OrderBy(known => known.Trustee).Take(2).ToList();
            return holding.Count == 2 ? holding : null;
        }
    }

    /// <summary>Whether two different operators consented within ten minutes, and neither consent was used before.</summary>
    internal bool Allows(IReadOnlyList<RunConsent> consents)
    {
        lock (_lock)
        {
            return consents.Count == 2 && consents[0].Trustee != consents[1].Trustee && consents.All(Holds);
        }
    }

    /// <summary>Uses consents up, so that they start one run only.</summary>
    internal void Use(IReadOnlyList<RunConsent> consents)
    {
        lock (_lock)
        {
            foreach (var consent in consents)
            {
                _used[consent.Trustee] = Math.Max(consent.At, _used.GetValueOrDefault(consent.Trustee));
                _known.Remove(consent.Trustee);
            }
        }
    }

    private bool Holds(RunConsent consent)
    {
        var manifest = manifests.Newest;
        return consent.Trustee < Manifest.TrusteeCount
            && consent.At > _used.GetValueOrDefault(consent.Trustee)
            && consent.Holds(manifest.Deployment, manifest.Trustees[consent.Trustee].SigningKey, time.GetUtcNow());
    }
}
