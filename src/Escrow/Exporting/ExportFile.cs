using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using Chorus.Sealing;

namespace Chorus.Escrow.Exporting;

/// <summary>
/// A copy of a record as a file (docs/formats/export.md): the record, then the chunks of its files one after the other, so that 200 MB of
/// them are read and written with one in memory.
/// </summary>
public sealed class ExportFile : IAsyncDisposable
{
    private readonly IAsyncEnumerator<JsonElement> _parts;

    private readonly PartByPart _file;

    private ExportFile(RecordExport record, IAsyncEnumerator<JsonElement> parts, PartByPart file) => (Record, _parts, _file) = (record, parts, file);

    /// <summary>The first part.</summary>
    public RecordExport Record { get; }

    /// <summary>Reads the record; the chunks follow when they are asked for.</summary>
    /// <param name="file">which is closed with this.</param>
    /// <param name="stop">ends the reading.</param>
    /// <exception cref="MalformedException">naming the place.</exception>
    public static async Task<ExportFile> ReadAsync(Stream file, CancellationToken stop)
    {
        var limited = new PartByPart(file);
        var parts = JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(limited, StrictJson.Options, stop).GetAsyncEnumerator(stop);
        try
        {
            if (!await NextAsync(parts, limited, 0))
            {
                throw new MalformedException("the file is empty");
            }

            return new(RecordExport.Parse(JsonMarshal.GetRawUtf8Value(parts.Current)), parts, limited);
        }
        catch
        {
            await parts.DisposeAsync();
            throw;
        }
    }

    /// <summary>The chunks in order, once: those of one file stand together, from its first to its last.</summary>
    /// <exception cref="MalformedException">naming the place.</exception>
    public async IAsyncEnumerable<ExportedChunk> ChunksAsync([EnumeratorCancellation] CancellationToken stop = default)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        ExportedChunk? before = null;
        for (var part = 1; await NextAsync(_parts, _file, part); part++)
        {
            stop.ThrowIfCancellationRequested();
            var chunk = StrictJson.Read<ExportedChunk>(JsonMarshal.GetRawUtf8Value(_parts.Current), $"part {part} of the file");
            var goesOn = before is not null && chunk.File.AsSpan().SequenceEqual(before.File);
            if (!chunk.HasForm || (goesOn ? chunk.Index != before!.Index + 1 : chunk.Index != 0 || !seen.Add(Base64UrlText.Encode(chunk.File))))
            {
                throw new MalformedException($"part {part} of the file does not follow its format");
            }

            yield return before = chunk;
        }
    }

    /// <summary>Writes a file.</summary>
    public static async Task WriteAsync(Stream file, RecordExport record, IEnumerable<ExportedChunk> chunks, CancellationToken stop)
    {
        await file.WriteAsync("[\n"u8.ToArray(), stop);
        await file.WriteAsync(record.ToJson(), stop);
        foreach (var chunk in chunks)
        {
            await file.WriteAsync(",\n"u8.ToArray(), stop);
            await JsonSerializer.SerializeAsync(file, chunk, StrictJson.Options, stop);
        }

        await file.WriteAsync("\n]\n"u8.ToArray(), stop);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _parts.DisposeAsync();
        await _file.DisposeAsync();
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<JsonElement> parts, PartByPart file, int part)
    {
        file.Next();
        try
        {
            return await parts.MoveNextAsync();
        }
        catch (JsonException)
        {
            // The library's message can quote what was read; the place is enough.
            throw new MalformedException(part == 0 ? "the file is not a copy that \"Keep a copy\" made" : $"the file ends or breaks in part {part}");
        }
    }
}

/// <summary>A sealed chunk of a file of a version.</summary>
/// <param name="File">the file's id, 16 bytes.</param>
/// <param name="Index">from 0.</param>
/// <param name="Chunk">as sealed.</param>
public sealed record ExportedChunk(byte[] File, int Index, byte[] Chunk)
{
    internal bool HasForm => File.Length == AttachmentPlace.IdLength && Index is >= 0 and < AttachmentSize.MostChunks && Chunk.Length == AttachmentSize.SealedLength;
}
