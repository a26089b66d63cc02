using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Chorus.App.Tests.Deployment;
using Chorus.App.Tests.Match;
using Chorus.Escrow.Exporting;
using Chorus.Sealing;

namespace Chorus.App.Tests.Record;

/// <summary><c>chorus seal</c> and <c>chorus work</c>.</summary>
public sealed partial class SealTests : IAsyncLifetime
{
    private const string Report = """
        {"format":"chorus/draft/1","questionnaire":{"id":"core","version":1},"language":"en","organisation":"workers-centre","quorum":3,
         "answers":{"story":"Lavendelfeld"},"identifiers":[{"kind":"phone","value":"600 123 456","region":"ES","mayRelease":true}]}
        """;

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly TempFolder _folder = new();
    private TestSite _site = null!;

    [GeneratedRegex(@"\b(\d{4} ){6}\d{4}\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Numbers();

    public async ValueTask InitializeAsync()
    {
        _site = await TestSite.StartAsync();
        await File.WriteAllBytesAsync(_folder["manifest.json"], _site.Deployment.Manifest.File);
        await File.WriteAllBytesAsync(_folder["manifest.signatures.json"], _site.Deployment.Signatures.ToJson());
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_deposit_that_was_sealed_here_is_taken_and_its_numbers_open_it()
    {
        var ended = Seal(Report, "--manifest-hash", Convert.ToHexStringLower(_site.Deployment.Manifest.Hash));
        ended.Code.ShouldBe(0, string.Join('\n', ended.Error));
        var deposit = await File.ReadAllTextAsync(_folder["deposit.json"], Stop);
        using var content = new StringContent(deposit, Encoding.UTF8, "application/json");

        using var answer = await _site.Client().PostAsync("/api/statements", content, Stop);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        Receipt.TryParse(Numbers().Match(string.Join('\n', ended.Output)).Value, out var receipt).ShouldBeTrue();
        var reporter = new TestReporter(_site.Deployment.Manifest, keys: receipt.Derive(_site.Deployment.Manifest.Deployment));
        var export = await KeptCopy.OfAsync(_site, reporter);
        var version = ExportOpener.Open(export, _site.Deployment.Manifest, reporter.Keys).Single().Versions.Single();
        version.Document!.Answers["story"]!.Text.ShouldBe("Lavendelfeld");
        version.Document.Identifiers[0].Value.ShouldBe("600 123 456");
        deposit.ShouldNotContain(receipt.Digits);
        deposit.ShouldNotContain("Lavendelfeld");
    }

    [Theory]
    [InlineData("{", "The report to seal does not follow its format at $.")]
    [InlineData("\"format\":\"chorus/draft/1\"=>\"format\":\"chorus/draft/2\"", "\"format\" has to be chorus/draft/1.")]
    [InlineData("\"quorum\":3=>\"quorum\":8", "The report to seal does not follow its format at $.quorum.")]
    [InlineData("workers-centre=>somebody", "The manifest has no organisation of that id; it has workers-centre, legal-aid, campus.")]
    [InlineData("\"phone\"=>\"shoe\"", "Identifier 1: there is no such \"kind\"; use email, phone, profile, staff-id, vehicle, name or role.")]
    [InlineData("600 123 456=>600 12", "Identifier 1 (phone): This phone number is too short for Spain")]
    [InlineData("\"mayRelease\":true=>\"mayRelease\":false", "A report with a quorum needs an identifier with \"mayRelease\": true; or set \"quorum\" to \"keep\".")]
    [InlineData("\"language\":\"en\"=>\"language\":\"\"", "\"language\" has to be a language's code, such as en.")]
    public void What_cannot_be_sealed_is_said_in_a_sentence_and_nothing_is_written(string change, string sentence)
    {
        var parts = change.Split("=>");
        var report = parts.Length == 1 ? parts[0] : Report.Replace(parts[0], parts[1], StringComparison.Ordinal);

        var ended = Seal(report);

        ended.Code.ShouldBe(2);
        ended.Error.ShouldHaveSingleItem().ShouldStartWith(sentence);
        ended.Output.ShouldBeEmpty();
        File.Exists(_folder["deposit.json"]).ShouldBeFalse();
    }

    [Fact]
    public void A_manifest_that_is_not_the_named_one_or_is_not_signed_is_not_sealed_to()
    {
        Seal(Report, "--manifest-hash", new string('0', 64)).Error[0].ShouldStartWith("The manifest is not the one that you named: its hash is ");
        var signatures = JsonNode.Parse(File.ReadAllText(_folder["manifest.signatures.json"]))!;
        signatures["signatures"]![1] = signatures["signatures"]![0]!.GetValue<string>();
        File.WriteAllText(_folder["manifest.signatures.json"], signatures.ToJsonString());
        Seal(Report).Error.ShouldBe(["Trustee 1 did not sign this manifest. Nothing was sealed."]);
        CommandLine.Run("seal", "--report", _folder["report.json"], "--out", _folder["deposit.json"]).Error[0].ShouldStartWith("Say where the manifest is");
        CommandLine.Run("seal", "--report", _folder["report.json"], "--out", _folder["deposit.json"], "--site", "http://chorus.example").Error[0].ShouldStartWith("--site takes an address");
        File.Exists(_folder["deposit.json"]).ShouldBeFalse();
    }

    [Fact]
    public async Task The_keys_are_fetched_from_a_site_and_one_that_is_not_there_is_told()
    {
        await using var site = await TestSite.StartAsync(sockets: true);
        await File.WriteAllTextAsync(_folder["report.json"], Report, Stop);

        CommandLine.Run("seal", "--report", _folder["report.json"], "--site", "http://127.0.0.1:1/", "--out", _folder["deposit.json"])
            .Error[0].ShouldBe("http://127.0.0.1:1/ does not give its manifest. Check the address and the connection, or save its files and use --manifest.");
        CommandLine.Run("seal", "--report", _folder["report.json"], "--site", $"{site.Address}", "--out", _folder["deposit.json"]).Code.ShouldBe(0);

        using var content = new StringContent(await File.ReadAllTextAsync(_folder["deposit.json"], Stop), Encoding.UTF8, "application/json");
        using var client = site.Client();
        (await client.PostAsync("/api/statements", content, Stop)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public void A_deposit_is_not_written_over_a_file_that_is_there()
    {
        File.WriteAllText(_folder["deposit.json"], "somebody's");

        Seal(Report).Error[0].ShouldEndWith("already. Give --out another name.");

        File.ReadAllText(_folder["deposit.json"]).ShouldBe("somebody's");
    }

    [Fact]
    public async Task The_work_that_a_busy_site_asks_for_is_done_for_the_deposit()
    {
        Seal(Report).Code.ShouldBe(0);
        var body = await File.ReadAllBytesAsync(_folder["deposit.json"], Stop);
        using var key = AdmissionKey.Draw();
        var challenge = WorkChallenge.Give(key, bits: 10, until: 60);

        var ended = CommandLine.Run("work", _folder["deposit.json"], "--challenge", challenge.ToString());

        ended.Code.ShouldBe(0);
        WorkProof.TryDecode(ended.Output.Single(), out var proof).ShouldBeTrue();
        (proof!.IsSolved, proof.IsFor(body), proof.Challenge.IsOf(key)).ShouldBe((true, true, true));
        CommandLine.Run("work", _folder["deposit.json"], "--challenge", "abc").Code.ShouldBe(2);
    }

    private CommandLine.Ended Seal(string report, params string[] options)
    {
        File.WriteAllText(_folder["report.json"], report);
        return CommandLine.Run(["seal", "--report", _folder["report.json"], "--manifest", _folder["manifest.json"], "--out", _folder["deposit.json"], .. options]);
    }
}
