using Chorus.Log.Entries;
using Chorus.Log.Merkle;
using Chorus.Log.Notes;
using Chorus.Log.Tiles;
using Chorus.Sealing;

namespace Chorus.Log;

/// <summary>
/// Adds entries to the log in a folder, one writer at a time. Tiles are written first and the signed checkpoint last: whatever stops it between,
/// the checkpoint before still fits, and no checkpoint counts what was written past it.
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
        if (!files.HasCheckpoint && Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any(e => Path.GetFileName(e) is not (LockName or LogFiles.UnfinishedCheckpoint)))
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
            if (!IsWhole(files, checkpoint))
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

    // What opening a file that another has opened for itself gives, on Windows, on Linux and on macOS.
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int WouldBlock = 11;
    private const int WouldBlockOnMac = 35;

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

    // The right edge: what is added goes on from it, and is written there again.
    private static bool IsWhole(LogFiles files, Checkpoint checkpoint)
    {
        if (!Digest.FixedTimeEquals(TileBuilder.After(checkpoint.Size, files.Read, (_, _) => { }).Root, checkpoint.Root))
        {
            return false;
        }

        var (bundle, width) = (checkpoint.Size >> Tile.Height, (int)(checkpoint.Size & (Tile.FullWidth - 1)));
        return width == 0 || EntryBundle.Read(files.Read(new(Tile.Entries, bundle, width)), width).SelectMany(e => TreeHash.Leaf(e)).SequenceEqual(files.Read(new(0, bundle, width)));
    }

    private static FileStream Lock(string folder)
    {
        try
        {
            return new(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e.HResult is SharingViolation or WouldBlock or WouldBlockOnMac)
        {
            throw new LogException($"Another process writes to the log in {folder}. Wait until it has ended.");
        }
    }
}
