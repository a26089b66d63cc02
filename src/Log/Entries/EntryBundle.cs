using Chorus.Sealing;

namespace Chorus.Log.Entries;

/// <summary>Up to 256 entries in one file, each with its length before it (C2SP tlog-tiles).</summary>
internal static class EntryBundle
{
    internal static byte[] Write(IEnumerable<byte[]> entries)
    {
        var writer = new ByteWriter();
        foreach (var entry in entries)
        {
            writer.U16(checked((ushort)entry.Length)).Bytes(entry);
        }

        return writer.ToArray();
    }

    /// <exception cref="MalformedException">where it does not hold exactly so many entries.</exception>
    internal static byte[][] Read(byte[] bundle, int width)
    {
        var reader = new ByteReader(bundle);
        var entries = new byte[width][];
        for (var i = 0; i < width; i++)
        {
            entries[i] = reader.Bytes(reader.U16()).ToArray();
        }

        reader.End();
        return entries;
    }
}
