using Chorus.Escrow.Depositing;
using Chorus.Simulation.Tests.World;
using Chorus.Trustee.Running;
using Chorus.Trustee.Storing;

namespace Chorus.Simulation.Tests;

/// <summary>A trustee is lost for good, and the two others hand what it had to its successor.</summary>
public sealed class ReplacementTests : IDisposable
{
    private readonly Circle _circle = Circle.InMemory();

    public void Dispose() => _circle.Dispose();

    /// <summary>Who is lost, and how many refreshes there were before.</summary>
    public static TheoryData<int, int> Losses => new() { { 0, 0 }, { 1, 0 }, { 2, 0 }, { 0, 1 }, { 1, 2 }, { 2, 1 } };

    [Theory]
    [MemberData(nameof(Losses))]
    public void The_successor_holds_new_parts_and_reports_are_released_with_its_records(int lost, int refreshes)
    {
        var waiting = _circle.NewReporter().Deposit(3, 1);
        var kept = _circle.NewReporter().Deposit(0, 1);
        var pair = new[] { _circle.NewReporter().Deposit(2, 2), _circle.NewReporter().Deposit(2, 2) };
        var all = new[] { waiting, kept, pair[0], pair[1] };
        all.ToList().ForEach(report => _circle.Send(report));
        _circle.Run().ShouldAllBe(run => run.End == RunEnd.Completed);
        for (var i = 0; i < refreshes; i++)
        {
            _circle.Refresh().ShouldAllBe(refresh => refresh.End == RunEnd.Completed);
        }

        var before = all.Select(report => PartsAt.Of(_circle, report)).ToList();
        _circle.Lose(lost);

        _circle.Replace(lost).ShouldAllBe(replacement => replacement.End == RunEnd.Completed);

        _circle.Trustees[lost].Reports.ShouldBe(4);
        foreach (var (report, old) in all.Zip(before))
        {
            var fresh = PartsAt.Of(_circle, report);
            fresh.Shared().ShouldBe(old.Shared());
            fresh.Epoch.ShouldBe((uint)refreshes + 2);
            fresh.Stores[lost].PartOwn.ShouldNotBe(old.Stores[lost].PartOwn);
            fresh.Stores[lost].PartNext.ShouldNotBe(old.Stores[lost].PartNext);

            // What the lost one had does not fit what another one has now.
            var (a, b) = ((lost + 1) % 3, (lost + 2) % 3);
            var mixed = Part.Join(Part.Decode(old.Stores[lost].PartOwn), Part.Decode(old.Stores[lost].PartNext), Part.Decode(fresh.Stores[a].PartNext));
            Convert.ToHexString(mixed.Escrow.Span).ShouldNotBe(old.Shared().Escrow);
            fresh.Stores[a].PartNext.ShouldBe(fresh.Stores[b].PartOwn);
        }

        // What was released before is not released again, and the next run has the next number.
        _circle.Send(_circle.NewReporter().Deposit(2, 1));
        _circle.Send(_circle.NewReporter().Deposit(3, 1));
        var runs = _circle.Run();
        runs.ShouldAllBe(run => run.End == RunEnd.Completed && run.Number == 2);
        _circle.Site.Groups(2, lost).Single().Count.ShouldBe(3);
        foreach (var other in new[] { (lost + 1) % 3, (lost + 2) % 3 })
        {
            _circle.Site.Open(waiting, lost, other).Document.Answers["story"]!.Text.ShouldBe(Reporter.Story);
        }
    }

