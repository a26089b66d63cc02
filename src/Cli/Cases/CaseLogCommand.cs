using System.CommandLine;
using System.Text;
using Chorus.Cases;
using Chorus.Cases.Events;
using Chorus.Cases.Replay;
using Chorus.Cases.Yaml;
using Chorus.Cli.Log;
using Chorus.Log;
using Chorus.Log.Entries;
using Chorus.Log.Notes;
using Chorus.Sealing;

namespace Chorus.Cli.Cases;

/// <summary><c>chorus case log</c>: adds the accepted events of a case to a log in which none can be changed or removed unseen.</summary>
internal static class CaseLogCommand
{
    /// <summary>What the content of such entries is.</summary>
    internal const string Kind = "case-event";

    internal static Command Create()
    {
        var events = new Argument<string>("EVENTS.jsonl") { Description = "All events of the case, those that are in the log already among them." };
        var process = new Option<string>("--process") { Description = "The process that the case is under, as for replay.", HelpName = "NAME", Required = true };
        var holidays = new Option<FileInfo[]>("--holidays") { Description = "A holiday file of your own. Can be given more than once.", HelpName = "FILE" };
        var to = new Option<DirectoryInfo>("--to") { Description = "The folder of the log, which may be copied and published: it holds salted hashes alone.", HelpName = "FOLDER", Required = true };
        var key = new Option<FileInfo>("--key") { Description = "The log's private key; made there where there is none yet. Keep it out of the log's folder.", HelpName = "FILE", Required = true };
        var name = new Option<string?>("--name") { Description = "The log's name for a new key, such as example.org/cases/17. A case has a log and a key of its own.", HelpName = "NAME" };
        var openings = new Option<FileInfo>("--openings") { Description = "Where what opens the entries is kept, events and salts: for those who may read the case, and for nobody else.", HelpName = "FILE", Required = true };
        var command = new Command("log", "Add a case's accepted events to a log of salted hashes. Events that are in it already must be the same as they were.") { events, process, holidays, to, key, name, openings };
        command.SetAction(parsed => LogInput.Guard(parsed.InvocationConfiguration.Error, () =>
        {
            var output = parsed.InvocationConfiguration.Output;
            string[] accepted;
            int refused;
            try
            {
                var (rules, chosen) = CaseFiles.Rules(parsed.GetRequiredValue(process), parsed.GetValue(holidays) ?? []);
                var replayed = CaseReplay.Of(CaseFiles.Lines(parsed.GetRequiredValue(events)), rules, chosen);
                if (replayed.Lines.FirstOrDefault(l => l.Refused?.By == RefusedBy.Line) is { Refused: { } fault } line)
                {
                    throw new LogException($"Line {line.Number} is no event. {fault.Reason} Nothing was added.");
                }

                accepted = [.. replayed.State.Log.Select(e => e.Head.Line)];
                refused = replayed.Lines.Count(l => l.Refused is not null);
            }
            catch (CaseFileException e)
            {
                throw new LogException(e.Message);
            }

            var (folder, keyFile, file) = (parsed.GetRequiredValue(to), parsed.GetRequiredValue(key), parsed.GetRequiredValue(openings));
            CheckPlaces(folder, keyFile, file);
            using var signer = LogInput.Signer(keyFile, NoteAlgorithm.Log, parsed.GetValue(name));
            using var log = LogWriter.Open(folder.FullName, signer);
            var size = log.Checkpoint.Size;
            var known = Known(file, size, accepted, LogCopy.Open(folder.FullName, signer.Key));
            var next = Math.Max(size, known.Count == 0 ? 0 : known[^1].Index + 1);
            Opening[] all = [.. known, .. accepted.Skip((int)next).Select((content, i) => new Opening(next + i, Kind, SecureRandom.Bytes(LogEntry.SaltLength), content))];
            // The openings first: what is in the log and cannot be opened is lost; what opens nothing yet is taken at the next time.
            OwnerFile.Replace(file.FullName, Encoding.UTF8.GetBytes(string.Concat(all.Select(o => $"{o.ToLine()}\n"))));
            var head = log.Append([.. all.Where(o => o.Index >= size).Select(o => o.Entry(signer.Key.Name))]);
            output.WriteLine($"{head.Origin}: {head.Size} entries, {head.Size - size} of them new. Root {Convert.ToBase64String(head.Root)}.");
            var destroyed = size - known.Count(o => o.Index < size);
            if (destroyed > 0)
            {
                output.WriteLine($"What opens {destroyed} of them is destroyed, so they could not be compared.");
            }

            if (refused > 0)
            {
                output.WriteLine($"{refused} refused events are not in it; `chorus case replay` says why.");
            }

            output.WriteLine($"Whoever verifies needs this log's key: {signer.Key}");
            return LogInput.Done;
        }));
        return command;
    }

