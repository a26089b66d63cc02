using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Chorus.Sealing.TimeStamps;

/// <summary>
/// A time-stamp authority of one's own (RFC 3161), for a trial and for tests: it is as honest as whoever holds its key, and that is the one
/// whom a time-stamp should bind. So what it stamps is no evidence, and its certificate says so.
/// </summary>
public sealed class TimeStampAuthority : IDisposable
{
    private const string Name = "Chorus trial time-stamps, not evidence";
    private const string TokenInfoOid = "1.2.840.113549.1.9.16.1.4";
    private const string SigningCertificateV2Oid = "1.2.840.113549.1.9.16.2.47";

    // Of the arc for documentation and examples (RFC 5612 has the like for enterprise numbers): a trial's policy is nobody's.
    private const string Policy = "1.3.6.1.4.1.32473.1.1";
    private const int SerialLength = 16;

    private readonly X509Certificate2 _certificate;
    private readonly TimeProvider _clock;

    private TimeStampAuthority(X509Certificate2 certificate, TimeProvider clock) => (_certificate, _clock) = (certificate, clock);

    /// <summary>Its own certificate, to pin.</summary>
    public TimeStampRoots Roots => TimeStampRoots.FromPem(_certificate.ExportCertificatePem());

    /// <summary>A new key with a self-signed certificate for time-stamping alone.</summary>
    public static TimeStampAuthority Create(TimeProvider clock)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(Name);
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        // Alone and critical, as RFC 3161, section 2.3, demands.
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(TimeStampToken.TimeStampingUsage)], critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var now = clock.GetUtcNow();
        return new(request.CreateSelfSigned(now.AddDays(-1), now.AddYears(30)), clock);
    }

    /// <summary>Reads the file that <see cref="Save"/> wrote.</summary>
    /// <exception cref="MalformedException">it holds no certificate with its key.</exception>
    public static TimeStampAuthority Load(string path, TimeProvider clock) => new(CertificateFile.Load(path, "take it away for a new one"), clock);

    /// <summary>Writes certificate and key to a new file that only its owner may read (mode 0600).</summary>
    /// <exception cref="IOException">the file exists.</exception>
    public void Save(string path) => CertificateFile.Save(path, _certificate);

    /// <summary>Answers a question; what cannot be read, or asks for another hash than SHA-256, is refused in the answer.</summary>
    public byte[] Answer(ReadOnlyMemory<byte> query)
    {
        if (!Rfc3161TimestampRequest.TryDecode(query, out var request, out var read) || read != query.Length)
        {
            return Answer(TimeStampStatus.BadDataFormat, null);
        }

        return string.Equals(request.HashAlgorithmId.Value, TimeStampToken.Sha256Oid, StringComparison.Ordinal)
            ? Answer(TimeStampStatus.Granted, Token(request.GetMessageHash(), request.GetNonce(), request.RequestSignerCertificate))
            : Answer(TimeStampStatus.BadAlgorithm, null);
    }

    public void Dispose() => _certificate.Dispose();

    /// <summary>A token for a hash of SHA-256.</summary>
    internal byte[] Token(ReadOnlyMemory<byte> imprint, ReadOnlyMemory<byte>? nonce, bool withCertificate)
    {
        var serial = SecureRandom.Bytes(SerialLength);
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40);
        var now = _clock.GetUtcNow();
        var info = new Rfc3161TimestampTokenInfo(
            new Oid(Policy), new Oid(TimeStampToken.Sha256Oid), imprint, serial, new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), now.Offset),
            nonce: nonce);
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, _certificate)
        {
            DigestAlgorithm = new Oid(TimeStampToken.Sha256Oid),
            IncludeOption = withCertificate ? X509IncludeOption.EndCertOnly : X509IncludeOption.None,
        };
        signer.SignedAttributes.Add(new AsnEncodedData(new Oid(SigningCertificateV2Oid), SigningCertificate()));
        var signed = new SignedCms(new ContentInfo(new Oid(TokenInfoOid), info.Encode()));
        signed.ComputeSignature(signer);
        return signed.Encode();
    }

    // RFC 5035, section 3: SigningCertificateV2 with one ESSCertIDv2, whose hash is SHA-256 by default.
    private byte[] SigningCertificate()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteOctetString(_certificate.GetCertHash(HashAlgorithmName.SHA256));
        }

        return writer.Encode();
    }

    // RFC 3161, section 2.4.2: TimeStampResp.
    private static byte[] Answer(TimeStampStatus status, byte[]? token)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteInteger(status is TimeStampStatus.Granted ? 0 : 2);
                if (status is not TimeStampStatus.Granted)
                {
                    writer.WriteNamedBitList(new System.Collections.BitArray([.. Enumerable.Range(0, (int)status + 1).Select(bit => bit == (int)status)]));
                }
            }

            if (token is not null)
            {
                writer.WriteEncodedValue(token);
            }
        }

        return writer.Encode();
    }

    // The bits of PKIFailureInfo.
    private enum TimeStampStatus
    {
        Granted = -1,
        BadAlgorithm = 0,
        BadDataFormat = 5,
    }
}
