using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chorus.Cases.Events;
using Chorus.Cases.Tests.Driving;
using Chorus.Tests.Fuzzing;
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

    [Fact]
    public void Whatever_the_reader_takes_the_schema_takes()
    {
        var lines = BuiltInFileNames.Processes.SelectMany(p => CaseData.Lines($"{p}.jsonl")).Select(Encoding.UTF8.GetBytes).ToArray();
        var taken = 0;
        for (var seed = 1UL; seed <= 10_000; seed++)
        {
            var line = Encoding.UTF8.GetString(new Mutator(seed, lines, json: true).Next());
            if (EventReader.Read(line).Event is not null)
            {
                Fits(line).ShouldBeTrue($"seed {seed}: {line}");
                taken++;
            }
        }

        taken.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void Whatever_the_schema_takes_the_reader_takes_but_for_days_that_no_calendar_has()
    {
        foreach (var line in RandomCases.Fixed(12).SelectMany(driver => driver.All).Select(t => t.Line))
        {
            var members = JsonNode.Parse(line)!.AsObject();
            foreach (var name in members.Select(m => m.Key).ToArray())
            {
                var without = members.DeepClone().AsObject();
                without.Remove(name);
                Fits(without.ToJsonString()).ShouldBe(EventReader.Read(without.ToJsonString()).Event is not null, without.ToJsonString());
            }

            members["note"] = "e1";
            Fits(members.ToJsonString()).ShouldBeFalse();
            EventReader.Read(members.ToJsonString()).Event.ShouldBeNull();
        }
    }

    private static bool Fits(string line)
    {
        using var document = JsonDocument.Parse(line);
        return s_schema.Evaluate(document.RootElement).IsValid;
    }
}
