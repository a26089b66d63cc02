using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Chorus.Sealing;

/// <summary>
/// A process's own TLS key: a self-signed ECDSA P-256 certificate that its peers know by the hash of its public key
/// (docs/formats/trustee-api.md). No certificate authority takes part; the names and dates in it mean nothing.
/// </summary>
public sealed class TlsIdentity : IDisposable
{
    private TlsIdentity(X509Certificate2 certificate)
    {
        Certificate = certificate;
        SpkiHash = PinnedPeers.SpkiHash(certificate);
    }

    /// <summary>The certificate with its private key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>SHA-256 of the key's SubjectPublicKeyInfo, 32 bytes: what the manifest pins.</summary>
    public byte[] SpkiHash { get; }

    /// <summary>A new key and certificate; <paramref name="name"/> is for people who read logs (letters, digits, hyphens).</summary>
    public static TlsIdentity Create(string name, TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(name);
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        var now = time.GetUtcNow();
        // Long-lived on purpose: a peer is the key that the manifest pins until a new manifest pins another.
        return new(request.CreateSelfSigned(now.AddDays(-1), now.AddYears(30)));
    }

    /// <summary>Reads the PEM file that <see cref="Save"/> wrote.</summary>
    public static TlsIdentity Load(string path) => new(CertificateFile.Load(path, "make a new identity and a new manifest"));

    /// <summary>Writes certificate and private key as PEM to a new file that only its owner may read (mode 0600).</summary>
    /// <exception cref="IOException">the file exists.</exception>
    public void Save(string path) => CertificateFile.Save(path, Certificate);

    public void Dispose() => Certificate.Dispose();
}
