using System.Runtime.Intrinsics;

namespace Chorus.Mpc.Shuffling;

/// <summary>Which of its two components a trustee reads or writes.</summary>
internal enum Component
{
    Own,
    Next,
}

/// <summary>What a shuffle moves: one shared value for each row.</summary>
internal interface IShuffledColumn<T>
{
    T Own(int row);

    T Next(int row);

    void Set(int row, Component component, T value);
}

/// <summary>The rows themselves, two words each.</summary>
internal readonly struct RowColumn(SharedRows rows) : IShuffledColumn<Vector128<ulong>>
{
    public Vector128<ulong> Own(int row) => rows.Span[row].GetLower();

    public Vector128<ulong> Next(int row) => rows.Span[row].GetUpper();

    public void Set(int row, Component component, Vector128<ulong> value)
    {
        ref var target = ref rows.Span[row];
        target = component == Component.Own ? target.WithLower(value) : target.WithUpper(value);
    }
}

/// <summary>One word for each row.</summary>
internal readonly struct TagColumn(ShareBuffer words) : IShuffledColumn<ulong>
{
    public ulong Own(int row) => words.Share.Own[row];

    public ulong Next(int row) => words.Share.Next[row];

    public void Set(int row, Component component, ulong value)
    {
        if (component == Component.Own)
        {
            words.Share.Own[row] = value;
        }
        else
        {
            words.Share.Next[row] = value;
        }
    }
}
