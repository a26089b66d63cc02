using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Chorus.Sealing.TimeStamps;

/// <summary>Why a time-stamp proves nothing.</summary>
public enum TimeStampFault
{
    /// <summary>No check failed.</summary>
    None,

    /// <summary>The bytes are no time-stamp token (RFC 3161, section 2.4.2), or more than <see cref="TimeStampToken.MostBytes"/>.</summary>
    Token,

    /// <summary>The token is for something else.</summary>
    Imprint,

    /// <summary>The signature is not that of the certificate in the token, or that certificate is not for time-stamping.</summary>
    Signature,

    /// <summary>The certificate does not lead to a pinned one.</summary>
    Authority,
}

/// <summary>
/// An authority's signed word that it saw a hash at a time (RFC 3161, docs/formats/timestamp.md). Reading it says nothing about whether it is
/// genuine; <see cref="Verify"/> does.
/// </summary>
public sealed class TimeStampToken
{
    /// <summary>The longest token that is read: one with a long chain of certificates has some 8 KB.</summary>
    public const int MostBytes = 16 << 10;

    internal const string TimeStampingUsage = "1.3.6.1.5.5.7.3.8";
    internal const string Sha256Oid = "2.16.840.1.101.3.4.2.1";

    private readonly Rfc3161TimestampToken _token;

    private TimeStampToken(Rfc3161TimestampToken token, byte[] encoded) => (_token, Encoded) = (token, encoded);

    /// <summary>The DER that it was read from.</summary>
    public byte[] Encoded { get; }

    /// <summary>When the authority says it saw the hash; to the second, UTC.</summary>
    public DateTimeOffset Time => _token.TokenInfo.Timestamp;

    /// <summary>Reads a token; false for what is none, is followed by other bytes, is for another hash function than SHA-256, or is too long.</summary>
    public static bool TryRead(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out TimeStampToken? token)
    {
        token = null;
        if (encoded.Length is 0 or > MostBytes)
        {
            return false;
        }

        var bytes = encoded.ToArray();
        try
        {
            if (!Rfc3161TimestampToken.TryDecode(bytes, out var decoded, out var read) || read != bytes.Length
                || !string.Equals(decoded.TokenInfo.HashAlgorithmId.Value, Sha256Oid, StringComparison.Ordinal))
            {
                return false;
            }

            token = new(decoded, bytes);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Checks everything: the hash, the signature, and that its certificate leads to one of <paramref name="roots"/>.</summary>
    /// <param name="imprint">what has to be stamped, SHA-256.</param>
    /// <param name="roots">the pinned certificates; null where none is known: then a token whose signature holds gives no fault, and proves that much only.</param>
    public TimeStampFault Verify(ReadOnlySpan<byte> imprint, TimeStampRoots? roots)
    {
        if (!_token.TokenInfo.GetMessageHash().Span.SequenceEqual(imprint))
        {
            return TimeStampFault.Imprint;
        }

        try
        {
            if (!_token.VerifySignatureForHash(imprint, HashAlgorithmName.SHA256, out var signer, roots?.Certificates))
            {
                return TimeStampFault.Signature;
            }

            using (signer)
            {
                return roots is null || roots.LeadsTo(signer, _token.AsSignedCms().Certificates, Time) ? TimeStampFault.None : TimeStampFault.Authority;
            }
        }
        catch (CryptographicException)
        {
            // A key or an algorithm that this machine does not know.
            return TimeStampFault.Signature;
        }
    }

    /// <summary>The name in the certificate that signed it, for people; null where the token carries none.</summary>
    public string? AuthorityName
    {
        get
        {
            try
            {
                return _token.AsSignedCms().SignerInfos[0].Certificate?.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
            }
            catch (CryptographicException)
            {
                return null;
            }
        }
    }
}
