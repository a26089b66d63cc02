using Chorus.Cases;
using Chorus.Cases.Deadlines;
using Chorus.Cases.Events;
using Chorus.Cases.Processes;
using Chorus.Cases.Yaml;

namespace Chorus.Cli.Cases;

/// <summary>What a replay reads from the machine.</summary>
internal static class CaseFiles
{
    private const long MostBytes = 64 << 20;

    /// <summary>The rules with what somebody brought, and the process that they chose.</summary>
    /// <exception cref="CaseFileException">saying what to change.</exception>
    internal static (Rulebook Rules, Process Process) Rules(string process, IEnumerable<FileInfo> holidays)
    {
        var rules = holidays.Aggregate(Rulebook.BuiltIn, (r, file) => r.With(HolidayFile.Parse(file.Name, Text(file))));
        if (rules.Processes.TryGetValue(process, out var builtIn))
        {
            return (rules, builtIn);
        }

        var path = new FileInfo(process);
        if (!path.Exists)
        {
            throw new CaseFileException($"There is no process {process}: name one of {string.Join(", ", rules.Processes.Keys)}, or the path of a file.");
        }

        var own = ProcessReader.Parse(path.Name, Text(path));
        return (rules.With(own), own);
    }

    /// <summary>The instant of an option; null where it was left out.</summary>
    /// <exception cref="CaseFileException">saying how to write it.</exception>
    internal static DateTimeOffset? Instant(string? text) => text is null ? null
        : EventReader.TryReadTime(text, out var time) ? time
        : throw new CaseFileException("--at takes a time with its offset, such as 2026-05-20T10:00+02:00 or 2026-05-20T08:00Z.");

    /// <summary>The lines of a file, or of standard input for -.</summary>
    internal static IReadOnlyList<string> Lines(string file)
    {
        using var input = file == "-" ? new StreamReader(Console.OpenStandardInput()) : new StreamReader(Existing(new(file)).OpenRead());
        var lines = new List<string>();
        long read = 0;
        while (input.ReadLine() is { } line)
        {
            lines.Add(line);
            read += line.Length + 1;
            if (read > MostBytes)
            {
                throw new CaseFileException($"There are more than {MostBytes >> 20} MiB of events, which is no single case: give one case at a time.");
            }
        }

        return lines;
    }

    private static string Text(FileInfo file) => File.ReadAllText(Existing(file).FullName);

    private static FileInfo Existing(FileInfo file) =>
        !file.Exists ? throw new CaseFileException($"There is no file {file}. Check the name.")
        : file.Length > MostBytes ? throw new CaseFileException($"{file} is longer than {MostBytes >> 20} MiB, and no such file is.")
        : file;
}
