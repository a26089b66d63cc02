using Chorus.Escrow.Depositing;
using Chorus.Escrow.Exporting;
using Chorus.Sealing;

namespace Chorus.Cli.Record;

/// <summary>A file of a copy, opened chunk by chunk into a file on disk, which gets its name only when all of it is what the report names.</summary>
internal sealed class FileBeingOpened(ReportAttachment file, AttachmentPlace place, string name, FileStream output)
{
    /// <summary>The ending of a file that is not whole yet; the output's name has it.</summary>
    internal const string Unfinished = ".part";

    private readonly List<byte[]> _hashes = [];
    private bool _holds = true;

    internal string Name => name;

    internal async Task AddAsync(ExportedChunk chunk, CancellationToken stop)
    {
        if (!_holds || chunk.Index >= place.Count)
        {
            _holds = false;
            return;
        }

        try
        {
            var opened = Attachment.OpenChunk(file.Key, place, chunk.Index, chunk.Chunk);
            await output.WriteAsync(AttachmentSize.Unpad(file.Size, chunk.Index, opened), stop);
            _hashes.Add(Digest.Sha256(chunk.Chunk));
        }
        catch (SealingException)
        {
            _holds = false;
        }
    }

    /// <summary>Closes it; false where it was not the file, which is gone then.</summary>
    internal bool End()
    {
        _holds = _holds && _hashes.Count == place.Count && Attachment.DigestOf(place, _hashes).AsSpan().SequenceEqual(file.Digest);
        if (_holds)
        {
            output.Dispose();
            File.Move(output.Name, output.Name[..^Unfinished.Length]);
        }
        else
        {
            Abandon();
        }

        return _holds;
    }

    /// <summary>Leaves nothing of it.</summary>
    internal void Abandon()
    {
        output.Dispose();
        File.Delete(output.Name);
    }
}
