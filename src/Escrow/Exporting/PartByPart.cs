using Chorus.Sealing;

namespace Chorus.Escrow.Exporting;

/// <summary>A file that is read part by part, none of them longer than the longest record: what somebody sends must not fill the memory.</summary>
internal sealed class PartByPart(Stream file) : Stream
{
    private const long MostBytes = 256 << 20;

    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>The next part begins.</summary>
    internal void Next() => _read = 0;

    /// <exception cref="MalformedException">where a part is too long.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await file.ReadAsync(buffer, cancellationToken);
        _read += read;
        return _read <= MostBytes ? read : throw new MalformedException($"a part of the file is longer than {MostBytes >> 20} MiB, and none is");
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await file.DisposeAsync();
        await base.DisposeAsync();
    }
}
