using System.Runtime.ExceptionServices;
using Chorus.Sealing;

namespace Chorus.Mpc.Links;

/// <summary>
/// Runs the three trustees of one computation in this process, each on a thread of its own, joined by links only:
/// for `chorus match`, measurements and tests. A deployment never does this, since one process then sees all.
/// </summary>
public static class ThreeParties
{
    /// <summary>Runs <paramref name="party"/> three times at once, with fresh pairwise keys, and returns the results by index.</summary>
    /// <exception cref="Exception">What a party threw; the other two then find their links closed.</exception>
    public static T[] Run<T>(Func<Seat, T> party) =>
        Run(party, [SecureRandom.Bytes(Seat.KeyBytes), SecureRandom.Bytes(Seat.KeyBytes), SecureRandom.Bytes(Seat.KeyBytes)], static (_, _, link) => link);

    /// <summary>
    /// As above with given keys, key i between trustees i and i+1, and every link end wrapped by
    /// <paramref name="wrap"/>(from, to, link), for tests that count or disturb messages.
    /// </summary>
    public static T[] Run<T>(Func<Seat, T> party, byte[][] keys, Func<int, int, ILink, ILink> wrap)
    {
        using var links = new LocalLinks();
        var results = new T[3];
        var failures = new Exception?[3];
        var threads = new Thread[3];
        for (var i = 0; i < 3; i++)
        {
            var index = i;
            var (next, previous) = ((i + 1) % 3, (i + 2) % 3);
            var seat = new Seat(
                i, wrap(i, next, links.Link(i, next)), wrap(i, previous, links.Link(i, previous)), keys[i], keys[previous]);
            threads[i] = new Thread(() => Guard(index)) { Name = $"chorus trustee {i}", IsBackground = true };
            threads[i].Start();

            void Guard(int self)
            {
                try
                {
                    results[self] = party(seat);
                }
                catch (Exception failure)
                {
                    failures[self] = failure;
                    links.Close(self);
                }
            }
        }

        foreach (var thread in threads)
        {
            thread.Join();
        }

        // A closed link is what the others see of somebody's failure: the cause comes first.
        var cause = failures.FirstOrDefault(failure => failure is not null && !IsBrokenLink(failure)) ?? failures.FirstOrDefault(failure => failure is not null);
        if (cause is not null)
        {
            ExceptionDispatchInfo.Throw(cause);
        }

        return results;
    }

    private static bool IsBrokenLink(Exception failure) => failure is LinkException || failure.InnerException is LinkException;
}
