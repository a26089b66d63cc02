using Chorus.Cases.Replay;

namespace Chorus.Cases.Tests.Replay;

/// <summary>A case for each process, from beginning to end, with what is printed for it. Change an outcome on purpose and you change a file here.</summary>
public sealed class GoldenTests
{
    public static TheoryData<string> Processes => [.. BuiltInFileNames.Processes];

    [Theory]
    [MemberData(nameof(Processes))]
    public void A_case_under_each_process_goes_as_it_is_written_down(string process)
    {
        var rules = Rulebook.BuiltIn;
        var replayed = CaseReplay.Of(CaseData.Lines($"{process}.jsonl"), rules, rules.Processes[process]);
        using var output = new StringWriter { NewLine = "\n" };
        ReplayOutput.WriteText(output, replayed, StateView.Of(replayed.State, rules, null));
        output.ToString().ShouldBe(CaseData.Text($"{process}.txt"));
        replayed.IsReadable.ShouldBeTrue();
        replayed.Lines.ShouldContain(line => line.Refused != null);
    }
}
