using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Chorus.Sealing.TimeStamps;

/// <summary>The certificates of time-stamp authorities that are trusted, pinned by whoever checks. Nothing is fetched, and revocation is not asked for.</summary>
public sealed class TimeStampRoots
{
    private const string AnyBlock = "-----BEGIN ";
    private const string CertificateBlock = "-----BEGIN CERTIFICATE-----";

    private TimeStampRoots(X509Certificate2Collection certificates) => Certificates = certificates;

    /// <summary>The certificates that were read and nothing else that stood around them: this is published.</summary>
    public string Pem => string.Concat(Certificates.Select(certificate => certificate.ExportCertificatePem() + "\n"));

    internal X509Certificate2Collection Certificates { get; }

    /// <summary>Reads one certificate or more in PEM.</summary>
    /// <exception cref="MalformedException">there is none, one cannot be read, or there is something else in PEM: a key does not belong there.</exception>
    public static TimeStampRoots FromPem(string pem)
    {
        for (var at = pem.IndexOf(AnyBlock, StringComparison.Ordinal); at >= 0; at = pem.IndexOf(AnyBlock, at + 1, StringComparison.Ordinal))
        {
            if (!pem.AsSpan(at).StartsWith(CertificateBlock, StringComparison.Ordinal))
            {
                throw new MalformedException("the file of the time-stamp authority's certificates holds something else too, such as a private key; leave only the certificates in it");
            }
        }

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
            ? new(certificates)
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
