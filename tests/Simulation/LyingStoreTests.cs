using Chorus.Simulation.Tests.Seeded;
using Chorus.Simulation.Tests.World;

namespace Chorus.Simulation.Tests;

/// <summary>Seeds find a store that does not do what it says: a simulation that cannot fail shows nothing.</summary>
public sealed class LyingStoreTests
{
    private const int Most = 100;

    [Theory]
    [InlineData((int)StoreLie.HidesFullDisk)]
    [InlineData((int)StoreLie.KeepsWithdrawn)]
    [InlineData((int)StoreLie.KeepsFresh)]
    [InlineData((int)StoreLie.LosesReleases)]
    public void A_store_that_does_not_do_what_it_says_is_found(int lie) =>
        Enumerable.Range(1, Most).Any(seed => IsFound(seed, (StoreLie)lie)).ShouldBeTrue();

    private static bool IsFound(int seed, StoreLie lie)
    {
        try
        {
            Story.Tell(seed, new Tally(), lie);
            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }
}
