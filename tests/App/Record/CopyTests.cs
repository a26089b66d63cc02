using System.Text.Json.Nodes;
using Chorus.App.Jobs;
using Chorus.App.Languages;
using Chorus.App.Tests.Deployment;
using Chorus.App.Tests.Match;
using Chorus.App.TimeStamps;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Exporting;
using Chorus.Sealing;
using Chorus.Sealing.TimeStamps;
using Microsoft.Extensions.Hosting;

namespace Chorus.App.Tests.Record;

/// <summary><c>chorus verify</c> and <c>chorus open</c> on a copy of what a site gives.</summary>
public sealed class CopyTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly Receipt _receipt = Receipt.New();
    private readonly ShiftedClock _clock = new();
    private TimeStampAuthority _authority = null!;
    private TestSite _site = null!;
    private TestReporter _reporter = null!;
    private RecordExport _export = null!;

    public async ValueTask InitializeAsync()
    {
        _authority = TimeStampAuthority.Create(_clock);
        _site = await TestSite.StartAsync(_clock, timeStamps: TimeStampSource.Own(_authority));
        var reporter = _reporter = new TestReporter(_site.Deployment.Manifest, keys: _receipt.Derive(_site.Deployment.Manifest.Deployment));
        var first = reporter.Seal(TestDeployment.Centre, Quorum.Of(3), 7);
        var second = reporter.Change(first, TestDeployment.Centre, Quorum.Keep, 7);
        foreach (var deposit in new[] { first, second })
        {
            using var sent = await _site.SendAsync(deposit);
        }

        _clock.Shift(TimeSpan.FromHours(1));
        await _site.Services.GetServices<IHostedService>().OfType<TimeStampJob>().Single().PassAsync(TestContext.Current.CancellationToken);
        using var written = await _site.PostAsync("/api/messages", TestSite.Body(reporter.Write(second, "One more thing.\u001b[2J")));
        _export = await KeptCopy.OfAsync(_site, reporter);
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public void A_copy_of_what_the_site_gives_holds()
    {
        var hash = Convert.ToHexStringLower(_site.Deployment.Manifest.Hash);

        File.WriteAllText(_folder["tsa.pem"], _authority.Roots.Pem);

        var verified = CommandLine.Run("verify", Save(_export), "--manifest-hash", hash, "--authority", _folder["tsa.pem"]);

        verified.Code.ShouldBe(0, string.Join('\n', verified.Output.Concat(verified.Error)));
        verified.Output[^4].ShouldStartWith($"Version 1: signed, unchanged, acknowledged by all three trustees, came in the hour {_export.Reports[0].Versions[0].Hour}, time-stamped ");
        verified.Output[^4].ShouldEndWith(" UTC by \"Chorus trial time-stamps, not evidence\".");
        verified.Output.ShouldContain("1 message: each signed by who wrote it.");
        verified.Output[^1].ShouldBe("Everything in this file holds.");
    }

    [Fact]
    public void A_time_stamp_of_another_authority_or_another_version_does_not_hold()
    {
        using var other = TimeStampAuthority.Create(TimeProvider.System);
        File.WriteAllText(_folder["other.pem"], other.Roots.Pem);
        CommandLine.Run("verify", Save(_export), "--authority", _folder["other.pem"]).Output.ShouldContain(line => line.EndsWith("but its time-stamp does NOT hold.", StringComparison.Ordinal));
        var report = _export.Reports[0];
        var swapped = _export with { Reports = [report with { Versions = [report.Versions[0] with { Stamp = report.Versions[1].Stamp }, report.Versions[1]] }] };

        var verified = CommandLine.Run("verify", Save(swapped));

        verified.Code.ShouldBe(1);
        verified.Output.ShouldContain(line => line.StartsWith("Version 1: ", StringComparison.Ordinal) && line.EndsWith("but its time-stamp does NOT hold.", StringComparison.Ordinal));
        verified.Output.ShouldContain(line => line.StartsWith("Version 2: ", StringComparison.Ordinal) && line.EndsWith("whose certificate you did not give (--authority).", StringComparison.Ordinal));
        File.WriteAllText(_folder["no.pem"], "hello");
        CommandLine.Run("verify", Save(_export), "--authority", _folder["no.pem"]).Code.ShouldBe(2);
    }

    [Fact]
    public void What_was_changed_in_a_copy_is_named()
    {
        var report = _export.Reports[0];
        var content = report.Versions[0].Content.ToArray();
        content[500] ^= 1;
        var changed = _export with { Reports = [report with { Versions = [report.Versions[0] with { Content = content }, report.Versions[1]] }] };

        var verified = CommandLine.Run("verify", Save(changed));

        verified.Code.ShouldBe(1);
        verified.Output.ShouldContain("Version 1: its content is NOT the one that was signed.");
        verified.Output[^1].ShouldBe("NOT everything in this file holds: see above.");
    }

    [Fact]
    public void A_version_that_was_left_out_breaks_the_chain_and_another_manifest_is_told()
    {
        var report = _export.Reports[0];
        var third = _export with { Reports = [report with { Versions = [report.Versions[1], report.Versions[0]] }] };
        CommandLine.Run("verify", Save(third)).Output.ShouldContain("Version 1: it does NOT follow the version before it.");

        var other = CommandLine.Run("verify", Save(_export), "--manifest-hash", new string('0', 64));

        other.Code.ShouldBe(1);
        other.Output.ShouldContain("Its hash is NOT the one that you gave.");
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 0)]
    [InlineData(3, 0)]
    public void A_history_that_names_another_manifest_does_not_hold_without_two_acknowledgements_by_the_files_trustees(int acknowledgements, int code)
    {
        var report = _export.Reports[0];
        var made = _export with { Reports = [report with { Versions = [UnderAnotherManifest(report.Versions[0], acknowledgements)] }] };

        var verified = CommandLine.Run("verify", Save(made));

        verified.Code.ShouldBe(code, string.Join('\n', verified.Output));
        verified.Output.ShouldContain(line => line.StartsWith("Version 1: signed, unchanged, ", StringComparison.Ordinal)
            && line.EndsWith(": NOT enough.", StringComparison.Ordinal) == (code == 1));
    }

    [Fact]
    public void A_version_that_names_the_files_manifest_needs_all_three_acknowledgements()
    {
        var report = _export.Reports[0];
        var first = report.Versions[0];
        var made = _export with { Reports = [report with { Versions = [first with { Acks = [first.Acks[0], first.Acks[1], first.Acks[0]] }, report.Versions[1]] }] };

        CommandLine.Run("verify", Save(made)).Output
            .ShouldContain("Version 1: signed, unchanged, but acknowledged by 2 of the three trustees of this manifest: NOT enough.");
    }

    [Fact]
    public async Task A_report_of_another_receipt_or_one_that_stands_there_twice_does_not_hold()
    {
        var other = _site.Reporter();
        using var sent = await _site.SendAsync(other.Seal(TestDeployment.Centre, Quorum.Of(3), 8, number: 1));
        var others = await KeptCopy.OfAsync(_site, other);
        using var again = await _site.SendAsync(_reporter.Seal(TestDeployment.Centre, Quorum.Of(3), 8, number: 1));
        var mine = await KeptCopy.OfAsync(_site, _reporter);
        ExportCheck.Check(mine).Holds.ShouldBeTrue();

        ShouldName(mine with { Reports = [.. _export.Reports, .. others.Reports] }, ExportFault.Family, "Version 1: signed by ANOTHER receipt than the rest of this file.");
        ShouldName(mine with { Reports = [.. mine.Reports, mine.Reports[0]] }, ExportFault.Repeated, "Version 1: its report stands in this file ALREADY, by its handle or its number.");
        // Another report under a number that is taken: no site took it, but the receipt can sign it.
        var twin = _reporter.Seal(TestDeployment.Centre, Quorum.Of(3), 8, number: 1);
        ShouldName(mine with { Reports = [.. mine.Reports, Acknowledged(twin)] }, ExportFault.Repeated, "Version 1: its report stands in this file ALREADY, by its handle or its number.");
    }

    [Fact]
    public void Versions_that_are_not_in_the_file_are_told()
    {
        var report = _export.Reports[0];

        var verified = CommandLine.Run("verify", Save(_export with { Reports = [report with { Versions = [report.Versions[1]] }] }));

        verified.Code.ShouldBe(0);
        verified.Output.ShouldContain("The versions before it are not in this file.");
    }

    [Theory]
    [InlineData("{", "The file is not a copy that \"Keep a copy\" made.")]
    [InlineData("[]", "The file is empty.")]
    [InlineData("""[{"format":"chorus/export/2"}]""", "The file does not follow its format at $.")]
    public void A_file_that_is_no_copy_is_refused_with_a_sentence(string text, string sentence)
    {
        File.WriteAllText(_folder["copy.json"], text);

        var verified = CommandLine.Run("verify", _folder["copy.json"]);

        verified.Code.ShouldBe(2);
        verified.Error.ShouldBe([sentence]);
        CommandLine.Run("verify", _folder["nowhere.json"]).Error[0].ShouldStartWith("There is no file ");
        CommandLine.Run("verify", _folder["copy.json"], "--manifest-hash", "12").Error.ShouldBe(["--manifest-hash takes 64 hex digits, as the trustees publish them."]);
    }

    [Fact]
    public async Task The_numbers_open_all_of_it_without_a_site()
    {
        var opened = await ChorusProcess.RunAsync(_receipt.Display, "open", Save(_export));

        opened.Code.ShouldBe(0, opened.Error);
        opened.Output.ShouldContain("Report 1, version 1, sealed in the hour ");
        opened.Output.ShouldContain("    story: Lavendelfeld\n");
        opened.Output.ShouldContain("  quorum: keep\n");
        opened.Output.ShouldContain("One more thing.?[2J");
        opened.Output.ShouldNotContain("threadKey");
        var words = WordLists.Read(Path.Combine(AppContext.BaseDirectory, "wwwroot")).In("en")!.Of(_receipt);
        (await ChorusProcess.RunAsync(string.Join(' ', words), "open", Save(_export))).Output.ShouldBe(opened.Output);
        var json = JsonNode.Parse((await ChorusProcess.RunAsync(_receipt.Digits, "open", Save(_export), "--json")).Output)!;
        json[0]!["versions"]![1]!["document"]!["answers"]!["story"]!.GetValue<string>().ShouldBe("Lavendelfeld");
    }

    [Theory]
    [InlineData("0123 0123 0123 0123 0123 0123 0123", "These numbers do not open this file.")]
    [InlineData("0123 0123", "A receipt has 28 numbers, or ten words, and 8 numbers came.")]
    [InlineData("", "A receipt has 28 numbers, or ten words, and 0 numbers came.")]
    public async Task Other_numbers_open_nothing_and_that_is_said(string numbers, string sentence)
    {
        var opened = await ChorusProcess.RunAsync(numbers, "open", Save(_export));

        opened.Code.ShouldBe(2);
        opened.Error.ShouldContain(sentence);
        opened.Output.ShouldBeEmpty();
    }

    private void ShouldName(RecordExport export, ExportFault fault, string sentence)
    {
        var found = ExportCheck.Check(export);
        found.Reports[^1].Versions.ShouldAllBe(v => v.Fault == fault);
        found.Reports.SkipLast(1).SelectMany(r => r.Versions).ShouldAllBe(v => v.Fault == ExportFault.None);
        var verified = CommandLine.Run("verify", Save(export));
        verified.Code.ShouldBe(1);
        verified.Output.ShouldContain(sentence);
    }

    private ExportedReport Acknowledged(SealedDeposit d) => new(
        d.Signed.Statement.Handle.ToArray(),
        [new(d.Signed.Bytes, d.Signed.Signature, d.Content, Digest.Sha256(d.Escrowed), d.SelfWrap, Acks(d.Signed.Hash, 3), _export.Made, null)]);

    /// <summary>The same, signed anew by the receipt: which manifest it names is the writer's to say.</summary>
    private ExportedVersion UnderAnotherManifest(ExportedVersion version, int acknowledgements)
    {
        var statement = version.Statement.ToArray();
        var at = statement.AsSpan().IndexOf(_site.Deployment.Manifest.Hash);
        at.ShouldBeGreaterThan(0);
        statement[at] ^= 1;
        return version with
        {
            Statement = statement, Signature = _reporter.Keys.Signing.Sign(statement), Acks = Acks(Statement.HashOf(statement), acknowledgements), Stamp = null,
        };
    }

    private List<byte[]> Acks(byte[] statementHash, int good) =>
        [.. Enumerable.Range(0, 3).Select(i => i < good ? Acknowledgement.Sign(_site.Deployment.SigningKeyOf(i), i, statementHash) : new byte[257])];

    private string Save(RecordExport export) => KeptCopy.Save(_folder["copy.json"], export);
}
