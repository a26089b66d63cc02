using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Chorus.Sealing;

/// <summary>
/// The 20 digits of an organisation's new public keys, which a member reads to each trustee's operator
/// (docs/formats/organisation-key.md). Slow on purpose: a site must not find other keys with the same ones.
/// </summary>
public static class KeyNumbers
{
    /// <summary>How many digits.</summary>
    public const int Digits = 20;

    private const int Iterations = 600_000;

    /// <summary>The digits of the public keys of an epoch.</summary>
    /// <param name="deployment">16 bytes.</param>
    /// <param name="organisation">the organisation's id, ASCII.</param>
    /// <param name="epoch">of the keys.</param>
    /// <param name="recipientKey">X25519, 32 bytes.</param>
    /// <param name="signingKey">Ed25519, 32 bytes.</param>
    public static string Of(byte[] deployment, string organisation, uint epoch, byte[] recipientKey, byte[] signingKey)
    {
        var salt = new ByteWriter().Label("chorus/v1/key-numbers").Bytes(deployment).Var(Encoding.ASCII.GetBytes(organisation)).U32(epoch).ToArray();
        byte[] keys = [.. recipientKey, .. signingKey];
        var bits = Rfc2898DeriveBytes.Pbkdf2(keys, salt, Iterations, HashAlgorithmName.SHA256, Digest.Length);
        var value = new UInt128(BinaryPrimitives.ReadUInt64BigEndian(bits), BinaryPrimitives.ReadUInt64BigEndian(bits.AsSpan(sizeof(ulong))));
        return (value % UInt128.Parse("1" + new string('0', Digits), CultureInfo.InvariantCulture)).ToString(new string('0', Digits), CultureInfo.InvariantCulture);
    }

    /// <summary>What somebody typed as the digits, without spaces and hyphens; null where it is not 20 digits.</summary>
    public static string? Read(string typed)
    {
        var digits = string.Concat(typed.Where(c => !char.IsWhiteSpace(c) && c != '-'));
        return digits.Length == Digits && digits.All(char.IsAsciiDigit) ? digits : null;
    }
}
