using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Chorus.Sealing;

/// <summary>
/// The peers that may speak to a process: SHA-256 hashes of their TLS public keys. TLS 1.3 proves that the peer holds
/// the private half, so neither names, dates nor issuers are looked at.
/// </summary>
public sealed class PinnedPeers(params IReadOnlyList<byte[]> hashes)
{
    /// <summary>SHA-256 of the certificate's SubjectPublicKeyInfo.</summary>
    public static byte[] SpkiHash(X509Certificate2 certificate) => Digest.Sha256(certificate.PublicKey.ExportSubjectPublicKeyInfo());

    /// <summary>The index of the peer that shows <paramref name="certificate"/>, or null for a stranger or none.</summary>
    public int? Find(X509Certificate? certificate)
    {
        if (certificate is not X509Certificate2 shown)
        {
            return null;
        }

        var hash = SpkiHash(shown);
        for (var i = 0; i < hashes.Count; i++)
        {
            if (Digest.FixedTimeEquals(hashes[i], hash))
            {
                return i;
            }
        }

        return null;
    }

    /// <summary>For a listener: TLS 1.3, its own certificate, and a client certificate among the pinned.</summary>
    public SslServerAuthenticationOptions ServerOptions(TlsIdentity own) => new()
    {
        ServerCertificate = own.Certificate,
        ClientCertificateRequired = true,
        EnabledSslProtocols = SslProtocols.Tls13,
        // A resumed session would skip the certificates.
        AllowTlsResume = false,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        RemoteCertificateValidationCallback = (_, certificate, _, _) => Find(certificate) is not null,
    };

    /// <summary>For a dialler: TLS 1.3, its own certificate, and a server certificate among the pinned.</summary>
    public SslClientAuthenticationOptions ClientOptions(TlsIdentity own) => new()
    {
        TargetHost = "chorus",
        ClientCertificates = [own.Certificate],
        EnabledSslProtocols = SslProtocols.Tls13,
        AllowTlsResume = false,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        RemoteCertificateValidationCallback = (_, certificate, _, _) => Find(certificate) is not null,
    };
}
