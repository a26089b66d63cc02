using Chorus.Escrow.Matching;
using Chorus.Mpc;
using Chorus.Mpc.Links;
using Chorus.Tests.Mpc;
using Shouldly;
using Xunit;

namespace Chorus.Tests.Matching;

/// <summary>A run that cannot go on says where, and releases nothing.</summary>
public sealed class AbortTests
{
    private static readonly PlainReport[] Reports =
        [.. Enumerable.Range(0, 6).Select(id => new PlainReport(id, id / 2, id % 2, 2, [1, 10 + (ulong)id, 20 + (ulong)id, 30 + (ulong)id]))];

    [Fact]
    public void Trustees_whose_lists_differ_do_not_begin()
    {
        var lists = SharedReports.Split(Reports, new Random(1));
        foreach (var other in Differences(lists[1]))
        {
            var aborted = Should.Throw<MatchAbortedException>(() => ThreeParties.Run(seat =>
            {
                using var session = Session.Open(seat, new Meter(TimeProvider.System));
                var outcome = MatchRun.Execute(session, ReportColumns.Of(seat.Party == 1 ? other : lists[seat.Party]));
                return outcome.Released.Count;
            }));
            aborted.Step.ShouldBe("agree");
        }

        static IEnumerable<HeldReport[]> Differences(HeldReport[] list)
        {
            yield return list[1..];
            yield return [.. list[..2], list[2] with { Version = 2 }, .. list[3..]];
            yield return [.. list[..2], list[2] with { Number = 9 }, .. list[3..]];
            yield return [.. list[..2], list[2] with { Family = new byte[32] }, .. list[3..]];
            yield return [.. list[..2], list[2] with { EntryHash = new byte[32] }, .. list[3..]];
        }
    }

    [Fact]
    public void A_trustee_that_goes_away_ends_the_run_in_any_step_and_the_step_is_named()
    {
        var lists = SharedReports.Split(Reports, new Random(2));
        var steps = new HashSet<string>(StringComparer.Ordinal);
        for (var last = 3; last < 400; last++)
        {
            var sent = 0;
            try
            {
                Trio.Run(
                    last,
                    session =>
                    {
                        var aborted = Record.Exception(() => MatchRun.Execute(session, ReportColumns.Of(lists[session.Party])));
                        Note(aborted as MatchAbortedException);
                        return aborted is null ? true : throw aborted;
                    },
                    _ => null,
                    (from, _, link) => from == 2
                        ? new TappedLink(link, _ =>
                        {
                            if (++sent > last)
                            {
                                throw new LinkException("The cable was pulled.");
                            }
                        })
                        : link);
                break;
            }
            catch (MatchAbortedException aborted)
            {
                aborted.Party.ShouldNotBeNull();
            }
        }

        steps.ShouldBe(["agree", "rows", "shuffle", "sort", "trigger", "shuffle again", "open"], ignoreOrder: true);

        void Note(MatchAbortedException? aborted)
        {
            lock (steps)
            {
                if (aborted is not null)
                {
                    steps.Add(aborted.Step);
                }
            }
        }
    }

    [Fact]
    public void A_released_row_that_never_went_in_ends_the_run()
    {
        // Trustee 1 gets the same wrong copy of the last opening from both others: the only messages of 320 bytes,
        // twenty released rows of two words.
        var lists = SharedReports.Split([.. Reports.Select(report => report with { Quorum = report.Id == 5 ? 7 : 1 })], new Random(3));
        var aborted = Should.Throw<MatchAbortedException>(() => Trio.Run(
            3,
            session => MatchRun.Execute(session, ReportColumns.Of(lists[session.Party])),
            _ => null,
            (_, to, link) => to == 1 ? new TappedLink(link, message => message[6] ^= message.Length == 320 ? (byte)1 : (byte)0) : link));
        aborted.Step.ShouldBe("open");
        aborted.Message.ShouldContain("never went in");
    }

    [Fact]
    public void A_list_out_of_order_or_with_a_malformed_entry_is_the_callers_mistake()
    {
        var list = SharedReports.Split(Reports, new Random(4))[0];
        HeldReport[][] bad =
        [
            [list[1], list[0]],
            [list[0], list[0]],
            [list[0] with { Handle = new byte[15] }],
            [list[0] with { Family = new byte[31] }],
            [list[0] with { EntryHash = ReadOnlyMemory<byte>.Empty }],
            [list[0] with { Own = list[0].Own with { Quorum = 8 } }],
            [list[0] with { Next = list[0].Next with { Quorum = 255 } }],
        ];
        foreach (var reports in bad)
        {
            Should.Throw<ArgumentException>(() => ReportColumns.Of(reports));
        }
    }

    [Fact]
    public void Held_reports_and_parts_print_nothing_secret()
    {
        var report = SharedReports.Split(Reports, new Random(5))[0][0];
        report.Own.ToString().ShouldBe("[part]");
        report.ToString().ShouldBe("held report 00000000000000000000000000000000, version 1");
    }
}
