using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;
using Chorus.Simulation.Tests.World;
using Chorus.Trustee;
using Chorus.Trustee.Keys;
using Chorus.Trustee.Running;
using Chorus.Trustee.Storing;

namespace Chorus.Simulation.Tests;

/// <summary>The packet keys change with the epoch, and an old one is erased once nothing that is under way needs it.</summary>
public sealed class PacketKeyTests : IDisposable
{
    private readonly Circle _circle = Circle.OnDisk();

    public void Dispose() => _circle.Dispose();

    [Fact]
    public void A_refresh_gives_all_three_one_list_of_new_keys_that_each_has_signed()
    {
        _circle.Trustees.ShouldAllBe(trustee => trustee.PacketKeys == null);

        _circle.Refresh().ShouldAllBe(refresh => refresh.End == RunEnd.Completed);

        var lists = _circle.Trustees.Select(trustee => trustee.PacketKeys!.Value).ToList();
        var signed = new SignedPacketKeys(lists[0].List, [.. lists.Select(each => each.Signature)]);
        signed.FirstInvalid(_circle.Manifest).ShouldBeNull();
        signed.List.Epoch.ShouldBe(2u);
        signed.List.CountsUnder(_circle.Manifest).ShouldBeTrue();
        for (var i = 0; i < 3; i++)
        {
            signed.List.Keys[i].ShouldBe(_circle.Trustees[i].Keys.Packet.PublicKey);
            signed.List.Keys[i].ShouldNotBe(_circle.Manifest.Trustees[i].PacketKey);
        }
    }

