namespace Chorus.Mpc;

/// <summary>
/// Several ANDs of separate bit vectors, all of <c>words</c> words, that go out in one round. Add the operands, run,
/// then take the products by the number that adding gave.
/// </summary>
public sealed class AndBatch : IDisposable
{
    private readonly Step _step;
    private readonly int _words;
    private readonly ShareBuffer _left;
    private readonly ShareBuffer _right;
    private int _count;

    /// <summary>Room for <paramref name="capacity"/> ANDs of <paramref name="words"/> words each.</summary>
    public AndBatch(Step step, int words, int capacity)
    {
        (_step, _words) = (step, words);
        _left = step.Rent(checked(words * capacity));
        _right = step.Rent(checked(words * capacity));
    }

    /// <summary>Copies both operands; returns the number of their product.</summary>
    public int Add(Share x, Share y)
    {
        x.CopyTo(_left.Share.Slice(_count * _words, _words));
        y.CopyTo(_right.Share.Slice(_count * _words, _words));
        return _count++;
    }

    /// <summary>Computes all products in one round. They stand until the batch is disposed or cleared.</summary>
    public void Run()
    {
        var used = _count * _words;
        _step.And(_left.Share.Slice(0, used), _right.Share.Slice(0, used), _left.Share.Slice(0, used));
    }

    /// <summary>The product with this number, after <see cref="Run"/>.</summary>
    public Share this[int number] => _left.Share.Slice(number * _words, _words);

    /// <summary>Empties the batch for the next round.</summary>
    public void Clear() => _count = 0;

    /// <summary>Returns the buffers.</summary>
    public void Dispose()
    {
        _left.Dispose();
        _right.Dispose();
    }
}
