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
        var name = new Option<string?>("--name") { Description = "The log's name for a new key, such as example.org/cases.", HelpName = "NAME" };
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

            using var signer = LogInput.Signer(parsed.GetRequiredValue(key), NoteAlgorithm.Log, parsed.GetValue(name));
            using var log = LogWriter.Open(parsed.GetRequiredValue(to).FullName, signer);
            var file = parsed.GetRequiredValue(openings);
            var known = file.Exists ? LogInput.Openings(file) : [];
            Compare(known, log.Checkpoint.Size, accepted, file);
            var added = accepted.Skip(known.Count).Select((content, i) => new Opening(known.Count + i, Kind, SecureRandom.Bytes(LogEntry.SaltLength), content)).ToArray();
            // The openings first: what is in the log and cannot be opened is lost; what opens nothing yet is taken at the next time.
            OwnerFile.Append(file.FullName, string.Concat(added.Select(o => $"{o.ToLine()}\n")));
            Opening[] open = [.. known, .. added];
            var head = log.Append([.. open.Skip((int)log.Checkpoint.Size).Select(o => o.Entry(signer.Key.Name))]);
            output.WriteLine($"{head.Origin}: {head.Size} entries, {accepted.Length - known.Count} of them new. Root {Convert.ToBase64String(head.Root)}.");
            if (refused > 0)
            {
                output.WriteLine($"{refused} refused events are not in it; `chorus case replay` says why.");
            }

            output.WriteLine($"Whoever verifies needs this log's key: {signer.Key}");
            return LogInput.Done;
        }));
        return command;
    }

    private static void Compare(IReadOnlyList<Opening> known, long size, string[] accepted, FileInfo file)
    {
        if (known.Count < size)
        {
            throw new LogException($"{file} opens {known.Count} entries, and the log has {size}. Give the file that was written with it. Nothing was added.");
        }

        for (var i = 0; i < known.Count; i++)
        {
            if (known[i].Index != i || known[i].Kind != Kind)
            {
                throw new LogException($"{file} does not open entry {i} in its line {i + 1}. Give the file that was written with the log. Nothing was added.");
            }

            if (i >= accepted.Length || !Encoding.UTF8.GetBytes(accepted[i]).AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(known[i].Content)))
            {
                throw new LogException($"Event {i + 1} is not the one that the log has. What was recorded stays; write a correction as an event of its own. Nothing was added.");
            }
        }
    }
}
