using Chorus.Simulation.Tests.Seeded;

namespace Chorus.Simulation.Tests;

/// <summary>As <see cref="SeededTests"/>, with ten times as many seeds.</summary>
[Trait("Size", "Long")]
public sealed class ThousandsOfSeedsTests(ITestOutputHelper output)
{
    [Fact]
    public void Whatever_happens_in_thousands_of_seeds_what_is_held_and_released_is_what_the_rule_says() => Seeds.Tell(1000, 2000, output);
}
