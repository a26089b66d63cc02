using System.Diagnostics;
using System.Security.Cryptography;

namespace Chorus.Sealing;

/// <summary>
/// Secret bytes that print nothing, compare in constant time and are overwritten by <see cref="Dispose"/>.
/// The array is pinned, so the collector leaves no copies of it behind.
/// </summary>
[DebuggerDisplay("[secret]")]
public sealed class SecretBytes : IDisposable
{
    private readonly byte[] _bytes;
    private bool _disposed;

    /// <summary>Keeps a copy of <paramref name="bytes"/>; the caller's own copy stays the caller's to erase.</summary>
    public SecretBytes(ReadOnlySpan<byte> bytes)
    {
        _bytes = GC.AllocateUninitializedArray<byte>(bytes.Length, pinned: true);
        bytes.CopyTo(_bytes);
    }

    /// <summary>Number of bytes.</summary>
    public int Length => _bytes.Length;

    /// <summary>The bytes themselves.</summary>
    /// <exception cref="ObjectDisposedException">after <see cref="Dispose"/>.</exception>
    public ReadOnlySpan<byte> Span
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _bytes;
        }
    }

    /// <summary><paramref name="count"/> bytes from <see cref="SecureRandom"/>.</summary>
    public static SecretBytes Random(int count) => Random(count, SecureRandom.Fill);

    internal static SecretBytes Random(int count, RandomFill random)
    {
        var secret = new SecretBytes(new byte[count]);
        random(secret._bytes);
        return secret;
    }

    /// <summary>Whether both hold the same bytes, in time that depends on the length only.</summary>
    public bool FixedTimeEquals(SecretBytes other) => CryptographicOperations.FixedTimeEquals(Span, other.Span);

    /// <summary>Always <c>[secret]</c>.</summary>
    public override string ToString() => "[secret]";

    /// <summary>Overwrites the bytes.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_bytes);
        _disposed = true;
    }
}
