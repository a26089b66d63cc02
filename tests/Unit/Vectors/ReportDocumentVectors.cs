using System.Text;
using System.Text.Json.Nodes;
using Chorus.Escrow.Depositing;
using Chorus.Unit.Tests.Escrow;

namespace Chorus.Unit.Tests.Vectors;

internal static class ReportDocumentVectors
{
    private static readonly string s_document = Encoding.UTF8.GetString(new Trial("report-document").Deposit().Document.ToJson());

    internal static VectorSet Make()
    {
        var set = new VectorSet("report-document");
        void Good(string name, string answers, string format = ReportDocument.CurrentFormat) => set.Good(name, ("document", With(answers, format)));
        void Bad(string name, string why, string answers, string format = ReportDocument.CurrentFormat) => set.Bad(name, why, ("document", With(answers, format)));

        Good("pieces, each with as much of a time as she has", """
            { "story": [{ "text": "In the linen room.", "about": "before Easter", "year": 2024, "month": 3 }, { "text": "¿Otra vez? 我说了不。", "month": 12 },
            { "text": "Again", "unknown": true }, { "text": "", "year": 1900 }, { "text": "And once more" }] }
            """);
        Good("every other kind of answer", """{ "story": "words", "acts": ["B03"], "none": [], "times": 2, "where": null }""");
        Good("twelve pieces", $$"""{ "story": [{{Pieces(12)}}] }""");
        Good("the first format, whose answers have no pieces", """{ "story": "words", "acts": ["B03"], "when": "before Easter", "where": null }""", ReportDocument.FirstFormat);

        Bad("pieces in the first format", "it had none", $$"""{ "story": [{{Pieces(1)}}] }""", ReportDocument.FirstFormat);
        Bad("a later format", "not known here", "{}", "chorus/report/4");
        Referrals(set);
        Bad("thirteen pieces", "twelve is the most", $$"""{ "story": [{{Pieces(13)}}] }""");
        Bad("a piece that says nothing", "neither words nor a time", """{ "story": [{ "text": "" }] }""");
        Bad("a piece without a text", "it may be empty, not absent", """{ "story": [{ "year": 2024 }] }""");
        Bad("a text that is null", "not a text", """{ "story": [{ "text": null, "year": 2024 }] }""");
        Bad("a time that is known and unknown", "it is one of the two", """{ "story": [{ "text": "x", "year": 2024, "unknown": true }] }""");
        Bad("an empty time", "left out where there is none", """{ "story": [{ "text": "x", "about": "" }] }""");
        Bad("a year of two digits", "from 1900", """{ "story": [{ "text": "x", "year": 24 }] }""");
        Bad("a year too late", "to 2100", """{ "story": [{ "text": "x", "year": 2101 }] }""");
        Bad("a thirteenth month", "1 to 12", """{ "story": [{ "text": "x", "year": 2024, "month": 13 }] }""");
        Bad("a day", "no exact day is asked for or kept", """{ "story": [{ "text": "x", "year": 2024, "month": 3, "day": 1 }] }""");
        Bad("a piece among choices", "one or the other", """{ "acts": ["B03", { "text": "x" }] }""");
        Bad("a choice among pieces", "one or the other", """{ "acts": [{ "text": "x" }, "B03"] }""");
        Bad("null among pieces", "no piece", """{ "story": [{ "text": "x" }, null] }""");
        Bad("an answer that is an object", "pieces stand in a list", """{ "story": { "text": "x" } }""");
        return set;
    }

    private static void Referrals(VectorSet set)
    {
        const string Ask = "\"ask\": \"AAAAAAAAAAAAAAAAAAAAAA\"";
        void Good(string name, string referred) => set.Good(name, ("document", Referred(referred)));
        void Bad(string name, string why, string referred, string format = ReportDocument.ReferredFormat, int quorum = 1) => set.Bad(name, why, ("document", Referred(referred, format, quorum)));

        Good("referred by an organisation", $$"""{ "by": "workers-centre", {{Ask}} }""");
        Good("referred, and she does not say by whom", $$"""{ "by": null, {{Ask}} }""");
        Bad("referred in the second format", "it had no such member", $$"""{ "by": null, {{Ask}} }""", ReportDocument.CurrentFormat);
        Bad("referred and held", "it is sent directly", $$"""{ "by": null, {{Ask}} }""", quorum: 2);
        Bad("referred by nobody", "null stands for that", $$"""{ "by": "", {{Ask}} }""");
        Bad("referred, who is left out", "null stands for that", $$"""{ {{Ask}} }""");
        Bad("referred after a short id", "16 bytes", """{ "by": null, "ask": "AAAA" }""");
        Bad("the third format of a report that was not referred", "it has the second", "null");
        set.Bad("referred, with an identifier in a slot", "it is no voice", ("document", With("{}", ReportDocument.ReferredFormat, document => document["referred"] = JsonNode.Parse($$"""{ "by": null, {{Ask}} }"""))));
    }

    /// <summary>With nothing in a slot.</summary>
    private static string Referred(string referred, string format = ReportDocument.ReferredFormat, int quorum = 1) => With("""{ "acts": ["B03"] }""", format, document =>
    {
        if (JsonNode.Parse(referred) is { } member)
        {
            document["referred"] = member;
        }
        document["quorum"] = quorum;
        foreach (var identifier in document["identifiers"]!.AsArray())
        {
            identifier!["mayRelease"] = false;
        }
        document["slots"] = new JsonArray(null, null, null, null);
        document["padding"] = new JsonArray([.. Enumerable.Range(1, 4).Select(n => (JsonNode)$"{n:x16}")]);
    });

    private static string Pieces(int count) => string.Join(',', Enumerable.Range(1, count).Select(n => $$"""{ "text": "piece {{n}}" }"""));

    private static string With(string answers, string format, Action<JsonObject>? more = null)
    {
        var document = JsonNode.Parse(s_document)!.AsObject();
        document["answers"] = JsonNode.Parse(answers);
        document["format"] = format;
        more?.Invoke(document);
        return document.ToJsonString();
    }
}
