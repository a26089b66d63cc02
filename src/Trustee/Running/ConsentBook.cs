using Chorus.Escrow.Manifests;

namespace Chorus.Trustee.Running;

/// <summary>Operators' consents to a run or refresh on command: which are known (at trustee 0) and which have been used up. In memory only: they last ten minutes.</summary>
internal sealed class ConsentBook(KnownManifests manifests, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(RunKind Kind, int Trustee), RunConsent> _known = [];
    private readonly Dictionary<(RunKind Kind, int Trustee), long> _used = [];

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

            _known[(consent.Kind, consent.Trustee)] = consent;
            var holding = _known.Values.Where(known => known.Kind == consent.Kind && Holds(known)).OrderBy(known => known.Trustee).Take(2).ToList();
            return holding.Count == 2 ? holding : null;
        }
    }

    /// <summary>Whether two different operators consented to this within ten minutes, and neither consent was used before.</summary>
    internal bool Allows(RunKind kind, IReadOnlyList<RunConsent> consents)
    {
        lock (_lock)
        {
            return consents.Count == 2 && consents[0].Trustee != consents[1].Trustee && consents.All(consent => consent.Kind == kind && Holds(consent));
        }
    }

    /// <summary>Uses consents up, so that they start one run only.</summary>
    internal void Use(IReadOnlyList<RunConsent> consents)
    {
        lock (_lock)
        {
            foreach (var consent in consents)
            {
                var name = (consent.Kind, consent.Trustee);
                _used[name] = Math.Max(consent.At, _used.GetValueOrDefault(name));
                _known.Remove(name);
            }
        }
    }

    private bool Holds(RunConsent consent)
    {
        var manifest = manifests.Newest;
        return consent.Trustee < Manifest.TrusteeCount
            // Whoever takes a lost one's place has no say in that: both others have.
            && consent.Trustee != consent.Kind.Newcomer()
            && consent.At > _used.GetValueOrDefault((consent.Kind, consent.Trustee))
            && consent.Holds(manifest.Deployment, manifest.Trustees[consent.Trustee].SigningKey, time.GetUtcNow());
    }
}
