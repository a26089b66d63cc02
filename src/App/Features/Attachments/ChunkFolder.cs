using System.Globalization;
using System.Runtime.CompilerServices;
using Chorus.Escrow;
using Chorus.Sealing;

namespace Chorus.App.Features.Attachments;

/// <summary>
/// The chunks of files on disk (docs/data-model.md): a folder for each file, under <c>open</c> until a report that three trustees hold has
/// it, then under <c>kept</c>; in it a file for each chunk, whole or not there at all. Files rather than rows, so that tens of megabytes do
/// not stand in the way of the database's one writer.
/// </summary>
internal sealed class ChunkFolder
{
    private const string Head = "upload";

    private readonly string _open;
    private readonly string _kept;

    public ChunkFolder(SiteOptions options)
    {
        Root = Path.Combine(options.DataFolder, "attachments");
        (_open, _kept) = (Path.Combine(Root, "open"), Path.Combine(Root, "kept"));
        Directory.CreateDirectory(_open);
        Directory.CreateDirectory(_kept);
    }

    public string Root { get; }

    /// <summary>Bytes that are still free on the disk.</summary>
    public long FreeBytes => new DriveInfo(Root).AvailableFreeSpace;

    /// <summary>All uploads that are open; one whose beginning was interrupted is removed.</summary>
    public IEnumerable<(byte[] Id, Upload Upload)> ReadOpen()
    {
        foreach (var (id, folder) in Folders(_open))
        {
            if (ReadHead(Path.Combine(folder, Head)) is { } upload)
            {
                yield return (id, upload);
            }
            else
            {
                Erase(folder);
            }
        }
    }

    /// <summary>Ids of all files that are kept.</summary>
    public IEnumerable<byte[]> ReadKept() => Folders(_kept).Select(f => f.Id);

    /// <summary>Whether there is a file of that id, open or kept.</summary>
    public bool Has(byte[] id) => Directory.Exists(In(_open, id)) || Directory.Exists(In(_kept, id));

    public void Begin(byte[] id, Upload upload)
    {
        var folder = Directory.CreateDirectory(In(_open, id)).FullName;
        byte[] head = [.. upload.TokenHash, (byte)upload.Count, .. System.Text.Encoding.ASCII.GetBytes(upload.Hour)];
        WriteWhole(Path.Combine(folder, Head), head);
    }

    /// <summary>Indexes of the chunks that have arrived, rising.</summary>
    public IReadOnlyList<int> Present(byte[] id, int count) =>
        [.. Enumerable.Range(0, count).Where(i => Path.Exists(Chunk(_open, id, i)) || Path.Exists(Chunk(_kept, id, i)))];

    /// <summary>Whether a chunk of an open upload is here.</summary>
    public bool HasChunk(byte[] id, int index) => Path.Exists(Chunk(_open, id, index));

    /// <summary>Writes a chunk of an open upload. False if another is there already; the same again changes nothing.</summary>
    public async Task<bool> TryWriteAsync(byte[] id, int index, ReadOnlyMemory<byte> chunk, CancellationToken stop)
    {
        var path = Chunk(_open, id, index);
        if (Path.Exists(path))
        {
            return (await File.ReadAllBytesAsync(path, stop)).AsSpan().SequenceEqual(chunk.Span);
        }
        WriteWhole(path, chunk.Span);
        return true;
    }

    /// <summary>A chunk, or null if it is not there.</summary>
    public async Task<byte[]?> ReadAsync(byte[] id, int index, CancellationToken stop)
    {
        // It may be moved between two looks, in this direction only.
        foreach (var place in (string[])[_open, _kept])
        {
            try
            {
                return await File.ReadAllBytesAsync(Chunk(place, id, index), stop);
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
                // Then in the other place, or nowhere.
            }
        }
        return null;
    }

    /// <summary>SHA-256 of each chunk, in order; one at a time, since together they may be 50 MB.</summary>
    public async IAsyncEnumerable<byte[]?> HashesAsync(byte[] id, int count, [EnumeratorCancellation] CancellationToken stop)
    {
        for (var i = 0; i < count; i++)
        {
            yield return await ReadAsync(id, i, stop) is { } chunk ? Digest.Sha256(chunk) : null;
        }
    }

    /// <summary>An open upload is kept from now on: it belongs to a report.</summary>
    public void Keep(byte[] id) => Directory.Move(In(_open, id), In(_kept, id));

    /// <summary>Overwrites and removes a file's chunks, wherever they are.</summary>
    public void Erase(byte[] id)
    {
        Erase(In(_open, id));
        Erase(In(_kept, id));
    }

    private static void Erase(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }
        var zeros = new byte[AttachmentSize.SealedLength];
        foreach (var file in Directory.GetFiles(folder))
        {
            // A name that is taken away leaves the blocks as they are until others need them.
            using (var stream = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
            {
                stream.Write(zeros.AsSpan(0, (int)Math.Min(stream.Length, zeros.Length)));
                stream.Flush(flushToDisk: true);
            }
            File.Delete(file);
        }
        Directory.Delete(folder);
    }

    // Under another name first, so that a crash leaves no half of a chunk.
    private static void WriteWhole(string path, ReadOnlySpan<byte> bytes)
    {
        var part = $"{path}.part";
        using (var stream = new FileStream(part, FileMode.Create, FileAccess.Write))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }
        File.Move(part, path, overwrite: true);
    }

    private static Upload? ReadHead(string path)
    {
        if (!Path.Exists(path) || File.ReadAllBytes(path) is not { Length: > Digest.Length + 1 } head)
        {
            return null;
        }
        var hour = System.Text.Encoding.ASCII.GetString(head.AsSpan(Digest.Length + 1));
        return AttachmentSize.IsCount(head[Digest.Length]) && Hour.TryParse(hour, out _) ? new(head[..Digest.Length], head[Digest.Length], hour) : null;
    }

    private static IEnumerable<(byte[] Id, string Folder)> Folders(string place) =>
        from folder in Directory.EnumerateDirectories(place)
        let name = Path.GetFileName(folder)
        where name.Length == 2 * AttachmentPlace.IdLength && name.All(char.IsAsciiHexDigitLower)
        select (Convert.FromHexString(name), folder);

    private static string In(string place, byte[] id) => Path.Combine(place, Convert.ToHexStringLower(id));

    private static string Chunk(string place, byte[] id, int index) => Path.Combine(In(place, id), index.ToString(CultureInfo.InvariantCulture));
}

/// <param name="TokenHash">of the token that whoever uploads has, 32 bytes.</param>
/// <param name="Count">how many chunks it will have.</param>
/// <param name="Hour">in which it began.</param>
internal sealed record Upload(byte[] TokenHash, int Count, string Hour)
{
    private static readonly byte[] s_label = Label.Of("chorus/v1/upload-token");

    /// <summary>Bytes that it takes on disk when it has arrived.</summary>
    public long Bytes => (long)Count * AttachmentSize.SealedLength;

    public bool IsTokenOf(ReadOnlySpan<byte> token) => Digest.FixedTimeEquals(TokenHash, HashOf(token));

    public static byte[] HashOf(ReadOnlySpan<byte> token) => Digest.Sha256(s_label, token);
}
