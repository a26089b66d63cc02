using System.Text.Json;
using Chorus.App.Tests.Deployment;
using Chorus.App.Tests.Match;
using Chorus.Escrow.Findings;
using Chorus.Log;
using Chorus.Log.Entries;
using Chorus.Log.Notes;
using Chorus.Log.Witnessing;
using Chorus.Sealing;

namespace Chorus.App.Tests.Cases;

/// <summary>What another employer does who was given a statement: as they call it.</summary>
public sealed class StatementCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TestDeployment _deployment = new(TimeProvider.System);

    public StatementCommandTests() => File.WriteAllBytes(_folder["manifest.json"], _deployment.Manifest.File);

    public void Dispose()
    {
        _deployment.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_finding_is_said_in_plain_sentences_with_who_said_so_and_what_no_check_can_tell()
    {
        var verified = Verify(Signed(Found()));
        verified.Code.ShouldBe(0, string.Join('\n', verified.Error));
        verified.Output[0].ShouldBe($"campus (campus) said this on {Day(-1)} of Alex Doe:");
        verified.Output[1].ShouldBe("Found on 2026-05-20, final on 2026-06-02: unwanted sexual attention, requests, messages, without touch (B03), by the standard preponderance, under fair-process@1.");
        verified.Output.ShouldContain($"{StatementText.PlainFindings}");
        verified.Output.ShouldContain($"It may be relied on until {Day(300)}.");
        verified.Output.ShouldContain("California: Something is law. (A code, section 1; as of 2025-01-01)");
        verified.Output[^1].ShouldStartWith("No check can tell whether campus has withdrawn it since");
    }

    [Fact]
    public void A_departure_says_that_nothing_was_found()
    {
        var verified = Verify(Signed(Left()));
        verified.Code.ShouldBe(0);
        verified.Output[1..3].ShouldBe(["They left (resigned); it was recorded on 2026-06-01.", $"{StatementText.PlainDeparture}"]);
    }

    [Fact]
    public void What_nobody_signed_is_not_repeated()
    {
        var changed = File.ReadAllText(Signed(Found())).Replace("Alex Doe", "Alex Dee", StringComparison.Ordinal);
        File.WriteAllText(_folder["changed"], changed);
        var verified = Verify(_folder["changed"]);
        verified.Code.ShouldBe(1);
        verified.Output[0].ShouldBe("The signature is by no key of campus in the manifest: the statement was changed, or somebody else made it.");
        verified.Output.ShouldAllBe(line => !line.Contains("Dee"));
        Verify(Signed(Found() with { Organisation = new("harbour", "Harbour") })).Output[0].ShouldStartWith("The manifest has no organisation of the id");
        Verify(Signed(Found() with { Deployment = new byte[16] })).Output[0].ShouldStartWith("This statement is of another deployment");
    }

    [Fact]
    public void One_whose_last_day_is_over_or_whose_words_are_not_those_of_the_act_does_not_hold()
    {
        var old = Verify(Signed(Found() with { Issued = "2026-06-10", Until = Day(-2) }));
        (old.Code, old.Output[^2]).ShouldBe((1, $"Its last day, {Day(-2)}, is over: do not rely on it."));
        var worded = Verify(Signed(Found() with { Findings = [Found().Findings[0] with { Means = "something terrible" }] }));
        (worded.Code, worded.Output[^2]).ShouldBe((1, "The words of B03 are not those of the code, which are: unwanted sexual attention, requests, messages, without touch."));
        Verify(Signed(Found() with { Issued = Day(3) })).Code.ShouldBe(1);
    }

    [Fact]
    public void Its_events_are_in_the_log_that_trustees_have_seen()
    {
        using var key = NoteSigner.Generate(SiteLog.Origin(_deployment.Manifest.Deployment), NoteAlgorithm.Log);
        var text = Found();
        var signed = FindingStatement.Sign(text, _deployment.Organisations[TestDeployment.Campus].Signing, []);
        var openings = Openings(text, Convert.ToHexStringLower(signed.Digest));
        Logged(key, openings);
        var file = Written(text, openings);
        var verified = Verify(file, "--log", _folder["log"], "--key", key.Key.ToString());
        verified.Code.ShouldBe(0, string.Join('\n', [.. verified.Error, .. verified.Output]));
        verified.Output.ShouldContain("All of them are in the copy of the log, which has 3 entries and fits in itself.");
        verified.Output[^2].ShouldStartWith("No trustee's signature of a log with all of them is in the copy");

        using (var witness = SiteLog.Witness(_deployment.Manifest.Deployment, 1, _deployment.SigningKeyOf(1)))
        {
            Directory.CreateDirectory(_folder["log/witnessed"]);
            var copy = LogCopy.Open(_folder["log"], key.Key);
            File.WriteAllBytes(_folder["log/witnessed/1"], copy.Show(new(key.Key, witness, null), TimeProvider.System.GetUtcNow()).Note!.ToUtf8());
        }

        Verify(file, "--log", _folder["log"], "--key", key.Key.ToString()).Output[^2].ShouldStartWith("They were seen there by Trustee 1 (by ");
        // Another salt opens another entry; a statement of another digest is not the one that was given.
        var other = Written(text, [openings[0] with { Salt = SecureRandom.Bytes(32) }, openings[1]]);
        Verify(other, "--log", _folder["log"], "--key", key.Key.ToString()).Output.ShouldContain("Entry 1 of the log is another than the statement opens.");
        Verify(Written(text with { Salt = SecureRandom.Bytes(32) }, openings)).Output.ShouldContain("e40 in the log (statement-given) does not say what the statement says.");
        Verify(Written(text, [openings[0]])).Output.ShouldContain("It rests on e31 and does not open it.");
        Verify(Written(text, [openings[1]])).Output.ShouldContain("It does not open the event that gave it, once.");
        Verify(Written(text, [openings[0], openings[1] with { Content = openings[1].Content.Replace("\"substantiated", "\"not-substantiated", StringComparison.Ordinal) }])).Code.ShouldBe(1);
        Verify(Written(text, [openings[0], openings[1] with { Content = openings[1].Content.Replace("0001", "0002", StringComparison.Ordinal) }])).Output.ShouldContain("It opens events of another organisation, or of more than one case.");
    }

    [Fact]
    public void What_cannot_be_used_is_said_with_what_to_do()
    {
        File.WriteAllText(_folder["no"], "no");
        Verify(_folder["no"]).Error.ShouldHaveSingleItem().ShouldBe("The file does not follow its format at $.");
        Verify(_folder["nowhere"]).Error.ShouldHaveSingleItem().ShouldStartWith("There is no file");
        var half = Verify(Signed(Found()), "--log", _folder["log"]);
        (half.Code, half.Error.ShouldHaveSingleItem()).ShouldBe((2, "--log and --key go together: the copy of the log, and the key by which it is signed."));
        CommandLine.Run("verify", "statement", Signed(Found())).Code.ShouldNotBe(0);
    }

    private CommandLine.Ended Verify(string file, params string[] more) => CommandLine.Run(["verify", "statement", file, "--manifest", _folder["manifest.json"], .. more]);

    private string Signed(StatementText text) => Written(text, []);

    private string Written(StatementText text, IReadOnlyList<StatementOpening> openings)
    {
        File.WriteAllBytes(_folder["statement.json"], FindingStatement.Sign(text, _deployment.Organisations[TestDeployment.Campus].Signing, openings).ToJson());
        return _folder["statement.json"];
    }

    // The entry of somebody else's event, the one that gave the statement, and the finding.
    private void Logged(NoteSigner key, StatementOpening[] openings)
    {
        using var log = LogWriter.Open(_folder["log"], key);
        log.Append([SecureRandom.Bytes(33), .. openings.Select(o => new Opening(o.Index, o.Kind, o.Salt, o.Content).Entry(key.Key.Name))]);
    }

    private static StatementOpening[] Openings(StatementText text, string digest)
    {
        StatementOpening Of(long index, object @event) => new(index, "site-case-event", SecureRandom.Bytes(32),
            JsonSerializer.Serialize(new { by = "staff-2", @case = "0001", @event, organisation = TestDeployment.Campus }));
        return
        [
            Of(1, new Dictionary<string, object> { ["kind"] = "statement-given", ["id"] = "e40", ["digest"] = digest, ["says"] = text.Says, ["until"] = text.Until, ["rests-on"] = text.RestsOn }),
            Of(2, new { kind = "finding-made", id = "e31", finding = "substantiated", standard = "preponderance" }),
        ];
    }

    private StatementText Found() => new(
        _deployment.Manifest.Deployment, SecureRandom.Bytes(32), new(TestDeployment.Campus, "campus"), "Alex Doe", StatementText.OfFindings, StatementText.PlainFindings,
        [new("e31", "B03", "unwanted sexual attention, requests, messages, without touch", "preponderance", "fair-process@1", "2026-05-20", "2026-06-02")],
        null, "US-CA", [new("The person may answer to it.", null, null, null), new("Something is law.", "California", "A code, section 1", "2025-01-01")], Day(-1), Day(300));

    private StatementText Left() => Found() with
    {
        Says = StatementText.OfDeparture, Plain = StatementText.PlainDeparture, Findings = [], Departure = new("e12", "resigned", "2026-06-01"), Until = Day(80),
    };

    private static string Day(int later) => $"{TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(later):yyyy-MM-dd}";
}
