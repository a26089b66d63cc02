using Chorus.Simulation.Tests.Seeded;

namespace Chorus.Simulation.Tests;

/// <summary>As <see cref="SeededTests"/>, with five times as many seeds.</summary>
[Trait("Size", "Long")]
public sealed class ThousandSeedsTests(ITestOutputHelper output)
{
    [Fact]
    public void Whatever_happens_in_a_thousand_seeds_what_is_held_and_released_is_what_the_rule_says() => Seeds.Tell(1000, 1000, output);
}
