using System.CommandLine;
using Chorus.Log;
using Chorus.Log.Entries;
using Chorus.Log.Notes;
using Chorus.Log.Witnessing;
using Chorus.Sealing;

namespace Chorus.Cli.Log;

/// <summary><c>chorus verify log</c>: that nothing in a copy of a log was removed or rewritten, and that given events are in it.</summary>
internal static class VerifyLogCommand
{
    internal static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("FOLDER") { Description = "The copy: a folder with the files \"checkpoint\" and \"tile/\"." };
        var key = new Option<string>("--key") { Description = "The log's public key as it was published, or a file with it.", HelpName = "KEY", Required = true };
        var witness = new Option<string[]>("--witness") { Description = "A witness's public key, or a file with it: says what that witness saw, and when. Can be given more than once.", HelpName = "KEY" };
        var manifest = new Option<FileInfo?>("--manifest") { Description = "The site's manifest.json: its three trustees are witnesses of the site's log. Check first that it is the one that they publish.", HelpName = "FILE" };
        var earlier = new Option<FileInfo[]>("--earlier") { Description = "A checkpoint of before, such as a witness keeps: the log has to continue it. Can be given more than once.", HelpName = "FILE" };
        var openings = new Option<FileInfo[]>("--openings") { Description = "What opens entries, an object a line: each has to be in the log where it says. Can be given more than once, one file for each organisation.", HelpName = "FILE" };
        var every = new Option<bool>("--every") { Description = "Each entry has to have its opening in --openings, as all of a site's have, if there is a file for each organisation and nobody who fetched one is named in a case: one whose event was deleted, or is not in the older database that was put back, has none." };
        var command = new Command("log", "Check a copy of a log from its entries up: who signed it, that nothing was removed or rewritten, who saw it when, and that events are in it. Needs no network.")
        {
            folder, key, witness, manifest, earlier, openings, every,
        };
        command.SetAction(parsed => LogInput.Guard(parsed.InvocationConfiguration.Error, () =>
        {
            var log = LogInput.Key(parsed.GetRequiredValue(key));
            var trustees = parsed.GetValue(manifest) is { } named ? LogInput.Trustees(named) : [];
            NoteKey[] witnesses = [.. (parsed.GetValue(witness) ?? []).Select(LogInput.Key), .. trustees];
            var kept = (parsed.GetValue(earlier) ?? []).Select(file => LogInput.Kept(file, log)).ToArray();
            Opening[] opened = [.. (parsed.GetValue(openings) ?? []).SelectMany(LogInput.Openings)];
            var copy = LogCopy.Open(parsed.GetRequiredValue(folder).FullName, log);
            return Print(parsed.InvocationConfiguration.Output, copy, witnesses, kept, opened, parsed.GetValue(every)) ? LogInput.Done : LogInput.Failed;
        }));
        return command;
    }

    private static bool Print(TextWriter output, LogCopy copy, NoteKey[] witnesses, (SignedNote Note, Checkpoint Checkpoint)[] kept, Opening[] openings, bool every)
    {
        var (origin, size) = (copy.Checkpoint.Origin, copy.Checkpoint.Size);
        output.WriteLine($"{origin}: {size} entries, signed by its key. Root {Convert.ToBase64String(copy.Checkpoint.Root)}.");
        var wanted = openings.ToLookup(o => o.Index);
        var faults = openings.Where(o => o.Index >= size).Select(o => $"Opening of entry {o.Index}: the log has no such entry.").ToList();
        faults.AddRange(RecordGaps.In(openings));
        if (every)
        {
            faults.AddRange(Unopened(size, wanted));
        }

        faults.AddRange(copy.Check([.. kept.Select(k => k.Checkpoint)], (index, entry) =>
            faults.AddRange(wanted[index].Where(o => !Digest.FixedTimeEquals(o.Entry(origin), entry)).Select(o => $"Opening of entry {o.Index}: the log has another entry there. What it opens was changed, or is of another log."))));
        if (faults.Count == 0)
        {
            output.WriteLine("Every entry, every tile and the root fit.");
            output.WriteLine(kept.Length == 0
                ? "No earlier checkpoint was given. Whether the whole log was written anew, only one that somebody else kept can tell (--earlier)."
                : $"It continues {(kept.Length == 1 ? "the earlier checkpoint" : $"all {kept.Length} earlier checkpoints")}, of {string.Join(", ", kept.Select(k => k.Checkpoint.Size).Order())} entries.");
        }

        foreach (var witness in witnesses)
        {
            faults.AddRange(PrintSeen(output, witness, copy, kept));
        }

        if (openings.Length > 0 && faults.Count == 0)
        {
            output.WriteLine($"{openings.Length} openings, each of an entry of this log.");
        }

        faults.ForEach(output.WriteLine);
        return faults.Count == 0;
    }

    // The first of those behind each other, since a site that lost a day would fill pages.
    private static IEnumerable<string> Unopened(long size, ILookup<long, Opening> openings)
    {
        for (var index = 0L; index < size; index++)
        {
            if (!openings.Contains(index))
            {
                var first = index;
                while (index + 1 < size && !openings.Contains(index + 1))
                {
                    index++;
                }

                yield return first == index
                    ? $"Entry {first} has no opening: its event was deleted, or an older database was put back."
                    : $"Entries {first} to {index} have no opening: their events were deleted, or an older database was put back.";
            }
        }
    }

    private static List<string> PrintSeen(TextWriter output, NoteKey witness, LogCopy copy, (SignedNote Note, Checkpoint Checkpoint)[] kept)
    {
        var seen = new List<(long Size, DateTimeOffset At)>();
        var faults = new List<string>();
        foreach (var (size, seenAt) in kept.Select(k => (k.Checkpoint.Size, (Func<DateTimeOffset?>)(() => Cosignature.SeenAt(k.Note, witness)))).Prepend((copy.Checkpoint.Size, () => copy.SeenAt(witness))))
        {
            try
            {
                if (seenAt() is { } at)
                {
                    seen.Add((size, at));
                }
            }
            catch (MalformedException e)
            {
                faults.Add(e.Sentence);
            }
        }

        if (seen.Count > 0)
        {
            output.WriteLine($"{witness.Name} saw {string.Join(" and ", seen.OrderBy(s => s.At).Select(s => $"{s.Size} entries at {s.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC"))}.");
        }
        else
        {
            faults.Add($"{witness.Name} has signed none of these checkpoints.");
        }

        return faults;
    }
}
