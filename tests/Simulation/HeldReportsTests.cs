using Chorus.Escrow.Depositing;
using Chorus.Trustee.Depositing;

namespace Chorus.Simulation.Tests;

/// <summary>What a trustee knows of its reports without reading them, against a plain list of them.</summary>
public sealed class HeldReportsTests
{
    [Fact]
    public void Families_and_versions_are_those_that_were_added_and_not_removed_in_whatever_order()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            var held = new HeldReports();
            var plain = new List<(Handle Handle, Bytes32 Depositor, uint Version)>();
            for (var step = 0; step < 200; step++)
            {
                Step(random, held, plain);

                held.Count.ShouldBe(plain.Select(report => report.Handle).Distinct().Count(), $"seed {seed}, step {step}");
                foreach (var depositor in Enumerable.Range(0, 4).Select(Bytes))
                {
                    held.Family(depositor).Select(chain => chain.Handle).Order()
                        .ShouldBe(plain.Where(report => report.Depositor == depositor).Select(report => report.Handle).Distinct().Order(), $"seed {seed}, step {step}");
                }

                foreach (var chain in held.All)
                {
                    chain.Versions.Select(version => version.Version)
                        .ShouldBe(plain.Where(report => report.Handle == chain.Handle).Select(report => report.Version).Order(), $"seed {seed}, step {step}");
                }
            }
        }
    }

    private static void Step(Random random, HeldReports held, List<(Handle Handle, Bytes32 Depositor, uint Version)> plain)
    {
        var report = random.Next(12);
        var handle = new Handle([.. Enumerable.Repeat((byte)report, Handle.Length)]);
        switch (random.Next(3))
        {
            case 0:
                held.Remove(handle);
                plain.RemoveAll(known => known.Handle == handle);
                break;
            default:
                var version = (uint)random.Next(1, 50);
                if (held.Find(handle, version) is null)
                {
                    held.Add(handle, Bytes(report % 4), report, new HeldVersion(version, Bytes(report), null));
                    plain.Add((handle, Bytes(report % 4), version));
                }

                break;
        }
    }

    private static Bytes32 Bytes(int value) => new([.. Enumerable.Repeat((byte)value, Bytes32.Length)]);
}
