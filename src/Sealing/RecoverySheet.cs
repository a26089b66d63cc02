using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Chorus.Sealing;

/// <summary>
/// One of three printed sheets of an organisation's master key, of which any two restore it (docs/formats/recovery-sheet.md).
/// Browsers make and read them; this is the twin that their vectors come from.
/// </summary>
[DebuggerDisplay("[secret]")]
public sealed class RecoverySheet : IDisposable
{
    /// <summary>How many sheets there are.</summary>
    public const int Count = 3;

    private const byte Version = 1;
    private const int KeyIdLength = 4;
    private const int SetLength = 3;
    private const int CheckLength = 4;
    private const int CheckedLength = 2 + KeyIdLength + SetLength + OrganisationKey.MasterLength;
    private const int Characters = (CheckedLength + CheckLength) * 8 / 5;
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private readonly int _index;
    private readonly byte[] _keyId;
    private readonly byte[] _set;
    private readonly SecretBytes _share;

    private RecoverySheet(int index, byte[] keyId, byte[] set, ReadOnlySpan<byte> share) =>
        (_index, _keyId, _set, _share) = (index, keyId, set, new SecretBytes(share));

    /// <summary>The sheets of a key, each as 18 groups of four characters.</summary>
    internal static IReadOnlyList<string> Make(OrganisationKey key, byte[] deployment, string organisation, uint epoch, RandomFill random)
    {
        var master = key.ExportMaster();
        var r = new byte[master.Length];
        random(r);
        var set = new byte[SetLength];
        random(set);
        var keyId = KeyId(deployment, organisation, epoch, key.RecipientKey);
        var sheets = Enumerable.Range(1, Count).Select(index =>
        {
            // Uniform for any master, since r is and index is not zero: one sheet says nothing.
            var share = master.Zip(r, (m, x) => (byte)(m ^ Times(index, x))).ToArray();
            var body = new ByteWriter(CheckedLength).U8(Version).U8((byte)index).Bytes(keyId).Bytes(set).Bytes(share).ToArray();
            Digest.Erase(share);
            return InGroups([.. body, .. Check(body)]);
        }).ToList();
        Digest.Erase(master);
        Digest.Erase(r);
        return sheets;
    }

    /// <summary>Reads what somebody typed.</summary>
    /// <exception cref="SealingException">it is not as it was printed, or of another version.</exception>
    public static RecoverySheet Read(string typed)
    {
        var bytes = FromGroups(typed);
        var body = bytes.AsSpan(0, CheckedLength);
        if (!Check(body).AsSpan().SequenceEqual(bytes.AsSpan(CheckedLength)))
        {
            throw Mistyped();
        }
        var reader = new ByteReader(body);
        if (reader.U8() != Version)
        {
            throw new SealingException(SealingFault.UnknownVersion, "a recovery sheet of another version");
        }
        int index = reader.U8();
        return index is >= 1 and <= Count
            ? new(index, reader.Bytes(KeyIdLength).ToArray(), reader.Bytes(SetLength).ToArray(), reader.Bytes(OrganisationKey.MasterLength))
            : throw Mistyped();
    }

    /// <summary>The key of two different sheets of one set.</summary>
    /// <exception cref="SealingException">they are of another key.</exception>
    /// <exception cref="ArgumentException">they do not go together.</exception>
    public static OrganisationKey Restore(RecoverySheet a, RecoverySheet b, byte[] deployment, string organisation, uint epoch, ReadOnlySpan<byte> recipientKey)
    {
        var keyId = KeyId(deployment, organisation, epoch, recipientKey);
        if (!a._keyId.AsSpan().SequenceEqual(keyId) || !b._keyId.AsSpan().SequenceEqual(keyId))
        {
            throw new SealingException(SealingFault.WrongKey, "the sheets are of another key");
        }
        if (a._index == b._index || !a._set.AsSpan().SequenceEqual(b._set))
        {
            throw new ArgumentException("two different sheets of one set are needed", nameof(b));
        }
        // Lagrange at zero. In characteristic 2 the difference of two points is their XOR.
        var inverse = (a._index ^ b._index) switch { 1 => 1, 2 => 0x8d, _ => 0xf6 };
        var (forA, forB) = (Times(b._index, inverse), Times(a._index, inverse));
        Span<byte> master = stackalloc byte[OrganisationKey.MasterLength];
        for (var i = 0; i < master.Length; i++)
        {
            master[i] = (byte)(Times(forA, a._share.Span[i]) ^ Times(forB, b._share.Span[i]));
        }
        var key = OrganisationKey.FromMaster(master);
        Digest.Erase(master);
        if (key.RecipientKey.AsSpan().SequenceEqual(recipientKey))
        {
            return key;
        }
        key.Dispose();
        throw new SealingException(SealingFault.WrongKey, "the restored master key is not that of the organisation's key in the manifest");
    }

    /// <summary>Always <c>[secret]</c>.</summary>
    public override string ToString() => "[secret]";

    public void Dispose() => _share.Dispose();

    // The product in GF(2^8) of FIPS 197. No branch and no index depends on either factor.
    private static int Times(int a, int b)
    {
        var product = 0;
        for (var bit = 0; bit < 8; bit++)
        {
            product ^= b & -((a >> bit) & 1);
            b = ((b << 1) & 0xff) ^ (0x1b & -(b >> 7));
        }
        return product;
    }

    private static byte[] KeyId(byte[] deployment, string organisation, uint epoch, ReadOnlySpan<byte> recipientKey) => Digest.Sha256(
        new ByteWriter().Label("chorus/v1/recovery-key").Bytes(deployment).Var(Encoding.ASCII.GetBytes(organisation)).U32(epoch).Bytes(recipientKey).ToArray())[..KeyIdLength];

    private static byte[] Check(ReadOnlySpan<byte> body) => Digest.Sha256(Label.Of("chorus/v1/recovery-sheet"), body)[..CheckLength];

    private static SealingException Mistyped() => new(SealingFault.Malformed, "the sheet is not typed as it is printed");

    // 45 bytes are 360 bits, which are 72 characters without a rest.
    private static string InGroups(ReadOnlySpan<byte> bytes)
    {
        var value = new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
        var text = new char[Characters];
        for (var i = Characters - 1; i >= 0; i--, value >>= 5)
        {
            text[i] = Alphabet[(int)(value & 31)];
        }
        return string.Join(' ', text.Chunk(4).Select(group => new string(group)));
    }

    private static byte[] FromGroups(string typed)
    {
        var value = BigInteger.Zero;
        var count = 0;
        foreach (var typedLetter in typed.Where(c => !char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) != UnicodeCategory.DashPunctuation))
        {
            var letter = char.ToUpperInvariant(typedLetter) switch { 'O' => '0', 'I' or 'L' => '1', var other => other };
            var digit = Alphabet.IndexOf(letter, StringComparison.Ordinal);
            if (digit < 0)
            {
                throw Mistyped();
            }
            (value, count) = ((value << 5) | digit, count + 1);
        }
        if (count != Characters)
        {
            throw Mistyped();
        }
        var bytes = new byte[CheckedLength + CheckLength];
        var written = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        written.CopyTo(bytes, bytes.Length - written.Length);
        return bytes;
    }
}
