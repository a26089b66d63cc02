using Chorus.Log.Entries;
using Chorus.Log.Merkle;
using Chorus.Log.Notes;
using Chorus.Log.Tiles;
using Chorus.Sealing;

namespace Chorus.Log;

/// <summary>
/// Adds entries to the log in a folder, one writer at a time. Tiles are written first and the signed checkpoint last: whatever stops it between,
/// the checkpoint before still fits, and what was written past it is written over.
/// </summary>
public sealed class LogWriter : IDisposable
{
    private readonly LogFiles _files;
    private readonly NoteSigner _signer;
    private readonly FileStream _alone;

    private LogWriter(LogFiles files, NoteSigner signer, FileStream alone, Checkpoint checkpoint) =>
        (_files, _signer, _alone, Checkpoint) = (files, signer, alone, checkpoint);

    /// <summary>The head as it was last signed.</summary>
    public Checkpoint Checkpoint { get; private set; }

    /// <summary>Opens the log in a folder; begins one where the folder is not there or empty.</summary>
    /// <param name="folder">where.</param>
    /// <param name="signer">the log's key, whose name is the log's.</param>
    /// <exception cref="LogException">where another writes, or what lies there is no log of this key or was changed.</exception>
    public static LogWriter Open(string folder, NoteSigner signer)
    {
        var files = new LogFiles(folder);
        if (!files.HasCheckpoint && Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any(e => Path.GetFileName(e) != LockName))
        {
            throw new LogException($"{folder} is not empty and holds no log. Name another folder.");
        }

        Directory.CreateDirectory(folder);
        var alone = Lock(folder);
        try
        {
            if (!files.HasCheckpoint)
            {
                files.Write(new Checkpoint(signer.Key.Name, 0, TreeHash.Empty).Sign(signer));
            }

            var checkpoint = Checkpoint.Verified(files.ReadCheckpoint(), signer.Key);
            if (!Digest.FixedTimeEquals(Edge(files, checkpoint.Size).Root, checkpoint.Root))
            {
                throw new LogException($"The log in {folder} is not what its checkpoint says. Verify it (chorus verify log), and go on from a copy that is whole.");
            }

            return new(files, signer, alone, checkpoint);
        }
        catch (Exception e)
        {
            alone.Dispose();
            throw e is MalformedException ? new LogException($"{folder}: {e.Message}.") : e;
        }
    }

    private const string LockName = ".lock";

    /// <summary>Adds entries behind all others and signs the new head.</summary>
    /// <param name="entries">each at most 65,535 bytes.</param>
    public Checkpoint Append(IReadOnlyList<byte[]> entries)
    {
        if (entries.Count == 0)
        {
            return Checkpoint;
        }

        var tiles = TileBuilder.After(Checkpoint.Size, _files.Read, _files.Write);
        var (bundle, width) = (Checkpoint.Size >> Tile.Height, (int)(Checkpoint.Size & (Tile.FullWidth - 1)));
        List<byte[]> held = width == 0 ? [] : [.. EntryBundle.Read(_files.Read(new(Tile.Entries, bundle, width)), width)];
        foreach (var entry in entries)
        {
            held.Add(entry);
            tiles.Add(TreeHash.Leaf(entry));
            if (held.Count == Tile.FullWidth)
            {
                _files.Write(new(Tile.Entries, bundle++, Tile.FullWidth), EntryBundle.Write(held));
                held.Clear();
            }
        }

        if (held.Count > 0)
        {
            _files.Write(new(Tile.Entries, bundle, held.Count), EntryBundle.Write(held));
        }

        tiles.Flush();
        var next = new Checkpoint(_signer.Key.Name, tiles.Size, tiles.Root);
        _files.Write(next.Sign(_signer));
        return Checkpoint = next;
    }

    /// <inheritdoc/>
    public void Dispose() => _alone.Dispose();

    private static TileBuilder Edge(LogFiles files, long size) => TileBuilder.After(size, files.Read, (_, _) => { });

    private static FileStream Lock(string folder)
    {
        try
        {
            return new(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e is not DirectoryNotFoundException)
        {
            throw new LogException($"Another process writes to the log in {folder}. Wait until it has ended.");
        }
    }
}
