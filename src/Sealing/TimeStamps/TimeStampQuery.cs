using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;

namespace Chorus.Sealing.TimeStamps;

/// <summary>One question to a time-stamp authority, with a random nonce (RFC 3161, section 2.4.1), and the check of its answer.</summary>
public sealed class TimeStampQuery
{
    private const int NonceLength = 16;

    private readonly Rfc3161TimestampRequest _request;
    private readonly byte[] _imprint;

    private TimeStampQuery(Rfc3161TimestampRequest request, byte[] imprint) => (_request, _imprint) = (request, imprint);

    /// <summary>The body to send, as <c>application/timestamp-query</c>.</summary>
    public byte[] Encoded => _request.Encode();

    /// <summary>A question about <paramref name="imprint"/>, a SHA-256. It asks for the certificates, so that the token can be checked alone.</summary>
    public static TimeStampQuery About(byte[] imprint)
    {
        var nonce = SecureRandom.Bytes(NonceLength);
        // The library reads it as a number that must not be negative, and writes it without leading zeros.
        nonce[0] = (byte)((nonce[0] & 0x7F) | 0x40);
        return new(Rfc3161TimestampRequest.CreateFromHash(imprint, HashAlgorithmName.SHA256, nonce: nonce, requestSignerCertificates: true), imprint);
    }

    /// <summary>Checks an answer whole; a token is given only where everything holds, under the pinned certificates.</summary>
    /// <param name="answer">the body of the answer, <c>application/timestamp-reply</c>.</param>
    /// <param name="roots">the pinned certificates.</param>
    /// <param name="token">the token.</param>
    /// <param name="why">a few words for the log.</param>
    public bool TryAccept(ReadOnlyMemory<byte> answer, TimeStampRoots roots, [NotNullWhen(true)] out TimeStampToken? token, out string why)
    {
        token = null;
        byte[] encoded;
        try
        {
            // It checks the status, the nonce and the hash against the question.
            encoded = _request.ProcessResponse(answer, out var read).AsSignedCms().Encode();
            if (read != answer.Length)
            {
                why = "bytes are left over after its answer";
                return false;
            }
        }
        catch (CryptographicException)
        {
            why = "it refuses, or its answer is not one to this question";
            return false;
        }

        if (!TimeStampToken.TryRead(encoded, out var given))
        {
            why = "its token is too long or cannot be read";
            return false;
        }

        var fault = given.Verify(_imprint, roots);
        why = fault is TimeStampFault.None ? "" : $"its token does not hold: {fault}";
        token = fault is TimeStampFault.None ? given : null;
        return token is not null;
    }
}
