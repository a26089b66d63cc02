using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Chorus.App.Tests.Deployment;

/// <summary>What an authenticator app does with a secret (RFC 6238: HMAC-SHA1, six digits, 30 seconds).</summary>
internal static class AuthenticatorApp
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The code of this moment, for a secret as the page shows it.</summary>
    /// <param name="secret">as it is shown, with spaces.</param>
    /// <param name="step">of 30 seconds, from now: the site takes each code once, and those of one step before and after as well.</param>
    public static string Code(string secret, int step = 0)
    {
        Span<byte> counter = stackalloc byte[8];
        // Identity asks no clock but the system's.
        BinaryPrimitives.WriteInt64BigEndian(counter, (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30) + step);
#pragma warning disable CA5350 // The app is another's program, and the standard knows no other hash that apps have in common.
        var mac = HMACSHA1.HashData(BytesOf(secret), counter);
#pragma warning restore CA5350
        var value = BinaryPrimitives.ReadInt32BigEndian(mac.AsSpan(mac[^1] & 15)) & int.MaxValue;
        return (value % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Six digits that are not the code of any moment about now.</summary>
    public static string WrongCode(string secret) => Code(secret) == "000000" ? "000001" : "000000";

    private static byte[] BytesOf(string secret)
    {
        var bytes = new List<byte>();
        var (buffer, bits) = (0, 0);
        foreach (var letter in secret.Where(c => c != ' '))
        {
            (buffer, bits) = ((buffer << 5) | Base32.IndexOf(letter, StringComparison.Ordinal), bits + 5);
            if (bits >= 8)
            {
                bits -= 8;
                bytes.Add((byte)(buffer >> bits));
                buffer &= (1 << bits) - 1;
            }
        }
        return [.. bytes];
    }
}
