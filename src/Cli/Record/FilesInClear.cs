using System.Globalization;
using System.Text;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Exporting;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;

namespace Chorus.Cli.Record;

/// <summary>The files of an opened record, written into a folder that only whoever runs this may read.</summary>
/// <param name="folder">that is not there yet, or is empty.</param>
/// <param name="manifest">of the record.</param>
/// <param name="reports">as they were opened.</param>
internal sealed class FilesInClear(DirectoryInfo folder, Manifest manifest, IReadOnlyList<OpenedExportReport> reports)
{
    private const UnixFileMode Private = Mine | UnixFileMode.UserExecute;
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    // In bytes of UTF-8; file systems take 255, and a number and ".part" come with it.
    private const int LongestName = 200;
    private const int LongestEnding = 20;

    /// <summary>The files of all versions, each once: one that a change left out is still hers.</summary>
    internal static IReadOnlyList<ReportAttachment> Of(IReadOnlyList<OpenedExportReport> reports) =>
        [.. reports.SelectMany(r => r.Versions).SelectMany(v => v.Document?.Attachments ?? []).DistinctBy(f => Base64UrlText.Encode(f.Id), StringComparer.Ordinal)];

    /// <summary>Makes the folder, before anything is asked of anybody.</summary>
    /// <exception cref="BadRecordException">something is in it.</exception>
    internal static void Make(DirectoryInfo folder)
    {
        if (folder.Exists && folder.EnumerateFileSystemInfos().Any())
        {
            throw new BadRecordException($"{folder} is not empty. Name a folder that is, or one that is not there yet.");
        }

        if (OperatingSystem.IsWindows())
        {
            folder.Create();
            return;
        }

        Directory.CreateDirectory(folder.FullName, Private);
        // One that was there already keeps its mode by that.
        File.SetUnixFileMode(folder.FullName, Private);
    }

    /// <summary>Writes them and says of each how it went; false where one is not what its report says, or is not in the copy.</summary>
    internal async Task<bool> WriteAsync(ExportFile export, TextWriter said, CancellationToken stop)
    {
        var files = Of(reports);
        var left = files.Select((file, i) => (file, n: i + 1)).ToDictionary(f => Base64UrlText.Encode(f.file.Id), StringComparer.Ordinal);
        var whole = true;
        FileBeingOpened? open = null;
        try
        {
            await foreach (var chunk in export.ChunksAsync(stop))
            {
                if (chunk.Index == 0)
                {
                    whole &= await EndAsync(open, said);
                    // What is written stays, whatever becomes of the next.
                    open = null;
                    open = left.Remove(Base64UrlText.Encode(chunk.File), out var next) ? Begin(next.file, next.n) : null;
                }

                if (open is not null)
                {
                    await open.AddAsync(chunk, stop);
                }
            }

            whole &= await EndAsync(open, said);
            open = null;
        }
        finally
        {
            open?.Abandon();
        }

        foreach (var (file, n) in left.Values.OrderBy(f => f.n))
        {
            await said.WriteLineAsync($"File {n}, {Shown(file.Name)}, is NOT in this copy.");
        }

        return whole && left.Count == 0;
    }

    private FileBeingOpened Begin(ReportAttachment file, int n)
    {
        var place = new AttachmentPlace(manifest.Deployment, file.Id, AttachmentSize.CountFor(file.Size));
        var name = $"{n:00} {Shown(file.Name)}".TrimEnd();
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Mine;
        }

        return new(file, place, name, new FileStream(Path.Combine(folder.FullName, name + FileBeingOpened.Unfinished), options));
    }

    private static async Task<bool> EndAsync(FileBeingOpened? open, TextWriter said)
    {
        if (open is null)
        {
            return true;
        }

        var holds = open.End();
        await said.WriteLineAsync(holds ? $"Wrote {open.Name}" : $"{open.Name}: NOT the file that the report names. It was not written.");
        return holds;
    }

    // Whoever chose the name must not steer a terminal, or choose where a file is written. Cut to what a file system takes, with its ending.
    internal static string Shown(string name)
    {
        var safe = string.Concat(name.EnumerateRunes().Where(r => !IsUnseen(r)).Select(r => Rune.IsControl(r) || (r.IsAscii && "/\\:*?\"<>|".Contains((char)r.Value, StringComparison.Ordinal)) ? new Rune('_') : r)).Trim(' ', '.');
        var ending = Path.GetExtension(safe) is { } found && Bytes(found) <= LongestEnding ? found : "";
        var room = LongestName - Bytes(ending);
        var stem = string.Concat(safe[..^ending.Length].EnumerateRunes().TakeWhile(r => (room -= r.Utf8SequenceLength) >= 0));
        return $"{stem}{ending}".Trim(' ', '.');
    }

    private static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);

    // Among them the ones that turn the direction of writing, which can hide an ending.
    private static bool IsUnseen(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
