using System.Text;
using System.Text.Json.Nodes;
using Chorus.Escrow.Findings;
using Chorus.Sealing;
using Chorus.Unit.Tests.Escrow;

namespace Chorus.Unit.Tests.Vectors;

internal static class FindingStatementVectors
{
    internal static VectorSet Make()
    {
        var set = new VectorSet("finding-statement");
        var trial = new Trial("finding statement");
        var manifest = Encoding.UTF8.GetString(trial.Manifest.File);
        var found = Found(trial);
        void Good(string name, StatementText text, IReadOnlyList<StatementOpening> openings)
        {
            var made = FindingStatement.Sign(text, trial.Organisation.Signing, openings);
            set.Good(name, ("manifest", manifest), ("file", Encoding.UTF8.GetString(made.ToJson())), ("digest", Convert.ToHexStringLower(made.Digest)), ("person", text.Person), ("says", text.Says));
        }

        var opening = new StatementOpening(7, "site-case-event", trial.Random.Bytes(32), """{"by":"staff-2","event":{}}""");
        Good("two findings, with openings", found, [opening, opening with { Index = 9 }]);
        Good("a name in another script, nothing opened", found with { Person = "山田 花子", Findings = [found.Findings[0]] }, []);
        Good("a departure", Left(trial), []);

        var file = FindingStatement.Sign(found, trial.Organisation.Signing, [opening]).ToJson();
        void Bad(string name, string why, byte[] changed, string? under = null) => set.Bad(name, why, ("manifest", under ?? manifest), ("file", Encoding.UTF8.GetString(changed)));
        void Resigned(string name, string why, Action<JsonObject> edit, StatementText? of = null) => Bad(name, why, Signed(trial, of ?? found, edit));
        Bad("not JSON", "the last brace is missing", file[..^1]);
        Bad("another version", "format 2", Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(file).Replace("finding-statement/1", "finding-statement/2", StringComparison.Ordinal)));
        Bad("another name", "one letter of the signed text differs", Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(file).Replace("Alex Doe", "Alex Dee", StringComparison.Ordinal)));
        Bad("another signer", "signed by the key of another organisation", FindingStatement.Sign(found, trial.Other.Signing, []).ToJson());
        Bad("another deployment", "its organisation is of another deployment", FindingStatement.Sign(found with { Deployment = trial.Random.Bytes(16) }, trial.Organisation.Signing, []).ToJson());
        Bad("an unknown organisation", "the manifest has none of this id", FindingStatement.Sign(found with { Organisation = new("harbour", "Harbour") }, trial.Organisation.Signing, []).ToJson());
        Resigned("another sentence", "a departure that does not say that nothing was found", t => t["plain"] = "He left.", Left(trial));
        Resigned("findings as a departure", "says one thing and has another", t => t["says"] = "departure");
        Resigned("a departure beside findings", "never both in one", t => t["departure"] = new JsonObject { ["event"] = "e9", ["how"] = "resigned", ["recorded"] = "2026-05-01" });
        Resigned("no finding", "a statement of findings without any", t => t["findings"] = new JsonArray());
        Resigned("a finding twice", "one event stands twice", t => t["findings"] = new JsonArray(t["findings"]![0]!.DeepClone(), t["findings"]![0]!.DeepClone()));
        Resigned("final before it was made", "days out of order", t => t["findings"]![0]!["final"] = "2026-05-19");
        Resigned("told before it is final", "issued while it could be appealed", t => t["findings"]![0]!["final"] = "2026-06-11");
        Resigned("no such day", "30 February", t => t["issued"] = "2026-02-30");
        Resigned("too long", "366 days", t => t["until"] = "2027-06-11");
        Resigned("too long where nothing is found", "91 days", t => t["until"] = "2026-09-09", Left(trial));
        Resigned("over before it begins", "the last day is before the day of issue", t => t["until"] = "2026-06-09");
        Resigned("a death", "nobody's next employer is told of it", t => t["departure"]!["how"] = "died", Left(trial));
        Resigned("another act", "no act has this code", t => t["findings"]![0]!["act"] = "X01");
        Resigned("a turned name", "a sign that turns the direction of what follows", t => t["person"] = "Alex \u202eeoD");
        Resigned("a blank name", "one letter of which nothing is to be seen", t => t["person"] = "\u3164");
        Resigned("a sign of direction in a name", "the Arabic letter mark", t => t["person"] = "Alex\u061c Doe");
        Bad("half a character in an opening", "a lone surrogate is no text", Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(file).Replace("\"content\":\"", "\"content\":\"\\ud800", StringComparison.Ordinal)));
        Resigned("a line end in a name", "would look like a line of its own", t => t["person"] = "Alex\nNothing was found.");
        Resigned("a law without its source", "a sentence on law has place, source and day", t => t["wording"]![1]!["source"] = null);
        Resigned("a stray member", "nobody would show it", t => t["remark"] = "He knows why.");
        Resigned("no salt", "31 bytes", t => t["salt"] = Base64UrlText.Encode(new byte[31]));
        return set;
    }

    internal static StatementText Found(Trial trial) => new(
        trial.Manifest.Deployment, trial.Random.Bytes(32), new("workers-centre", "Workers' Centre"), "Alex Doe", StatementText.OfFindings, StatementText.PlainFindings,
        [
            new("e31", "B03", "unwanted sexual attention, requests, messages, without touch", "preponderance", "fair-process@1", "2026-05-20", "2026-06-02"),
            new("e33", "R02", "retaliation: hours, shifts, route, rooms or pay cut", "preponderance", "fair-process@1", "2026-05-20", "2026-06-10"),
        ],
        null, "US-CA",
        [new("The person may answer to it.", null, null, null), new("Something is law.", "California", "A code, section 1", "2025-01-01")], "2026-06-10", "2027-06-10");

    internal static StatementText Left(Trial trial) => Found(trial) with
    {
        Says = StatementText.OfDeparture, Plain = StatementText.PlainDeparture, Findings = [], Departure = new("e12", "resigned", "2026-06-01"), Until = "2026-09-08",
    };

    // Good by its signature, whatever it says.
    private static byte[] Signed(Trial trial, StatementText text, Action<JsonObject> edit)
    {
        var outer = JsonNode.Parse(FindingStatement.Sign(text, trial.Organisation.Signing, []).ToJson())!.AsObject();
        var inner = JsonNode.Parse((string)outer["statement"]!)!.AsObject();
        edit(inner);
        var changed = inner.ToJsonString();
        outer["statement"] = changed;
        outer["signature"] = Base64UrlText.Encode(trial.Organisation.Signing.Sign(new ByteWriter()
            .Label("chorus/v1/finding-statement").Bytes(text.Deployment).Var(Encoding.ASCII.GetBytes(text.Organisation.Id)).Bytes(Digest.Sha256(Encoding.UTF8.GetBytes(changed))).ToArray()));
        return Encoding.UTF8.GetBytes(outer.ToJsonString());
    }
}
