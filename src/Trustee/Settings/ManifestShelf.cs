using Chorus.Escrow.Manifests;
using Chorus.Sealing;
using Chorus.Trustee.Keys;

namespace Chorus.Trustee.Settings;

/// <summary>The manifests that this trustee signed, as files in the data folder, byte for byte.</summary>
internal sealed class ManifestShelf(DataFolder data)
{
    internal IReadOnlyList<Manifest> Read() => [.. Directory.EnumerateFiles(data.ManifestsFolder, "*.json").Select(file => Parse(file, File.ReadAllBytes(file)))];

    /// <summary>
    /// Checks that a manifest lists this trustee's own keys and follows the last one, keeps it, and gives the signature.
    /// Signing the same one again gives the same signature.
    /// </summary>
    /// <exception cref="OperatorException">saying what does not fit, with nothing kept.</exception>
    /// <param name="file">the manifest.</param>
    /// <param name="keys">this trustee's.</param>
    /// <param name="certificate">of its TLS key.</param>
    /// <param name="replaced">another trustee that the operator knows to be lost: its entry may name a successor's keys.</param>
    /// <param name="consent">what the operator knows from the organisations themselves.</param>
    internal byte[] Sign(string file, TrusteeKeys keys, byte[] certificate, int? replaced, OperatorConsent consent)
    {
        if (!File.Exists(file))
        {
            throw new OperatorException($"There is no file {file}. Give the manifest.json that the site sent you.");
        }

        var manifest = Parse(file, File.ReadAllBytes(file));
        CheckOwn(manifest.Trustees[keys.Index], keys, certificate);
        CheckOrganisations(manifest);
        var signed = Read();
        if (!signed.Any(known => known.Hash.AsSpan().SequenceEqual(manifest.Hash)))
        {
            CheckFollows(manifest, signed, replaced);
            OrganisationKeyCheck.Check(manifest, signed, consent);
            DataFolder.WriteWhole(Path.Combine(data.ManifestsFolder, $"{manifest.Version:D6}.json"), manifest.File);
        }

        return ManifestSignatures.Sign(keys.Signing, manifest.Hash);
    }

    private static Manifest Parse(string file, byte[] bytes)
    {
        try
        {
            return Manifest.Parse(bytes);
        }
        catch (MalformedException e)
        {
            throw new OperatorException($"{file} is not a manifest: {e.Message}. Ask the site for it again.", e);
        }
    }

    private static void CheckOwn(ManifestTrustee entry, TrusteeKeys keys, byte[] certificate)
    {
        var wrong = !entry.SigningKey.AsSpan().SequenceEqual(keys.Signing.PublicKey) ? "signing key"
            : !entry.PacketKey.AsSpan().SequenceEqual(keys.Packet.PublicKey) ? "packet key"
            : entry.Epoch != keys.Epoch ? "epoch"
            : !entry.Certificate.AsSpan().SequenceEqual(certificate) ? "certificate"
            : null;
        if (wrong is not null)
        {
            throw new OperatorException($"Do not sign: the manifest lists another {wrong} for trustee {keys.Index} than this trustee's own. Send the site your descriptor.json again and ask what happened.");
        }
    }

    // A key that cannot be sealed to would stop every run that releases a report to it.
    private static void CheckOrganisations(Manifest manifest)
    {
        if (manifest.Organisations.FirstOrDefault(o => o.Keys.Any(k => !BoxKey.IsUsable(k.RecipientKey))) is { } unusable)
        {
            throw new OperatorException($"Do not sign: a key of the organisation {unusable.Id} is not usable. Ask the site to correct the manifest.");
        }
    }

    private static void CheckFollows(Manifest manifest, IReadOnlyList<Manifest> signed, int? replaced)
    {
        if (signed.MaxBy(known => known.Version) is not { } newest)
        {
            return;
        }

        if (!manifest.Deployment.AsSpan().SequenceEqual(newest.Deployment))
        {
            throw new OperatorException("Do not sign: the manifest belongs to another deployment than the one that this trustee serves. One data folder serves one deployment.");
        }

        if (manifest.Version <= newest.Version)
        {
            throw new OperatorException($"Do not sign: the manifest has version {manifest.Version}, but you signed version {newest.Version} already. Ask the site for the newest one.");
        }

        CheckKept(manifest, newest, replaced);
    }

    // Signatures are made by the keys that stand in the manifest. A site that could swap the other two trustees' keys for
    // its own would get a manifest that verifies, and with two trustees' parts read every new report.
    private static void CheckKept(Manifest manifest, Manifest newest, int? replaced)
    {
        if (!manifest.Salt.AsSpan().SequenceEqual(newest.Salt))
        {
            throw new OperatorException("Do not sign: the manifest has another salt than the one that you signed before. Reports from before and after would never match. Ask the site to correct it.");
        }

        foreach (var (now, before) in manifest.Trustees.Zip(newest.Trustees))
        {
            if (now.Index != replaced && !now.SigningKey.AsSpan().SequenceEqual(before.SigningKey))
            {
                throw new OperatorException($"Do not sign: the manifest lists another signing key for trustee {now.Index} than the one that you signed before. Ask that trustee's operator, not the site, what happened. If that trustee is lost for good and this is its successor's key, agree to it with: chorus trustee replace");
            }
        }
    }
}
