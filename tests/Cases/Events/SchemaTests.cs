using System.Text.Json;
using Chorus.Cases.Events;
using Json.Schema;

namespace Chorus.Cases.Tests.Events;

/// <summary>The schema says what the reader takes: each is held against lines that another library judges by the schema.</summary>
public sealed class SchemaTests
{
    private static readonly JsonSchema s_schema = JsonSchema.FromText(EventSchema.Text());

    public static TheoryData<string> Processes => [.. BuiltInFileNames.Processes];

    [Theory]
    [MemberData(nameof(Processes))]
    public void Every_event_of_the_golden_files_is_one_by_the_schema(string process)
    {
        foreach (var line in CaseData.Lines($"{process}.jsonl"))
        {
            Fits(line).ShouldBeTrue(line);
            EventReader.Read(line).Fault.ShouldBeNull(line);
        }
    }

    [Fact]
    public void Every_kind_and_every_member_says_what_it_means()
    {
        foreach (var kind in EventKinds.All)
        {
            kind.Means.ShouldEndWith(".");
            DescribedMembers.Of(kind).ShouldAllBe(m => m.Means.EndsWith('.'));
            kind.MayAct.ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void No_member_takes_free_text()
    {
        foreach (var (kind, member) in EventKinds.All.SelectMany(k => DescribedMembers.Of(k).Select(m => (k, m))))
        {
            var shape = member.Schema["items"]?.AsObject() ?? member.Schema;
            var bound = shape["pattern"] ?? shape["oneOf"] ?? shape["enum"] ?? shape["$ref"] ?? shape["properties"];
            (bound is not null || shape["type"]!.GetValue<string>() == "boolean").ShouldBeTrue($"{kind}.{member.Name}");
        }
    }

    private static bool Fits(string line)
    {
        using var document = JsonDocument.Parse(line);
        return s_schema.Evaluate(document.RootElement).IsValid;
    }
}
