using Chorus.Log;
using Chorus.Log.Entries;
using Chorus.Log.Notes;
using Chorus.Sealing;

namespace Chorus.App.CaseLogs;

/// <summary>The files of the site's log besides the log itself: its key, whose each entry is, and the entry that is being added.</summary>
/// <param name="path"><c>case-log/</c> of the site's data folder.</param>
internal sealed class CaseLogFolder(string path)
{
    private const int OwnerLength = 16;

    /// <summary>Where the log of a site lies.</summary>
    public static string PathOf(SiteOptions options) => Path.Combine(options.DataFolder, "case-log");

    private string KeyFile => Path.Combine(path, "key");

    private string OwnersFile => Path.Combine(path, "owners");

    private string NextFile => Path.Combine(path, "next");

    /// <summary>The log itself, which everybody may read.</summary>
    public string Log => Path.Combine(path, "log");

    /// <summary>Whether the log has begun.</summary>
    public bool HasKey => File.Exists(KeyFile);

    /// <summary>The log's key, made when there is none and no log either.</summary>
    /// <param name="name">of a new one.</param>
    /// <exception cref="LogException">where others may read it, or a log is there without it.</exception>
    public NoteSigner OpenKey(string name)
    {
        OwnerFile.Folder(path);
        if (!HasKey)
        {
            if (Path.Exists(Log))
            {
                throw new LogException($"The log in {Log} is there and its key {KeyFile} is not. Put back the file that was there.");
            }
            var made = NoteSigner.Generate(name, NoteAlgorithm.Log);
            OwnerFile.Replace(KeyFile, System.Text.Encoding.ASCII.GetBytes($"{made.Export()}\n"));
            return made;
        }
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(KeyFile) & ~OwnerFile.Mode) != UnixFileMode.None)
        {
            throw new LogException($"Others than its owner may read {KeyFile}, and whoever has it can write another log. Take that right away (chmod 600), and think of whether somebody has read it.");
        }
        try
        {
            return NoteSigner.Parse(File.ReadAllText(KeyFile).Trim());
        }
        catch (MalformedException e)
        {
            throw new LogException($"{KeyFile}: {e.Message}. Put back the file that was there.");
        }
    }

    /// <summary>Whose each entry is, in their order: 16 bytes in hexadecimal, a case's id or what stands for an organisation's record of members.</summary>
    /// <exception cref="LogException">where it knows fewer than the log has.</exception>
    public List<string> ReadOwners(long size)
    {
        var bytes = File.Exists(OwnersFile) ? File.ReadAllBytes(OwnersFile) : [];
        // One more may have been written before the log.
        return bytes.Length >= size * OwnerLength
            ? [.. bytes.Chunk(OwnerLength).Take((int)size).Select(Convert.ToHexStringLower)]
            : throw new LogException($"{OwnersFile} tells of {bytes.Length / OwnerLength} entries whose they are, and the log has {size}. Put back the file that was there.");
    }

    /// <summary>Writes whose an entry is. The same again changes nothing.</summary>
    public void WriteOwner(long index, string owner)
    {
        using var stream = OwnerFile.Open(OwnersFile, FileMode.OpenOrCreate);
        stream.Position = index * OwnerLength;
        stream.Write(Convert.FromHexString(owner));
        stream.Flush(flushToDisk: true);
    }

    /// <summary>The entry that was being added; null for none.</summary>
    public byte[]? ReadNext() => File.Exists(NextFile) && File.ReadAllBytes(NextFile) is { Length: LogEntry.Length } entry ? entry : null;

    public void WriteNext(byte[] entry) => OwnerFile.Replace(NextFile, entry);

    public void DropNext() => File.Delete(NextFile);
}