    [Fact]
    public void A_successor_takes_no_part_before_it_was_handed_the_parts_of_a_later_epoch()
    {
        _circle.Send(_circle.NewReporter().Deposit(2, 1));
        _circle.Send(_circle.NewReporter().Deposit(2, 1));
        _circle.Refresh();
        _circle.Lose(1);

        _circle.Run().ShouldAllBe(run => run.End == RunEnd.Aborted);
        _circle.Replace(1).ShouldAllBe(replacement => replacement.End == RunEnd.Completed);
        _circle.Run().ShouldAllBe(run => run.End == RunEnd.Completed);
        _circle.Site.Released.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_replacement_cut_off_at_any_message_is_repeated_and_costs_nothing(int party)
    {
        for (var after = 0; ; after++)
        {
            using var circle = Circle.InMemory();
            var pair = new[] { circle.NewReporter().Deposit(2, 1), circle.NewReporter().Deposit(2, 1) };
            pair.ToList().ForEach(report => circle.Send(report));
            circle.Refresh();
            var shared = PartsAt.Of(circle, pair[0]).Shared();
            var lost = after % 3;
            circle.Lose(lost);
            var fell = false;
            circle.Replace(lost, (trustee, sent, _, cut) =>
            {
                if (trustee == party && sent == after)
                {
                    fell = true;
                    cut(party);
                }
            });
            if (!fell)
            {
                after.ShouldBeGreaterThan(30);
                break;
            }

            circle.Restart(party);
            circle.Replace(lost).ShouldAllBe(replacement => replacement.End == RunEnd.Completed);
            PartsAt.Of(circle, pair[0]).Shared().ShouldBe(shared);
            circle.Run().ShouldAllBe(run => run.End == RunEnd.Completed);
            circle.Site.Released.Count.ShouldBe(2);
        }
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    public void One_of_the_two_that_are_left_cannot_hand_over_another_part(int liar, int refreshes)
    {
        var report = _circle.NewReporter().Deposit(5, 1);
        _circle.Send(report);
        for (var i = 0; i < refreshes; i++)
        {
            _circle.Refresh();
        }

        var shared = PartsAt.Of(_circle, report).Shared();
        _circle.Lose(0);

        // The quorum's lowest bit of the part: from 5 voices to another number.
        var replacements = _circle.Replace(0, alter: (trustee, _, message) =>
        {
            if (trustee == liar && message.Length is 146 or 621)
            {
                message[1 + Part.EscrowLength] ^= 1;
            }
        });

        replacements.ShouldAllBe(replacement => replacement.End == RunEnd.Aborted);
        replacements[0].Sentence.ShouldContain("commitment");
        _circle.Trustees[0].Reports.ShouldBe(0);
        _circle.Replace(0).ShouldAllBe(replacement => replacement.End == RunEnd.Completed);
        PartsAt.Of(_circle, report).Shared().ShouldBe(shared);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_deposit_that_the_lost_one_never_took_is_not_handed_over_and_counts_for_nobody(int lost)
    {
        var real = _circle.NewReporter().Deposit(2, 1);
        var half = _circle.NewReporter().Deposit(2, 1);
        _circle.Send(real);
        _circle.Send(half, (lost + 1) % 3, (lost + 2) % 3);
        _circle.Lose(lost);

        _circle.Replace(lost).ShouldAllBe(replacement => replacement.End == RunEnd.Completed);

        _circle.Trustees[lost].Reports.ShouldBe(1);
        _circle.Run().ShouldAllBe(run => run.End == RunEnd.Completed);
        _circle.Site.Released.ShouldBeEmpty();

        // Nor when another one is replaced later.
        _circle.Lose((lost + 1) % 3);
        _circle.Replace((lost + 1) % 3).ShouldAllBe(replacement => replacement.End == RunEnd.Completed);
        _circle.Run().ShouldAllBe(run => run.End == RunEnd.Completed);
        _circle.Site.Released.ShouldBeEmpty();
    }

    [Fact]
    public void What_all_three_acknowledged_is_handed_over_although_no_run_has_listed_it()
    {
        _circle.Refresh();
        var reporter = _circle.NewReporter();
        var first = reporter.Deposit(2, 1);
        _circle.Send(first);
        _circle.Send(_circle.NewReporter().Deposit(2, 1));
        _circle.Lose(1);

        _circle.Replace(1).ShouldAllBe(replacement => replacement.End == RunEnd.Completed);

        _circle.Run().ShouldAllBe(run => run.End == RunEnd.Completed);
        _circle.Site.Released.Count.ShouldBe(2);
    }

    [Fact]
    public void A_change_that_the_lost_one_never_took_leaves_the_version_before_it_to_be_handed_over()
    {
        var reporter = _circle.NewReporter();
        var first = reporter.Deposit(2, 1);
        _circle.Send(first);
        _circle.Send(reporter.Change(first, 5, 1), 0, 1);
        _circle.Lose(2);

        _circle.Replace(2).ShouldAllBe(replacement => replacement.End == RunEnd.Completed);

        _circle.VersionsAt(2, first).ShouldBe([1u]);
        _circle.Send(_circle.NewReporter().Deposit(2, 1));
        _circle.Run().ShouldAllBe(run => run.End == RunEnd.Completed);
        _circle.Site.Released.Count.ShouldBe(2);
    }

    [Fact]
    public void Before_the_site_has_named_what_it_keeps_nothing_is_handed_over_but_what_a_refresh_shows_needs_no_naming()
    {
        _circle.Send(_circle.NewReporter().Deposit(2, 1));
        _circle.Send(_circle.NewReporter().Deposit(2, 1));
        _circle.Refresh();
        _circle.Lose(2);

        var early = _circle.ReplaceUnnamed(2);
        early.ShouldAllBe(replacement => replacement.End == RunEnd.Aborted);
        early[2].Sentence.ShouldContain("the site has not said yet which reports it keeps");
        _circle.Trustees[2].Reports.ShouldBe(0);

        // A site that keeps quiet about reports cannot keep those of an earlier epoch from being handed over.
        _circle.Trustees[2].NoteKept([], last: true);
        _circle.ReplaceUnnamed(2).ShouldAllBe(replacement => replacement.End == RunEnd.Completed);
        _circle.Trustees[2].Reports.ShouldBe(2);
    }

    [Fact]
    public void A_report_withdrawn_at_one_of_the_two_is_not_handed_over_and_a_half_done_change_is_left_behind()
    {
        var reporter = _circle.NewReporter();
        var gone = reporter.Deposit(2, 1);
        var first = reporter.Deposit(2, 2);
        var second = reporter.Change(first, 5, 2);
        _circle.Send(gone);
        _circle.Send(first);
        _circle.Send(second, 0);
        _circle.Send(reporter.Withdraw(gone), 1);
        _circle.Lose(2);

        _circle.Replace(2).ShouldAllBe(replacement => replacement.End == RunEnd.Completed);

        _circle.Trustees[2].Reports.ShouldBe(1);
        _circle.VersionsAt(2, first).ShouldBe([1u]);
        _circle.VersionsAt(0, first).ShouldBe([1u, 2u]);
        _circle.Send(_circle.Sealer.Withdraw(reporter.Keys, first.Signed)).ShouldAllBe(answer => answer.Problem == null);
    }

    [Fact]
    public void A_replacement_needs_the_consent_of_both_that_are_left()
    {
        var keys = Enumerable.Range(0, 3).Select(_ => Chorus.Sealing.SigningKey.Generate()).ToArray();
        var manifest = Chorus.Escrow.Manifests.Manifest.Create(new(
            Chorus.Escrow.Manifests.Manifest.Format, 1, new byte[16], new byte[32], true, 60,
            [.. keys.Select((key, i) => new Chorus.Escrow.Manifests.ManifestTrustee(i, $"Trustee {i}", key.PublicKey, 1, Chorus.Sealing.SecureRandom.Bytes(32), Chorus.Sealing.SecureRandom.Bytes(32)))],
            _circle.Manifest.Site, [], _circle.Manifest.Organisations));
        var book = new ConsentBook(new Chorus.Trustee.KnownManifests(manifest), _circle.Time);
        RunConsent By(int trustee, RunKind kind) => RunConsent.Give(kind, trustee, keys[trustee], manifest.Deployment, _circle.Time.GetUtcNow());

        book.Add(By(2, RunKind.Replace2), out var accepted).ShouldBeNull();
        accepted.ShouldBeFalse();
        book.Allows(RunKind.Replace2, [By(0, RunKind.Replace2), By(2, RunKind.Replace2)]).ShouldBeFalse();
        book.Allows(RunKind.Replace2, [By(0, RunKind.Replace2), By(1, RunKind.Replace1)]).ShouldBeFalse();
        book.Allows(RunKind.Replace2, [By(0, RunKind.Replace2), By(1, RunKind.Replace2)]).ShouldBeTrue();
        book.Add(By(0, RunKind.Replace2), out _).ShouldBeNull();
        book.Add(By(1, RunKind.Refresh), out _).ShouldBeNull();
        book.Add(By(1, RunKind.Replace2), out _)!.Count.ShouldBe(2);
    }
}
