using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Chorus.Sealing;

/// <summary>A file with a certificate and its ECDSA key in PEM, which only its owner may read.</summary>
internal static class CertificateFile
{
    /// <summary>Reads a file that <see cref="Save"/> wrote.</summary>
    /// <param name="path">where.</param>
    /// <param name="instead">what to do where it is broken and cannot be restored.</param>
    /// <exception cref="MalformedException">it holds no certificate with its key.</exception>
    internal static X509Certificate2 Load(string path, string instead)
    {
        var pem = File.ReadAllText(path);
        try
        {
            return X509Certificate2.CreateFromPem(pem, pem);
        }
        catch (CryptographicException)
        {
            throw new MalformedException($"{path} does not hold a certificate and its key in PEM; restore the file, or {instead}");
        }
    }

    /// <summary>Writes certificate and key to a new file (mode 0600).</summary>
    /// <exception cref="IOException">the file exists.</exception>
    internal static void Save(string path, X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        OwnerFile.Create(path, Encoding.ASCII.GetBytes(certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n"));
    }
}
