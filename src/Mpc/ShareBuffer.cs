using System.Buffers;
using System.Diagnostics;

namespace Chorus.Mpc;

/// <summary>
/// A share in arrays rented from its session. They come zeroed and are zeroed when returned, so no step finds what
/// another left behind; a session's arrays are its own, so trustees in one process never share one.
/// </summary>
[DebuggerDisplay("[share]")]
public sealed class ShareBuffer : IDisposable
{
    private readonly ArrayPool<ulong> _pool;
    private ulong[]? _own;
    private ulong[]? _next;

    internal ShareBuffer(ArrayPool<ulong> pool, int words)
    {
        _pool = pool;
        Length = words;
        _own = pool.Rent(words);
        _next = pool.Rent(words);
    }

    /// <summary>Words.</summary>
    public int Length { get; }

    /// <summary>The whole share.</summary>
    /// <exception cref="ObjectDisposedException">It was returned.</exception>
    public Share Share
    {
        get
        {
            ObjectDisposedException.ThrowIf(_own is null, this);
            return new Share(_own.AsSpan(0, Length), _next.AsSpan(0, Length));
        }
    }

    /// <summary>Always <c>[share]</c>.</summary>
    public override string ToString() => "[share]";

    /// <summary>Zeroes the arrays and returns them.</summary>
    public void Dispose()
    {
        Return(ref _own);
        Return(ref _next);
    }

    private void Return(ref ulong[]? array)
    {
        if (array is not null)
        {
            array.AsSpan(0, Length).Clear();
            _pool.Return(array);
            array = null;
        }
    }
}
