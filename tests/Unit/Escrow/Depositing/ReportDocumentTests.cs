using System.Text;
using System.Text.Json.Nodes;
using Chorus.Escrow.Depositing;
using Chorus.Sealing;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Escrow.Depositing;

public sealed class ReportDocumentTests
{
    private static readonly byte[] s_json = new Trial("document").Deposit().Document.ToJson();

    public static TheoryData<string, string> Wrong => new()
    {
        { "format", "\"chorus/report/3\"" },
        { "quorum", "0" },
        { "quorum", "8" },
        { "quorum", "\"never\"" },
        { "quorum", "null" },
        { "extra", "1" },
        { "answers", "{\"story\":{}}" },
        { "answers", "{\"acts\":[1]}" },
        { "slots", "[0,2,null]" },
        { "slots", "[0,0,null,null]" },
        { "slots", "[0,1,null,null]" },
        { "slots", "[0,null,null,null]" },
        { "slots", "[0,2,9,null]" },
        { "padding", "[\"0123456789abcdef\"]" },
        { "padding", "[\"0123456789abcdef\",\"0123456789ABCDEF\"]" },
        { "padding", "[\"0123456789abcdef\",null]" },
        { "identifiers", "[null]" },
        { "threadKey", "\"AAAA\"" },
        { "written", "\"2026-11-23T21:30Z\"" },
        { "written", "\"2026-13-01T00Z\"" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_document_that_does_not_follow_its_format_is_refused_without_quoting_it(string member, string value)
    {
        var json = JsonNode.Parse(s_json)!.AsObject();
        json[member] = JsonNode.Parse(value);
        var refusal = Should.Throw<MalformedException>(() => ReportDocument.Parse(Encoding.UTF8.GetBytes(json.ToJsonString())));
        refusal.Message.ShouldNotContain("linen room");
        refusal.Message.ShouldStartWith("the report");
    }

    [Fact]
    public void Every_kind_of_answer_comes_back()
    {
        var answers = ReportDocument.Parse(s_json).Answers;
        answers["story"]!.Pieces.ShouldNotBeNull().ShouldBe([new Piece("It was in the linen room. «No» — ¡dije que no!", "before Easter", 2024, 3), new Piece("Again.", Unknown: true)]);
        answers["acts"]!.Choices.ShouldBe(["B03", "C01"]);
        answers["times"]!.Number.ShouldBe(2);
        answers["where"].ShouldBeNull();
    }

    public static TheoryData<string, bool> Vectors
    {
        get
        {
            var data = new TheoryData<string, bool>();
            var set = VectorFile.Read<JsonObject>("report-document.json");
            foreach (var (list, good) in new[] { ("good", true), ("bad", false) })
            {
                data.AddRange(set[list]!.AsArray().Select(v => new TheoryDataRow<string, bool>(v!["document"]!.GetValue<string>(), good) { TestDisplayName = v["name"]!.GetValue<string>() }));
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_document_of_either_format_is_read_whole_or_refused(string document, bool good)
    {
        var utf8 = Encoding.UTF8.GetBytes(document);
        if (good)
        {
            var written = ReportDocument.Parse(utf8).ToJson();
            JsonNode.DeepEquals(JsonNode.Parse(written), JsonNode.Parse(utf8)).ShouldBeTrue();
        }
        else
        {
            Should.Throw<MalformedException>(() => ReportDocument.Parse(utf8));
        }
    }

    [Fact]
    public void A_quorum_that_was_never_chosen_does_not_mean_send_now() =>
        Should.Throw<InvalidOperationException>(() => default(Quorum).Code);

    [Fact]
    public void A_report_that_others_may_release_names_somebody()
    {
        var trial = new Trial();
        var nobody = Trial.Draft() with { Identifiers = [] };
        Should.Throw<ArgumentException>(() => trial.Sealer.Deposit(nobody, [], trial.Receipt, 0));
    }
}
