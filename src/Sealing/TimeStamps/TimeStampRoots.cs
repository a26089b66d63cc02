using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Chorus.Sealing.TimeStamps;

/// <summary>The certificates of time-stamp authorities that are trusted, pinned by whoever checks. Nothing is fetched, and revocation is not asked for.</summary>
public sealed class TimeStampRoots
{
    private TimeStampRoots(X509Certificate2Collection certificates, string pem) => (Certificates, Pem) = (certificates, pem);

    /// <summary>The certificates as they were read.</summary>
    public string Pem { get; }

    internal X509Certificate2Collection Certificates { get; }

    /// <summary>Reads one certificate or more in PEM.</summary>
    /// <exception cref="MalformedException">there is none, or one cannot be read.</exception>
    public static TimeStampRoots FromPem(string pem)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(pem);
        }
        catch (CryptographicException)
        {
            throw new MalformedException("a certificate of the time-stamp authority is not PEM that can be read");
        }

        return certificates.Count > 0
            ? new(certificates, pem)
            : throw new MalformedException("there is no certificate; it begins with -----BEGIN CERTIFICATE-----");
    }

    internal bool LeadsTo(X509Certificate2 signer, X509Certificate2Collection between, DateTimeOffset time)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(Certificates);
        chain.ChainPolicy.ExtraStore.AddRange(between);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(TimeStampToken.TimeStampingUsage));
        // A token stays good after its certificate has ended: what counts is that it was good then.
        chain.ChainPolicy.VerificationTimeIgnored = false;
        chain.ChainPolicy.VerificationTime = time.UtcDateTime;
        return chain.Build(signer);
    }
}
