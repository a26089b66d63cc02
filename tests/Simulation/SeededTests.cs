using Chorus.Simulation.Tests.Seeded;

namespace Chorus.Simulation.Tests;

/// <summary>Some hundred lists of operations and faults, each from a seed, against the release rule taken from its definition (docs/simulation.md).</summary>
public sealed class SeededTests(ITestOutputHelper output)
{
    [Fact]
    public void Whatever_happens_what_is_held_and_released_is_what_the_rule_says() => Seeds.Tell(0, 200, output);
}
