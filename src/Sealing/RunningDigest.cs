using System.Security.Cryptography;

namespace Chorus.Sealing;

/// <summary>SHA-256 of data that comes in pieces, for what is too long to be put together first.</summary>
public sealed class RunningDigest : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>The next piece.</summary>
    public void Append(ReadOnlySpan<byte> data) => _hash.AppendData(data);

    /// <summary>SHA-256 of all pieces, one after the other.</summary>
    public byte[] Finish() => _hash.GetHashAndReset();

    public void Dispose() => _hash.Dispose();
}
