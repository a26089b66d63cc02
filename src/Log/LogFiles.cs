using Chorus.Log.Notes;
using Chorus.Log.Tiles;
using Chorus.Sealing;

namespace Chorus.Log;

/// <summary>The files of a log below its folder: "checkpoint" and "tile/", as C2SP tlog-tiles serves them.</summary>
internal sealed class LogFiles(string folder)
{
    // 256 entries of the longest that a length of two bytes allows.
    private const long MostTile = (2L + ushort.MaxValue) * Tile.FullWidth;

    internal const string CheckpointName = "checkpoint";

    internal const string UnfinishedCheckpoint = CheckpointName + Unfinished;

    private const string Unfinished = ".part";

    internal bool HasCheckpoint => File.Exists(Path.Combine(folder, CheckpointName));

    /// <exception cref="LogException">where there is none.</exception>
    /// <exception cref="MalformedException">where it is no note.</exception>
    internal SignedNote ReadCheckpoint() => SignedNote.Parse(Read(CheckpointName, SignedNote.MostBytes));

    /// <exception cref="LogException">where it is missing, or cannot be one.</exception>
    internal byte[] Read(Tile tile)
    {
        var bytes = Read(tile.Path, MostTile);
        return tile.Level == Tile.Entries || bytes.Length == tile.Width * Digest.Length
            ? bytes
            : throw new LogException($"{tile.Path} has {bytes.Length} bytes; {tile.Width} hashes have {tile.Width * Digest.Length}.");
    }

    internal void Write(Tile tile, byte[] bytes) => Write(tile.Path, bytes);

    /// <summary>Whoever reads sees the checkpoint before or the new one, and never a part.</summary>
    internal void Write(SignedNote checkpoint) => Write(CheckpointName, checkpoint.ToUtf8());

    private byte[] Read(string name, long most)
    {
        var file = new FileInfo(Path.Combine(folder, name));
        return !file.Exists ? throw new LogException($"{name} is missing.")
            : file.Length > most ? throw new LogException($"{name} has {file.Length} bytes, which none has.")
            : File.ReadAllBytes(file.FullName);
    }

    private void Write(string name, byte[] bytes)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var half = path + Unfinished;
        using (var stream = new FileStream(half, FileMode.Create, FileAccess.Write))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }

        File.Move(half, path, overwrite: true);
    }
}