    // What is published must not hold what opens it, and one key signs one log: two that differ would look like a forgery of its keeper.
    private static void CheckPlaces(DirectoryInfo folder, FileInfo key, FileInfo openings)
    {
        var below = Path.TrimEndingDirectorySeparator(folder.FullName) + Path.DirectorySeparatorChar;
        if (new[] { key, openings }.FirstOrDefault(f => f.FullName.StartsWith(below, StringComparison.Ordinal)) is { } within)
        {
            throw new LogException($"{within} is in the log's folder, which may be copied and published. Name another place.");
        }

        if (key.Exists && !openings.Exists && !File.Exists(Path.Combine(folder.FullName, "checkpoint")))
        {
            throw new LogException($"The key {key} is there already, and neither a log in {folder} nor {openings}. A case has one log and one key: name those that belong together, or a new key. One that never signed can be deleted.");
        }
    }

    // Whoever destroyed what opens an entry did so for good; the others must still open what the log has, and be what the file says.
    private static IReadOnlyList<Opening> Known(FileInfo file, long size, string[] accepted, LogCopy copy)
    {
        if (size > 0 && !file.Exists)
        {
            throw new LogException($"There is no file {file}, and the log has {size} entries. Give the file that was written with it, or an empty one where all that it held was destroyed. Nothing was added.");
        }

        var known = file.Exists ? LogInput.Openings(file) : [];
        if (accepted.Length < size || known.Any(o => o.Index >= accepted.Length))
        {
            throw new LogException($"The log has {Math.Max(size, known.Select(o => o.Index + 1).DefaultIfEmpty().Max())} events, and the file has {accepted.Length} that are accepted. What was recorded stays; write a correction as an event of its own. Nothing was added.");
        }

        if (known.Zip(known.Skip(1)).Any(pair => pair.First.Index >= pair.Second.Index) || !known.Where(o => o.Index >= size).Select((o, i) => o.Index == size + i).All(fits => fits))
        {
            throw new LogException($"The lines of {file} do not follow each other. Give the file that was written with the log. Nothing was added.");
        }

        if (known.FirstOrDefault(o => o.Kind != Kind || !string.Equals(o.Content, accepted[o.Index], StringComparison.Ordinal)) is { } changed)
        {
            throw new LogException($"Event {changed.Index + 1} of those that are accepted is not the one that the log has. What was recorded stays; write a correction as an event of its own. Nothing was added.");
        }

        var opens = known.ToDictionary(o => o.Index);
        var faults = copy.Check([], (index, entry) =>
        {
            if (opens.TryGetValue(index, out var opening) && !Digest.FixedTimeEquals(opening.Entry(copy.Checkpoint.Origin), entry))
            {
                throw new LogException($"{file} does not open entry {index} of the log: one of them was changed. Nothing was added.");
            }
        });
        return faults is [var fault, ..] ? throw new LogException($"{fault} Nothing was added.") : known;
    }
}
