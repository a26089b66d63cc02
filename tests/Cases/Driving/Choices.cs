namespace Chorus.Cases.Tests.Driving;

/// <summary>Draws from one number, so that a list of numbers is a whole case and shrinks to a small one.</summary>
internal sealed class Choices(uint number)
{
    private ulong _left = number * 2654435761UL + 1;

    internal int Next(int count)
    {
        _left = (_left * 6364136223846793005UL) + 1442695040888963407UL;
        return (int)((_left >> 33) % (ulong)count);
    }

    internal T Of<T>(IReadOnlyList<T> things) => things[Next(things.Count)];

    internal bool Once(int times) => Next(times) == 0;
}
