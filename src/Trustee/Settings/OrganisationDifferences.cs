using Chorus.Escrow.Manifests;

namespace Chorus.Trustee.Settings;

/// <summary>
/// What a new manifest says of organisations otherwise than the one before, beyond keys. Reporters choose by the name: a site that could
/// leave an organisation out, rename it, or put another of the same name beside it would need no key of that organisation.
/// </summary>
internal static class OrganisationDifferences
{
    /// <param name="manifest">that is to be signed.</param>
    /// <param name="newest">that was signed last.</param>
    /// <returns>a sentence for each, with the id of the organisation that it concerns.</returns>
    internal static IEnumerable<(string Organisation, string Sentence)> Of(Manifest manifest, Manifest newest) =>
        newest.Organisations.SelectMany(before => OfKnown(manifest.FindOrganisation(before.Id), before)).Concat(Twice(manifest).Except(Twice(newest)));

    private static IEnumerable<(string Organisation, string Sentence)> OfKnown(ManifestOrganisation? now, ManifestOrganisation before)
    {
        if (now is null)
        {
            yield return (before.Id, $"{before.Id} ({before.Name}) is missing.");
            yield break;
        }

        if (!string.Equals(now.Name, before.Name, StringComparison.Ordinal))
        {
            yield return (now.Id, $"{now.Id} is called {now.Name} and was called {before.Name}.");
        }

        if (!string.Equals(now.Kind, before.Kind, StringComparison.Ordinal))
        {
            yield return (now.Id, $"{now.Id} is of the kind {now.Kind} and was of the kind {before.Kind}.");
        }

        if (!string.Equals(now.Network, before.Network, StringComparison.Ordinal))
        {
            yield return (now.Id, $"{now.Id} is in {now.Network ?? "no network"} and was in {before.Network ?? "no network"}.");
        }
    }

    // Said of each that is concerned, so that each is agreed to.
    private static IEnumerable<(string Organisation, string Sentence)> Twice(Manifest manifest) =>
        manifest.Organisations.GroupBy(o => o.Name.Trim(), StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1)
            .SelectMany(same => same.Select(o => (o.Id, $"{o.Id} has the same name as another organisation: {same.Key}.")))
        .Concat(manifest.Organisations
            .SelectMany(o => o.Keys.SelectMany(k => new[] { (o.Id, Key: k.RecipientKey), (o.Id, Key: k.SigningKey) }))
            .GroupBy(k => Convert.ToHexString(k.Key), StringComparer.Ordinal).Where(same => same.Count() > 1)
            .SelectMany(same => same.Select(k => (k.Id, $"{k.Id} has a key that stands in another place of the manifest as well."))));
}
