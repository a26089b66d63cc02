using Chorus.Cases.Deadlines;

namespace Chorus.Cases.Laws;

/// <summary>The least that a process file can give of a right that takes time.</summary>
internal static class Floor
{
    private const int LeastDays = 5;

    internal static IEnumerable<string> Check(string name, Period period)
    {
        if (period.LeastDays < LeastDays)
        {
            yield return $"periods.{name} is {period}; give at least {LeastDays} days";
        }
    }
}
