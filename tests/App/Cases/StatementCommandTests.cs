using System.Text.Json;
using Chorus.App.Tests.Deployment;
using Chorus.App.Tests.Match;
using Chorus.Cases.Codes;
using Chorus.Cases.Jurisdictions;
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
    public void A_bare_signature_says_so_last_and_is_not_all_that_there_is_to_check()
    {
        var verified = Verify(Signed(Found()));
        verified.Code.ShouldBe(1, string.Join('\n', verified.Error));
        verified.Output[0].ShouldStartWith("Signed by the newest key of campus in the manifest with the hash");
        verified.Output[1].ShouldBe($"campus (campus) said this on {Day(-1)} of Alex Doe:");
        verified.Output[2].ShouldBe("Found on 2026-05-20, final on 2026-06-02: unwanted sexual attention, requests, messages, without touch (B03), by the standard preponderance, under fair-process@1.");
        verified.Output.ShouldContain($"{StatementText.PlainFindings}");
        verified.Output.ShouldContain($"It may be relied on until {Day(300)}.");
        verified.Output[^2].ShouldStartWith("No check can tell whether campus has withdrawn it since");
        verified.Output[^1].ShouldStartWith("Only the signature speaks: that campus decided it in a case was not checked. It opens no entries");
    }

    [Fact]
    public void A_departure_says_that_nothing_was_found() =>
        Verify(Signed(Left())).Output[2..4].ShouldBe(["They left (resigned); it was recorded on 2026-06-01.", $"{StatementText.PlainDeparture}"]);

    [Fact]
    public void A_sentence_that_is_not_of_the_place_and_words_that_are_not_the_code_s_are_said_to_be_so()
    {
        var ours = StatementWording.For("US-CA", StatementKind.Findings).Select(s => new StatementLine(s.Says, s.Law?.Place, s.Law?.Source, s.Law is { } law ? $"{law.AsOf:yyyy-MM-dd}" : null)).ToArray();
        const string NotOurs = "This is not one of the sentences of this Chorus: an older one perhaps, or somebody's own.";
        Verify(Signed(Found() with { Wording = ours })).Output.ShouldNotContain(NotOurs);
        var worded = Verify(Signed(Found() with { Wording = [.. ours, new("Never hire them.", null, null, null)], Findings = [Found().Findings[0] with { Means = "something terrible" }] })).Output.ToList();
        worded[worded.IndexOf("Never hire them.") + 1].ShouldBe(NotOurs);
        worded.ShouldContain("The file words B03 otherwise: \"something terrible\". Above are the words of the code.");
        worded[2].ShouldContain(": unwanted sexual attention, requests, messages, without touch (B03)");
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
    public void What_does_not_hold_comes_first_and_then_nothing_is_said_of_the_person()
    {
        var old = Verify(Signed(Found() with { Issued = "2026-06-10", Until = Day(-2) }));
        (old.Code, old.Output[0]).ShouldBe((1, $"Its last day, {Day(-2)}, is over: do not rely on it."));
        old.Output[^1].ShouldStartWith("Do not rely on it: what does not hold stands above.");
        old.Output.ShouldAllBe(line => !line.Contains("Doe") && !line.Contains("B03"));
        Verify(Signed(Found() with { Issued = Day(3) })).Output[0].ShouldBe($"It is dated {Day(3)}, which is still to come.");
        Verify(Signed(Found() with { Findings = [Found().Findings[0] with { Act = "B99" }] })).Output[0].ShouldBe("There is no act B99.");
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
        verified.Output.ShouldContain("The 2 entries that it opens, that it was given and what it rests on, are in the copy of the log, which has 3 entries and fits in itself.");
        verified.Output[^1].ShouldBe("All that can be checked holds.");
        verified.Output[^3].ShouldStartWith("No trustee's signature of a log with all of them is in the copy");

        using (var witness = SiteLog.Witness(_deployment.Manifest.Deployment, 1, _deployment.SigningKeyOf(1)))
        {
            Directory.CreateDirectory(_folder["log/witnessed"]);
            var copy = LogCopy.Open(_folder["log"], key.Key);
            File.WriteAllBytes(_folder["log/witnessed/1"], copy.Show(new(key.Key, witness, null), TimeProvider.System.GetUtcNow()).Note!.ToUtf8());
        }

        Verify(file, "--log", _folder["log"], "--key", key.Key.ToString()).Output[^3].ShouldStartWith("They were seen there by Trustee 1 (by ");
        Verify(file).Output[^1].ShouldStartWith("Only the signature speaks: that campus decided it in a case was not checked. It says that it opens");
        // Another salt opens another entry; a statement of another digest is not the one that was given.
        var other = Written(text, [openings[0] with { Salt = SecureRandom.Bytes(32) }, openings[1]]);
        Verify(other, "--log", _folder["log"], "--key", key.Key.ToString()).Output.ShouldContain("Entry 2 of the log is another than the statement opens.");
        Verify(Written(text with { Salt = SecureRandom.Bytes(32) }, openings)).Output.ShouldContain("e40 in the log (statement-given) does not say what the statement says.");
        // Signed for other acts or other days than the log has.
        foreach (var changed in new[]
        {
            text with { Findings = [text.Findings[0] with { Act = "B14" }] }, text with { Issued = Day(-40) }, text with { Findings = [text.Findings[0] with { Made = "2026-05-10" }] },
        })
        {
            var given = Openings(text, Convert.ToHexStringLower(FindingStatement.Sign(changed, _deployment.Organisations[TestDeployment.Campus].Signing, []).Digest));
            Verify(Written(changed, given)).Output[0].ShouldEndWith("does not say what the statement says.");
        }

        Verify(Written(text, [openings[0], openings[1] with { Index = 5 }])).Output.ShouldContain("It rests on something that came into the log after it was given.");
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
        log.Append([SecureRandom.Bytes(33), .. openings.OrderBy(o => o.Index).Select(o => new Opening(o.Index, o.Kind, o.Salt, o.Content).Entry(key.Key.Name))]);
    }

    private static StatementOpening[] Openings(StatementText text, string digest)
    {
        StatementOpening Of(long index, object @event) => new(index, "site-case-event", SecureRandom.Bytes(32),
            JsonSerializer.Serialize(new { by = "staff-2", @case = "0001", @event, organisation = TestDeployment.Campus }));
        return
        [
            Of(2, new Dictionary<string, object>
            {
                ["kind"] = "statement-given", ["id"] = "e40", ["time"] = $"{Day(-1)}T12:00:00Z", ["digest"] = digest, ["respondent"] = "respondent-1", ["says"] = text.Says, ["until"] = text.Until, ["rests-on"] = text.RestsOn,
                ["acts"] = text.Findings.Select(f => f.Act),
            }),
            Of(1, new { kind = "finding-made", id = "e31", time = "2026-05-21T01:00:00Z", finding = "substantiated", standard = "preponderance" }),
        ];
    }

    private StatementText Found() => new(
        _deployment.Manifest.Deployment, SecureRandom.Bytes(32), new(TestDeployment.Campus, "campus"), "Alex Doe", StatementText.OfFindings, StatementText.PlainFindings,
        [new("e31", "B03", "unwanted sexual attention, requests, messages, without touch", "preponderance", "fair-process@1", "2026-05-20", "2026-06-02")],
        null, "US-CA", [new("The person may answer to it.", null, null, null), new("Something is law.", "California", "A code, section 1", "2025-01-01")], Day(-1), Day(300));

    [Fact]
    public void The_one_who_left_is_the_one_of_whom_the_statement_was_given()
    {
        var text = Left() with { Departure = new("e12", "resigned", "2026-06-01") };
        var digest = Convert.ToHexStringLower(FindingStatement.Sign(text, _deployment.Organisations[TestDeployment.Campus].Signing, []).Digest);
        StatementOpening Departure(string party) => new(1, "site-case-event", SecureRandom.Bytes(32), JsonSerializer.Serialize(
            new { @case = "0001", @event = new { kind = "departure-recorded", id = "e12", time = "2026-06-01T12:00:00Z", party, how = "resigned" }, organisation = TestDeployment.Campus }));
        Verify(Written(text, [Openings(text, digest)[0], Departure("respondent-1")])).Output[^1].ShouldStartWith("Only the signature speaks");
        Verify(Written(text, [Openings(text, digest)[0], Departure("respondent-2")])).Output[0].ShouldBe("e12 in the log (departure-recorded) does not say what the statement says.");
    }

    private StatementText Left() => Found() with
    {
        Says = StatementText.OfDeparture, Plain = StatementText.PlainDeparture, Findings = [], Departure = new("e12", "resigned", "2026-06-01"), Until = Day(80),
    };

    private static string Day(int later) => $"{TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(later):yyyy-MM-dd}";
}
