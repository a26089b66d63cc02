using System.Runtime.Versioning;
using Chorus.App.Tests.Match;
using Chorus.Log;
using Chorus.Log.Notes;

namespace Chorus.App.Tests.Cases;

/// <summary>A case's events in a log, a witness who looks at it, and whoever checks a copy: each as they call it.</summary>
public sealed class LogCommandTests : IDisposable
{
    private const string Origin = "example.org/cases";
    private static readonly string[] s_events = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "data", "cases", "fair-process.jsonl"));
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_case_is_logged_as_it_grows_witnessed_and_verified_with_every_event_in_it()
    {
        var key = Logged(20);
        var signed = Witness(key, "--name", "union.example");
        signed.Code.ShouldBe(0, string.Join('\n', signed.Error));
        signed.Output[0].ShouldBe($"Signed: {Origin} with 18 entries, the first that this witness saw. It is in {_folder["kept"]}.");
        Logged(s_events.Length);

        var verified = CommandLine.Run("verify", "log", _folder["log"], "--key", key, "--earlier", _folder["kept"], "--openings", _folder["openings"], "--witness", signed.Output[1].Split(": ")[1]);
        verified.Code.ShouldBe(0);
        verified.Output[0].ShouldStartWith($"{Origin}: 49 entries, signed by its key.");
        verified.Output[1..3].ShouldBe(["Every entry, every tile and the root fit.", "It continues the earlier checkpoint, of 18 entries."]);
        verified.Output[3].ShouldStartWith("union.example saw 18 entries at ");
        verified.Output[4].ShouldBe("49 openings, each of an entry of this log.");
        Witness(key).Output[0].ShouldContain("with 49 entries, which continue the 18 of before.");
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void The_log_tells_nothing_of_the_case_and_its_secrets_are_for_their_owner_alone()
    {
        Logged(s_events.Length);
        foreach (var file in Directory.EnumerateFiles(_folder["log"], "*", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(file, System.Text.Encoding.Latin1);
            text.ShouldNotContain("respondent");
            text.ShouldNotContain("2026-0");
        }

        foreach (var file in new[] { "key", "openings" })
        {
            File.GetUnixFileMode(_folder[file]).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public void An_event_that_was_changed_or_removed_is_not_logged_over_the_one_before()
    {
        Logged(20);
        foreach (var changed in new[] { s_events.Take(30).Select((line, i) => i == 1 ? line.Replace("reporter-1", "reporter-9", StringComparison.Ordinal) : line), s_events.Take(3) })
        {
            var refused = Log([.. changed]);
            refused.Code.ShouldBe(2);
            refused.Error.ShouldHaveSingleItem().ShouldEndWith("What was recorded stays; write a correction as an event of its own. Nothing was added.");
        }

        Log([.. s_events.Take(20)]).Output[0].ShouldStartWith($"{Origin}: 18 entries, 0 of them new.");
    }

    [Fact]
    public void A_log_that_its_keeper_wrote_anew_is_refused_by_the_witness_and_by_whoever_has_its_checkpoint()
    {
        var key = Logged(30);
        Witness(key, "--name", "union.example").Code.ShouldBe(0);
        Directory.Delete(_folder["log"], recursive: true);
        using (var signer = NoteSigner.Parse(File.ReadAllText(_folder["key"]).Trim()))
        using (var forged = LogWriter.Open(_folder["log"], signer))
        {
            forged.Append([.. Enumerable.Range(0, 18).Select(i => new[] { (byte)i })]);
        }

        var witnessed = Witness(key);
        (witnessed.Code, witnessed.Output[0]).ShouldBe((1, "Not signed. The log has 18 entries, and had 25 before: it has lost some."));
        var verified = CommandLine.Run("verify", "log", _folder["log"], "--key", key, "--earlier", _folder["kept"]);
        verified.Code.ShouldBe(1);
        verified.Output[^1].ShouldBe("The log has 18 entries, and had 25 before: it has lost some.");
        CommandLine.Run("verify", "log", _folder["log"], "--key", key).Output[^1].ShouldStartWith("No earlier checkpoint was given.");
        // Nor is it written on: what opens the honest entries does not open these.
        Log([.. s_events.Take(30)]).Error.ShouldHaveSingleItem().ShouldContain("does not open entry 0 of the log");
    }

    [Fact]
    public void A_witness_remembers_what_it_signed_itself_and_no_stranger_writes_in_its_memory()
    {
        var key = Logged(20);
        // Whoever keeps the log puts as many lines of strangers into the checkpoint as a note may have.
        var stranger = $"— stranger.example {Convert.ToBase64String(new byte[8])}\n";
        File.AppendAllText(_folder["log/checkpoint"], string.Concat(Enumerable.Repeat(stranger, 63)));
        Witness(key, "--name", "union.example").Code.ShouldBe(0);
        File.ReadAllText(_folder["kept"]).ShouldNotContain("stranger");
        Witness(key).Output[0].ShouldContain("with 18 entries, which continue the 18 of before.");

        File.Copy(_folder["log/checkpoint"], _folder["kept"], overwrite: true);
        Witness(key).Error.ShouldHaveSingleItem().ShouldContain("was not signed by this witness");
        var published = File.ReadAllText(_folder["log/checkpoint"]);
        CommandLine.Run("witness", _folder["log"], "--log", key, "--key", _folder["witness-key"], "--kept", _folder["log/checkpoint"]).Code.ShouldBe(2);
        File.ReadAllText(_folder["log/checkpoint"]).ShouldBe(published);
        File.Delete(_folder["kept"]);
        Witness(key).Error.ShouldHaveSingleItem().ShouldContain("Name the checkpoint that this witness signed last");
    }

    [Fact]
    public void A_copy_that_does_not_hold_is_not_signed_and_leaves_no_key_behind()
    {
        var key = Logged(20);
        var entries = Path.Combine(_folder["log"], "tile", "entries", "000.p", "18");
        File.WriteAllBytes(entries, File.ReadAllBytes(entries)[..^1]);
        var witnessed = Witness(key, "--name", "union.example");
        (witnessed.Code, File.Exists(_folder["witness-key"]), File.Exists(_folder["kept"])).ShouldBe((1, false, false));
        witnessed.Output.ShouldHaveSingleItem().ShouldStartWith("Not signed. tile/entries/000.p/18: ");
        Log(s_events).Error.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_witness_who_was_named_and_signed_nothing_is_a_fault()
    {
        var key = Logged(20);
        using var absent = NoteSigner.Generate("union.example", NoteAlgorithm.Witness);
        var verified = CommandLine.Run("verify", "log", _folder["log"], "--key", key, "--witness", absent.Key.ToString());
        (verified.Code, verified.Output[^1]).ShouldBe((1, "union.example has signed none of these checkpoints."));
    }

    [Fact]
    public void What_opens_an_entry_can_be_destroyed_and_the_log_goes_on_but_not_changed()
    {
        Logged(20);
        var lines = File.ReadAllLines(_folder["openings"]);
        File.WriteAllLines(_folder["openings"], [.. lines[..3], .. lines[4..]]);
        var ended = Log(s_events);
        ended.Output[0].ShouldStartWith($"{Origin}: 49 entries, 31 of them new.");
        ended.Output[1].ShouldBe("What opens 1 of them is destroyed, so they could not be compared.");
        File.ReadLines(_folder["openings"]).Count().ShouldBe(48);

        // Another salt, or the same change in both files, opens nothing that is in the log.
        File.WriteAllLines(_folder["openings"], [.. File.ReadAllLines(_folder["openings"]).Select((line, i) => i == 5 ? line.Replace("\"salt\":\"", "\"salt\":\"AAAA", StringComparison.Ordinal).Remove(line.IndexOf("\"salt\":\"", StringComparison.Ordinal) + 12, 4) : line)]);
        Log(s_events).Error.ShouldHaveSingleItem().ShouldContain("does not open entry 6 of the log: one of them was changed. Nothing was added.");
    }

    [Fact]
    public void A_key_signs_one_log_and_no_secret_lies_in_the_folder_that_is_published()
    {
        Logged(20);
        CommandLine.Run("case", "log", _folder["events.jsonl"], "--process", "fair-process", "--to", _folder["other"], "--key", _folder["key"], "--openings", _folder["other-openings"])
            .Error.ShouldHaveSingleItem().ShouldContain("A case has one log and one key");
        Directory.Exists(_folder["other"]).ShouldBeFalse();
        foreach (var (key, openings) in new[] { ("log/key", "openings"), ("key", "log/openings") })
        {
            CommandLine.Run("case", "log", _folder["events.jsonl"], "--process", "fair-process", "--to", _folder["log"], "--key", _folder[key], "--openings", _folder[openings], "--name", Origin)
                .Error.ShouldHaveSingleItem().ShouldEndWith("is in the log's folder, which may be copied and published. Name another place.");
        }
    }

    [Fact]
    public void An_opening_of_another_entry_or_another_log_is_told()
    {
        var key = Logged(20);
        var lines = File.ReadAllLines(_folder["openings"]);
        File.WriteAllLines(_folder["other"], [lines[0], lines[2].Replace("\"index\":2", "\"index\":1", StringComparison.Ordinal), lines[3].Replace("\"index\":3", "\"index\":99", StringComparison.Ordinal)]);
        var verified = CommandLine.Run("verify", "log", _folder["log"], "--key", key, "--openings", _folder["other"]);
        verified.Code.ShouldBe(1);
        verified.Output[^2..].ShouldBe(["Opening of entry 99: the log has no such entry.", "Opening of entry 1: the log has another entry there. What it opens was changed, or is of another log."]);
    }

    [Fact]
    public void What_cannot_be_used_is_said_with_what_to_do()
    {
        Log(s_events, name: null).Error.ShouldBe([$"There is no key {_folder["key"]}. Give --name to make one there, such as example.org/cases/17."]);
        Log(s_events, name: "our cases").Error.ShouldHaveSingleItem().ShouldStartWith("--name takes 1 to 200 ASCII characters without spaces");
        Log(["no event"]).Error.ShouldHaveSingleItem().ShouldStartWith("Line 1 is no event.");
        var key = Logged(20);
        File.Exists(_folder["log/checkpoint"]).ShouldBeTrue();
        CommandLine.Run("verify", "log", _folder["log"], "--key", "example.org").Error.ShouldBe(["A key of a log or a witness is written name+id+key, as its owner publishes it."]);
        CommandLine.Run("verify", "log", _folder["nowhere"], "--key", key).Error.ShouldBe(["checkpoint is missing."]);
        File.Delete(_folder["openings"]);
        Log(s_events).Error.ShouldHaveSingleItem().ShouldContain("and the log has 18 entries. Give the file that was written with it");
        using var other = NoteSigner.Generate(Origin, NoteAlgorithm.Log);
        CommandLine.Run("verify", "log", _folder["log"], "--key", other.Key.ToString()).Error.ShouldBe([$"The checkpoint is not signed by {Origin}."]);
    }

    private string Logged(int lines)
    {
        var ended = Log([.. s_events.Take(lines)]);
        ended.Code.ShouldBe(0, string.Join('\n', ended.Error));
        return ended.Output[^1].Split(": ")[1];
    }

    private CommandLine.Ended Log(string[] lines, string? name = Origin)
    {
        File.WriteAllLines(_folder["events.jsonl"], lines);
        return CommandLine.Run(
        [
            "case", "log", _folder["events.jsonl"], "--process", "fair-process", "--to", _folder["log"], "--key", _folder["key"], "--openings", _folder["openings"],
            .. name is null ? Array.Empty<string>() : ["--name", name],
        ]);
    }

    private CommandLine.Ended Witness(string key, params string[] options) =>
        CommandLine.Run(["witness", _folder["log"], "--log", key, "--key", _folder["witness-key"], "--kept", _folder["kept"], .. options]);
}
