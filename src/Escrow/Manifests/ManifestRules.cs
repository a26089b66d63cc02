using Chorus.Sealing;

namespace Chorus.Escrow.Manifests;

/// <summary>What a manifest's JSON has to fulfil beyond its shape.</summary>
internal static class ManifestRules
{
    private const int LongestId = 64;
    private const int LongestRunEvery = 7 * 24 * 3600;

    internal static void Check(ManifestContent manifest)
    {
        Require(string.Equals(manifest.Format, Manifest.Format, StringComparison.Ordinal), $"\"format\" has to be {Manifest.Format}");
        Require(manifest.Version >= 1, "\"version\" has to be 1 or more");
        Require(manifest.Deployment.Length == 16, "\"deployment\" has to be 16 bytes");
        Require(manifest.Salt.Length == 32, "\"salt\" has to be 32 bytes");
        Require(manifest.RunEverySeconds is >= 1 and <= LongestRunEvery, $"\"runEverySeconds\" has to be 1 to {LongestRunEvery}");
        Require(manifest.Site.Certificate.Length == 32, "\"site.certificate\" has to be 32 bytes");
        RequireNoNull(manifest.Trustees, "trustees");
        RequireNoNull(manifest.Networks, "networks");
        RequireNoNull(manifest.Organisations, "organisations");
        CheckTrustees(manifest.Trustees);
        CheckIds(manifest.Networks.Select(n => n.Id), "networks");
        CheckIds(manifest.Organisations.Select(o => o.Id), "organisations");
        foreach (var network in manifest.Networks)
        {
            Require(!string.IsNullOrWhiteSpace(network.Name), $"network {network.Id} needs a name");
        }

        foreach (var organisation in manifest.Organisations)
        {
            CheckOrganisation(organisation, manifest.Networks);
        }
    }

    private static void CheckTrustees(IReadOnlyList<ManifestTrustee> trustees)
    {
        Require(trustees.Count == Manifest.TrusteeCount, "there have to be three trustees");
        for (var i = 0; i < trustees.Count; i++)
        {
            var trustee = trustees[i];
            Require(trustee.Index == i, $"trustee {i} has to carry \"index\": {i}");
            Require(!string.IsNullOrWhiteSpace(trustee.Name), $"trustee {i} needs a name");
            Require(trustee.Epoch >= 1, $"trustee {i}: \"epoch\" has to be 1 or more");
            Require(trustee.SigningKey.Length == 32, $"trustee {i}: \"signingKey\" has to be 32 bytes");
            Require(trustee.PacketKey.Length == 32, $"trustee {i}: \"packetKey\" has to be 32 bytes");
            Require(trustee.Certificate.Length == 32, $"trustee {i}: \"certificate\" has to be 32 bytes");
            for (var j = 0; j < i; j++)
            {
                // One key for two trustees would let one holder stand in for both.
                Require(
                    !trustee.SigningKey.AsSpan().SequenceEqual(trustees[j].SigningKey)
                    && !trustee.PacketKey.AsSpan().SequenceEqual(trustees[j].PacketKey)
                    && !trustee.Certificate.AsSpan().SequenceEqual(trustees[j].Certificate),
                    $"trustees {j} and {i} share a key");
            }
        }
    }

    private static void CheckOrganisation(ManifestOrganisation organisation, IReadOnlyList<ManifestNetwork> networks)
    {
        var id = organisation.Id;
        Require(!string.IsNullOrWhiteSpace(organisation.Name), $"organisation {id} needs a name");
        Require(organisation.Kind is "support" or "institution", $"organisation {id}: \"kind\" has to be support or institution");
        Require(
            organisation.Network is null || networks.Any(n => string.Equals(n.Id, organisation.Network, StringComparison.Ordinal)),
            $"organisation {id} names a network that the manifest does not have");
        RequireNoNull(organisation.Keys, $"organisations.{id}.keys");
        Require(organisation.Keys.Count > 0, $"organisation {id} needs a key");
        uint last = 0;
        foreach (var key in organisation.Keys)
        {
            Require(key.Epoch > last, $"organisation {id}: epochs have to rise from 1");
            Require(key.RecipientKey.Length == 32, $"organisation {id}: \"recipientKey\" has to be 32 bytes");
            Require(key.SigningKey.Length == 32, $"organisation {id}: \"signingKey\" has to be 32 bytes");
            last = key.Epoch;
        }
    }

    private static void CheckIds(IEnumerable<string> ids, string where)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            Require(
                id.Length is >= 1 and <= LongestId && id.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-'),
                $"an id in \"{where}\" has to be 1 to {LongestId} lower-case letters, digits and hyphens");
            Require(seen.Add(id), $"\"{where}\" has the id {id} twice");
        }
    }

    private static void RequireNoNull<T>(IReadOnlyList<T> list, string where)
        where T : class
    {
        // The serialiser's nullability checks end at the elements of a list.
        Require(list.All(item => item is not null), $"\"{where}\" has an empty entry");
    }

    private static void Require(bool holds, string sentence)
    {
        if (!holds)
        {
            throw new MalformedException($"the manifest cannot be used: {sentence}");
        }
    }
}