    [Fact]
    public void What_was_sealed_before_a_refresh_is_taken_for_two_days_and_its_key_is_then_erased()
    {
        var reporter = _circle.NewReporter();
        var (early, late) = (reporter.Deposit(2, 1), reporter.Deposit(2, 2));
        _circle.Refresh();

        _circle.Time.Advance(TimeSpan.FromHours(48));
        Files(0).ShouldBe(["packet-1.key", "packet-2.key"]);
        _circle.Send(early).ShouldAllBe(answer => answer.Problem == null);

        _circle.Time.Advance(TimeSpan.FromHours(1));
        _circle.Send(late).ShouldAllBe(answer => answer.Problem == StatementProblem.StaleEpoch);
        _circle.Time.Advance(TimeSpan.FromHours(2));
        Files(0).ShouldBe(["packet-2.key"]);
        _circle.Send(reporter.Deposit(2, 3)).ShouldAllBe(answer => answer.Problem == null);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{")]
    [InlineData("null")]
    public void A_descriptor_that_is_gone_or_damaged_does_not_stand_in_the_way_of_a_refresh(string? left)
    {
        var descriptor = _circle.Folder(1).DescriptorFile;
        File.Delete(descriptor);
        if (left is not null)
        {
            File.WriteAllText(descriptor, left);
        }

        _circle.Refresh().ShouldAllBe(refresh => refresh.End == RunEnd.Completed);
        _circle.Restart(1);

        _circle.Trustees[1].PacketKeys.ShouldNotBeNull().List.Epoch.ShouldBe(2u);
        _circle.Send(_circle.NewReporter().Deposit(2, 1)).ShouldAllBe(answer => answer.Problem == null);
    }

    [Fact]
    public void Two_refreshes_on_one_day_leave_two_old_keys_for_as_long_as_either_may_be_needed()
    {
        var reporter = _circle.NewReporter();
        var first = reporter.Deposit(2, 1);
        _circle.Refresh();
        _circle.Time.Advance(TimeSpan.FromHours(24));
        var second = reporter.Deposit(2, 2);
        _circle.Refresh();

        _circle.Time.Advance(TimeSpan.FromHours(24));
        Files(1).ShouldBe(["packet-1.key", "packet-2.key", "packet-3.key"]);
        _circle.Send(first).ShouldAllBe(answer => answer.Problem == null);
        _circle.Time.Advance(TimeSpan.FromHours(3));
        Files(1).ShouldBe(["packet-2.key", "packet-3.key"]);
        _circle.Send(second).ShouldAllBe(answer => answer.Problem == null);
    }

    [Fact]
    public void An_old_key_whose_time_passed_while_the_trustee_was_stopped_is_erased_when_it_starts()
    {
        _circle.Refresh();
        _circle.Stop(0);
        _circle.Time.Advance(TimeSpan.FromDays(5));
        Files(0).ShouldBe(["packet-1.key", "packet-2.key"]);

        _circle.Restart(0);

        Files(0).ShouldBe(["packet-2.key"]);
        _circle.Trustees[0].PacketKeys!.Value.List.Epoch.ShouldBe(2u);
    }

    [Theory]
    [InlineData("packet-1.key")]
    [InlineData("packet-3.next")]
    [InlineData("packet-2.next")]
    public void A_stop_between_the_overwriting_of_a_key_and_its_name_does_not_keep_the_trustee_from_starting(string erased)
    {
        _circle.Refresh();
        _circle.Stop(0);
        var file = Path.Combine(_circle.Folder(0).KeysFolder, erased);
        File.WriteAllBytes(file, new byte[File.Exists(file) ? new FileInfo(file).Length : 190]);

        _circle.Restart(0);

        Files(0).ShouldBe(erased == "packet-1.key" ? ["packet-2.key"] : ["packet-1.key", "packet-2.key"]);
        _circle.Trustees[0].PacketKeys!.Value.List.Epoch.ShouldBe(2u);
    }

    [Fact]
    public void A_trustee_whose_folder_of_keys_is_an_older_one_says_so_and_a_refresh_mends_it()
    {
        _circle.Trustees.ShouldAllBe(trustee => !trustee.LacksPacketKey);
        _circle.Refresh();
        _circle.Trustees.ShouldAllBe(trustee => !trustee.LacksPacketKey);
        var deposit = _circle.NewReporter().Deposit(2, 1);
        _circle.Stop(1);
        File.Delete(Path.Combine(_circle.Folder(1).KeysFolder, "packet-2.key"));

        _circle.Restart(1);

        _circle.Trustees.Select(trustee => trustee.LacksPacketKey).ShouldBe([false, true, false]);
        _circle.Send(deposit)[1].Problem.ShouldBe(StatementProblem.StaleEpoch);
        _circle.Refresh().ShouldAllBe(refresh => refresh.End == RunEnd.Completed);
        _circle.Trustees.ShouldAllBe(trustee => !trustee.LacksPacketKey);
        _circle.Send(_circle.NewReporter().Deposit(2, 1)).ShouldAllBe(answer => answer.Problem == null);
    }

    [Fact]
    public void A_key_in_use_that_is_nothing_but_zeros_is_a_damaged_one()
    {
        _circle.Refresh();
        _circle.Stop(0);
        File.WriteAllBytes(Path.Combine(_circle.Folder(0).KeysFolder, "packet-2.key"), new byte[190]);

        Should.Throw<OperatorException>(() => KeyFolder.Load(_circle.Folder(0), 0)).Message.ShouldContain("packet-2.key");
        Files(0).ShouldBe(["packet-1.key", "packet-2.key"]);
    }

    [Fact]
    public void A_refresh_cut_off_anywhere_leaves_keys_that_follow_the_parts_and_no_deposit_is_lost()
    {
        var phases = new HashSet<EpochPhase>();
        for (var after = 0; ; after++)
        {
            using var circle = Circle.OnDisk();
            var reporter = circle.NewReporter();
            var before = reporter.Deposit(2, 1);
            var fell = false;
            circle.Refresh((trustee, sent, _, cut) =>
            {
                if (trustee == 0 && sent == after)
                {
                    fell = true;
                    cut(0);
                }
            });
            if (!fell)
            {
                break;
            }

            phases.Add(circle.Trustees[0].Epochs.Current.Phase);
            circle.Trustees.ShouldAllBe(trustee => trustee.Keys.Epoch == (trustee.Epochs.Current.Phase == EpochPhase.Prepared ? 1u : trustee.Epochs.Current.Number), $"cut at message {after}");
            for (var i = 0; i < 3; i++)
            {
                circle.Restart(i);
            }

            circle.Send(before).ShouldAllBe(answer => answer.Problem == null, $"cut at message {after}");
            circle.Run().ShouldAllBe(run => run.End == RunEnd.Completed, $"cut at message {after}");

            circle.Trustees.ShouldAllBe(trustee => trustee.Keys.Epoch == trustee.Epochs.Current.Number, $"cut at message {after}");
            circle.Trustees.Select(trustee => trustee.Keys.Epoch).Distinct().ShouldHaveSingleItem();
            Directory.EnumerateFiles(circle.Folder(0).KeysFolder, "packet-*.n*").ShouldBeEmpty($"cut at message {after}");
            circle.Send(reporter.Deposit(2, 2)).ShouldAllBe(answer => answer.Problem == null, $"cut at message {after}");
        }

        phases.ShouldBe([EpochPhase.Stable, EpochPhase.Prepared, EpochPhase.Switched], ignoreOrder: true);
    }

    [Fact]
    public void While_not_all_three_use_the_new_keys_the_old_ones_open_however_long_it_takes()
    {
        var before = _circle.NewReporter().Deposit(2, 1);
        new[] { 3, 3, 0 }.ToList().ForEach(quorum => _circle.Send(_circle.NewReporter().Deposit(quorum, 2)));
        // Trustee 0 falls silent before it says that it uses its new parts.
        _circle.Refresh((trustee, sent, _, cut) =>
        {
            if (trustee == 0 && sent == 22)
            {
                cut(0);
            }
        });
        _circle.Trustees.ShouldAllBe(trustee => trustee.Epochs.Current.Phase == EpochPhase.Switched);

        _circle.Time.Advance(TimeSpan.FromDays(10));
        _circle.Send(before).ShouldAllBe(answer => answer.Problem == null);
        _circle.Run().ShouldAllBe(run => run.End == RunEnd.Completed);
        Files(0).ShouldBe(["packet-1.key", "packet-2.key"]);
        _circle.Time.Advance(TimeSpan.FromDays(3));
        Files(0).ShouldBe(["packet-2.key"]);
    }

    [Fact]
    public void A_trustee_that_names_its_key_differently_to_the_two_others_ends_the_refresh()
    {
        // The longest message that a trustee sends before its new parts are compared: 32 bytes of the seed and the key.
        var lied = false;
        using var circle = Circle.InMemory();
        var refreshes = circle.Refresh(alter: (trustee, _, message) =>
        {
            if (trustee == 1 && message.Length == 64 && !lied)
            {
                lied = true;
                message[40] ^= 1;
            }
        });

        lied.ShouldBeTrue();
        refreshes.ShouldAllBe(refresh => refresh.End == RunEnd.Aborted);
        refreshes.ShouldContain(refresh => refresh.Sentence.Contains("packet keys", StringComparison.Ordinal));
        circle.Trustees.ShouldAllBe(trustee => trustee.Keys.Epoch == 1);
    }

    [Fact]
    public void A_manifest_with_the_keys_of_the_epoch_in_use_is_signed_and_one_with_older_keys_is_not()
    {
        _circle.Refresh();
        var now = _circle.Manifest;
        Manifest Next(IReadOnlyList<ManifestTrustee> trustees) => Manifest.Create(new ManifestContent(
            Manifest.Format, now.Version + 1, now.Deployment, now.Salt, now.Trial, now.RunEverySeconds, trustees, now.Site, now.Networks, now.Organisations));
        var file = Path.Combine(_circle.Folder(0).Root, "received.json");
        byte[] Sign(Manifest manifest)
        {
            File.WriteAllBytes(file, manifest.File);
            return TrusteeSetup.Sign(_circle.Folder(0), file);
        }

        Should.Throw<OperatorException>(() => Sign(Next(now.Trustees))).Message.ShouldContain("another packet key");
        var descriptors = Enumerable.Range(0, 3).Select(i => Descriptor.TryRead(_circle.Folder(i)).ShouldNotBeNull()).ToList();
        descriptors.ShouldAllBe(entry => entry.Epoch == 2);
        Sign(Next(descriptors)).Length.ShouldBe(64);
    }

    [Theory]
    [InlineData("packet-1.key")]
    [InlineData("packet-3.next")]
    public void A_manifest_is_signed_while_the_serving_process_erases_a_key(string erased)
    {
        _circle.Refresh();
        var now = _circle.Manifest;
        var descriptors = Enumerable.Range(0, 3).Select(i => Descriptor.TryRead(_circle.Folder(i)).ShouldNotBeNull()).ToList();
        var next = Manifest.Create(new ManifestContent(
            Manifest.Format, now.Version + 1, now.Deployment, now.Salt, now.Trial, now.RunEverySeconds, descriptors, now.Site, now.Networks, now.Organisations));
        var file = Path.Combine(_circle.Folder(0).Root, "received.json");
        File.WriteAllBytes(file, next.File);

        // As it lies open for the erasing: nobody else reads it, and half of it is zeros already.
        using (var erasing = new FileStream(Path.Combine(_circle.Folder(0).KeysFolder, erased), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None))
        {
            erasing.Write(new byte[20]);
            erasing.Flush();
            TrusteeSetup.Sign(_circle.Folder(0), file).Length.ShouldBe(64);
        }

        Files(0).ShouldContain(erased);
    }

    [Fact]
    public void After_a_replacement_all_three_have_new_keys_that_count_under_the_new_manifest()
    {
        using var circle = Circle.InMemory();
        circle.Refresh();
        circle.Lose(2);
        circle.Send(circle.NewReporter().Deposit(2, 1)).ShouldAllBe(answer => answer.Problem == null);

        circle.Replace(2).ShouldAllBe(replacement => replacement.End == RunEnd.Completed);

        circle.Trustees.ShouldAllBe(trustee => trustee.PacketKeys!.Value.List.Epoch == 3 && trustee.PacketKeys.Value.List.CountsUnder(circle.Manifest));
        var report = circle.NewReporter().Deposit(2, 1);
        Packet.EpochOf(report.Packets[2]).ShouldBe(3u);
        circle.Send(report).ShouldAllBe(answer => answer.Problem == null);
    }

    private string[] Files(int trustee) =>
        [.. Directory.EnumerateFiles(_circle.Folder(trustee).KeysFolder, "packet-*").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
}
