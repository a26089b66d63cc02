using System.Globalization;
using Chorus.Cases.Codes;
using Chorus.Cases.Deadlines;
using Chorus.Cases.Events;
using Chorus.Cases.Laws;
using Chorus.Cases.Yaml;

namespace Chorus.Cases.Processes;

/// <summary>Reads a process file, and refuses one that a law does not allow.</summary>
public static class ProcessReader
{
    private const string Format = "chorus/case-process/1";

    /// <summary>Reads a file.</summary>
    /// <param name="file">its name, for sentences.</param>
    /// <param name="text">its text.</param>
    /// <exception cref="CaseFileException">naming each place and what to change.</exception>
    public static Process Parse(string file, string text)
    {
        var root = YamlMap.Root(file, text, Format);
        var process = new Process
        {
            Name = root.Name("name"),
            Version = int.TryParse(root.Text("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version is >= 1 and <= 999
                ? version : throw root.Fault("version", "has to be a number from 1 to 999"),
            Title = root.Text("title"),
            About = root.Text("about"),
            Sources = Some(root, "sources"),
            Standards = Codes<StandardOfProof>(root, "standards"),
            SeparateDecision = OneOf(root, "separate-decision", "yes", "no"),
            NeutralAppeal = OneOf(root, "appeal-by", "neutral", "another"),
            LastDay = OneOf(root, "last-day", "next-working-day", "stays") ? LastDay.NextWorkingDay : LastDay.Stays,
            Rights = ReadRights(root.Map("periods")!),
            AppealGrounds = Codes<AppealGround>(root, "appeal-grounds"),
            Dismissals = [.. root.Maps("dismissals").Select(ReadDismissal)],
            Steps = StepReader.Read(root.Maps("steps")),
        };
        root.RequireNoMore();
        var faults = LawBook.All.SelectMany(law => law.CheckProcess(process).Select(fault => $"{file}: {fault} ({law.Id}: {law.Sentence})")).ToArray();
        return faults.Length == 0 ? process : throw new CaseFileException(faults);
    }

    private static Rights ReadRights(YamlMap periods)
    {
        var rights = new Rights(
            PeriodOf(periods, Rights.AnswerName), PeriodOf(periods, Rights.EvidenceName), PeriodOf(periods, Rights.AppealName),
            PeriodOf(periods, Rights.AppealAnswerName), PeriodOf(periods, "tell"));
        periods.RequireNoMore();
        return rights;
    }

    private static DismissalRule ReadDismissal(YamlMap map)
    {
        var ground = CodeOf<DismissalGround>(map, "ground", map.Text("ground"));
        var ends = OneOf(map, "then", "ends", "continues");
        var under = ends ? null : map.Name("under");
        map.RequireNoMore();
        return new(ground, under);
    }

    /// <summary>A period that has to be there.</summary>
    internal static Period PeriodOf(YamlMap map, string key) =>
        Period.TryRead(map.Text(key), out var period) ? period : throw map.Fault(key, $"has to be {Period.Wanted}");

    /// <summary>A code of a list of ours.</summary>
    internal static T CodeOf<T>(YamlMap map, string key, string code)
        where T : struct, Enum =>
        Code.TryRead<T>(code, out var value) ? value : throw map.Fault(key, $"has {code}, which is none of {string.Join(", ", Code.All<T>().Select(Code.Of))}");

    /// <summary>Whether it is the first of two words; the second is the only other.</summary>
    internal static bool OneOf(YamlMap map, string key, string first, string second) => map.Text(key) switch
    {
        var text when text == first => true,
        var text when text == second => false,
        _ => throw map.Fault(key, $"has to be {first} or {second}"),
    };

    private static IReadOnlyList<T> Codes<T>(YamlMap map, string key)
        where T : struct, Enum => [.. Some(map, key).Select(code => CodeOf<T>(map, key, code)).Distinct()];

    private static IReadOnlyList<string> Some(YamlMap map, string key) =>
        map.Texts(key) is { Count: > 0 } texts ? texts : throw map.Fault(key, "has to name at least one");
}
