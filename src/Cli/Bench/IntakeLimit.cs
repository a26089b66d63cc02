using System.Diagnostics;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;

namespace Chorus.Cli.Bench;

/// <summary>
/// The most deposits that this machine could take in if it did nothing but what none of them can be acknowledged without: the signature
/// of the statement is verified by the site and by each trustee, and each trustee opens a packet. Measured in the same run, on all
/// processors at once, since machines differ by more than a program does.
/// </summary>
internal static class IntakeLimit
{
    private const int Verifications = 1 + Manifest.TrusteeCount;

    private static readonly TimeSpan s_time = TimeSpan.FromSeconds(1);

    /// <summary>Deposits per second; takes a second.</summary>
    public static double Measure()
    {
        var counts = new int[Environment.ProcessorCount];
        var start = Stopwatch.GetTimestamp();
        var threads = Enumerable.Range(0, counts.Length).Select(i => new Thread(() => counts[i] = Count(start))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return counts.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static int Count(long start)
    {
        using var reporter = SigningKey.Generate();
        using var trustee = BoxKey.Generate();
        var statement = SecureRandom.Bytes(Statement.Length);
        var signature = reporter.Sign(statement);
        var info = Label.Of("chorus/v1/bench");
        var packet = Hpke.Seal(trustee.PublicKey, info, statement, SecureRandom.Bytes(Packet.Length - Hpke.Overhead));
        var done = 0;
        for (; Stopwatch.GetElapsedTime(start) < s_time; done++)
        {
            for (var i = 0; i < Verifications; i++)
            {
                if (!SigningKey.Verify(reporter.PublicKey, statement, signature))
                {
                    throw new BenchFailedException("A signature did not verify.");
                }
            }
            for (var i = 0; i < Manifest.TrusteeCount; i++)
            {
                Hpke.Open(trustee, info, statement, packet);
            }
        }
        return done;
    }
}
