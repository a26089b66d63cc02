using Chorus.Sealing;

namespace Chorus.Trustee.Storing;

/// <summary>What a sealed row of the table <c>release</c> holds: <c>var record || var signature</c>.</summary>
internal static class ReleaseRow
{
    internal static byte[] Encode(NewRelease release) => new ByteWriter(1024).Var(release.Record).Var(release.Signature).ToArray();

    internal static StoredRelease Decode(long sequence, ReadOnlySpan<byte> row)
    {
        var reader = new ByteReader(row);
        var release = new StoredRelease(sequence, reader.Var(row.Length).ToArray(), reader.Var(row.Length).ToArray());
        reader.End();
        return release;
    }
}
