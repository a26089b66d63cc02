using Chorus.Escrow.Manifests;
using Chorus.Sealing;

namespace Chorus.Trustee.Settings;

/// <summary>
/// What a trustee asks of the organisations' keys in a new manifest (docs/formats/manifest.md). A site could name a key of its own, or go back
/// to one that somebody who left has; together with that person it could sign whatever an older key signs. So a new key is believed only by
/// the digits that the organisation's member read out to the operator.
/// </summary>
internal static class OrganisationKeyCheck
{
    /// <param name="manifest">that is to be signed.</param>
    /// <param name="signed">those that were signed before, in any order.</param>
    /// <param name="consent">the digits that were read out, and what else the operator agrees to.</param>
    /// <exception cref="OperatorException">saying what does not fit.</exception>
    internal static void Check(Manifest manifest, IReadOnlyList<Manifest> signed, OperatorConsent consent)
    {
        var numbers = consent.Numbers;
        if (numbers.Keys.FirstOrDefault(id => manifest.FindOrganisation(id.Split('/')[0]) is null) is { } unknown)
        {
            throw new OperatorException($"The manifest names no organisation {unknown}. Write the numbers as --numbers ORGANISATION=DIGITS, with the id that stands in the manifest.");
        }

        // Of the first one nothing is known to compare it with.
        if (signed.MaxBy(m => m.Version) is not { } newest)
        {
            return;
        }

        foreach (var organisation in manifest.Organisations)
        {
            // In every manifest, not only in the last: an organisation that was left out for a while keeps its keys.
            var known = signed.Select(m => m.FindOrganisation(organisation.Id)).OfType<ManifestOrganisation>().SelectMany(o => o.Keys).ToList();
            if (known.Count > 0)
            {
                CheckKnown(organisation, known);
            }

            // Of an organisation that was never signed for as well: else another of the same name would need nobody's numbers.
            foreach (var added in organisation.Keys.Where(key => known.TrueForAll(old => old.Epoch != key.Epoch)))
            {
                CheckAdded(manifest, organisation, added, numbers);
            }
        }

        var differences = OrganisationDifferences.Of(manifest, newest).ToList();
        if (differences.Exists(d => !consent.Organisations.Contains(d.Organisation)))
        {
            var options = string.Join(' ', differences.Select(d => d.Organisation).Distinct(StringComparer.Ordinal).Select(id => $"--agree {id}"));
            throw new OperatorException($"Do not sign yet: the manifest differs from the one that you signed before. {string.Join(' ', differences.Select(d => d.Sentence))} Ask those organisations, not the site, whether that is right. If it is, sign with {options}.");
        }
    }

    private static void CheckKnown(ManifestOrganisation organisation, List<ManifestOrganisationKey> known)
    {
        if (organisation.Keys.Any(now => known.Exists(old => old.Epoch == now.Epoch && !Same(old, now))))
        {
            throw new OperatorException($"Do not sign: the manifest lists other keys for an epoch of the organisation {organisation.Id} than those that you signed before. A new key needs a new epoch. Ask that organisation, not the site, what happened.");
        }

        // One that was signed and never put in place is passed over by a later one, never by an earlier.
        if (organisation.CurrentKey.Epoch < known.Max(old => old.Epoch))
        {
            throw new OperatorException($"Do not sign: the manifest goes back to an older key of the organisation {organisation.Id}, which somebody who left it may have. Ask that organisation, not the site, what happened.");
        }
    }

    private static void CheckAdded(Manifest manifest, ManifestOrganisation organisation, ManifestOrganisationKey added, IReadOnlyDictionary<string, string> numbers)
    {
        if (!numbers.TryGetValue($"{organisation.Id}/{added.Epoch}", out var told) && !numbers.TryGetValue(organisation.Id, out told))
        {
            throw new OperatorException($"Do not sign yet: the organisation {organisation.Id} has a new key, of epoch {added.Epoch}. Call somebody there whom you know, under a number that you had before, ask who made the key and have that person read its 20 numbers to you. Then sign with --numbers {organisation.Id}=DIGITS; where there are several new keys, with --numbers {organisation.Id}/{added.Epoch}=DIGITS for each.");
        }

        if (KeyNumbers.Read(told) is not { } digits)
        {
            throw new OperatorException($"The numbers of a key are 20 digits. Those for {organisation.Id} are not; ask to hear them again.");
        }

        if (digits != KeyNumbers.Of(manifest.Deployment, organisation.Id, added.Epoch, added.RecipientKey, added.SigningKey))
        {
            throw new OperatorException($"Do not sign: the new key of the organisation {organisation.Id} in this manifest has other numbers than those you typed. Ask to hear them again. If they stay different, somebody has put another key in its place: tell that organisation, not the site.");
        }
    }

    private static bool Same(ManifestOrganisationKey one, ManifestOrganisationKey other) =>
        one.RecipientKey.AsSpan().SequenceEqual(other.RecipientKey) && one.SigningKey.AsSpan().SequenceEqual(other.SigningKey);
}
