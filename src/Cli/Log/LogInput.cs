using System.Text;
using Chorus.Escrow.Manifests;
using Chorus.Log;
using Chorus.Log.Entries;
using Chorus.Log.Notes;
using Chorus.Log.Witnessing;
using Chorus.Sealing;

namespace Chorus.Cli.Log;

/// <summary>What the verbs of logs read: keys, checkpoints and openings, each with a sentence where it cannot be used.</summary>
internal static class LogInput
{
    private const long MostOpenings = 256 << 20;

    private const long MostManifest = 4 << 20;

    internal const int Done = 0;

    /// <summary>Something in the log does not hold, or was refused.</summary>
    internal const int Failed = 1;

    /// <summary>The input cannot be used.</summary>
    internal const int BadInput = 2;

    /// <summary>Runs a verb; what can be mended becomes a sentence on standard error.</summary>
    internal static int Guard(TextWriter error, Func<int> verb)
    {
        try
        {
            return verb();
        }
        catch (Exception e) when (e is LogException or IOException or UnauthorizedAccessException)
        {
            error.WriteLine(e.Message);
        }
        catch (MalformedException e)
        {
            error.WriteLine(e.Sentence);
        }

        return BadInput;
    }

    /// <summary>A public key as its owner published it, or the path of a file that holds it.</summary>
    internal static NoteKey Key(string keyOrFile) => NoteKey.Parse(File.Exists(keyOrFile) ? Text(new(keyOrFile), 4096).Trim() : keyOrFile);

    /// <summary>With which the trustees of a manifest witness.</summary>
    internal static IEnumerable<NoteKey> Trustees(FileInfo manifest)
    {
        var read = Manifest.Parse(File.ReadAllBytes(Existing(manifest, MostManifest).FullName));
        return read.Trustees.Select(t => SiteLog.WitnessKey(read.Deployment, t.Index, t.SigningKey));
    }

    /// <summary>A file that is there and not too long.</summary>
    internal static byte[] Read(FileInfo file, long most) => File.ReadAllBytes(Existing(file, most).FullName);

    /// <summary>A checkpoint that somebody kept, signed by the log.</summary>
    internal static (SignedNote Note, Checkpoint Checkpoint) Kept(FileInfo file, NoteKey log)
    {
        var note = SignedNote.Parse(File.ReadAllBytes(Existing(file, SignedNote.MostBytes).FullName));
        return (note, Checkpoint.Verified(note, log));
    }

    /// <summary>All lines of an openings file.</summary>
    internal static IReadOnlyList<Opening> Openings(FileInfo file) =>
        [.. File.ReadLines(Existing(file, MostOpenings).FullName).Select((line, i) => Line(file, line, i + 1))];

    /// <summary>The private key in a file; where there is none, a new one is made there for its owner alone.</summary>
    /// <param name="file">where.</param>
    /// <param name="algorithm">what it signs.</param>
    /// <param name="name">of a new one; null where there has to be one.</param>
    internal static NoteSigner Signer(FileInfo file, NoteAlgorithm algorithm, string? name)
    {
        if (!file.Exists)
        {
            if (name is null || !KeyName.IsOne(name))
            {
                throw new LogException(name is null
                    ? $"There is no key {file}. Give --name to make one there, such as example.org/cases/17."
                    : $"--name takes 1 to {KeyName.Most} ASCII characters without spaces and +, such as example.org/cases/17.");
            }

            var made = NoteSigner.Generate(name, algorithm);
            OwnerFile.Create(file.FullName, Encoding.ASCII.GetBytes($"{made.Export()}\n"));
            return made;
        }

        var signer = NoteSigner.Parse(Text(file, 4096).Trim());
        if (signer.Key.Algorithm == algorithm && (name is null || string.Equals(name, signer.Key.Name, StringComparison.Ordinal)))
        {
            return signer;
        }

        var other = signer.Key.Name;
        signer.Dispose();
        throw new LogException($"{file} is the key of {other} for another use or under another name. Name another file.");
    }

    private static Opening Line(FileInfo file, string line, int number)
    {
        try
        {
            return Opening.Parse(line);
        }
        catch (MalformedException e)
        {
            throw new MalformedException($"line {number} of {file}: {e.Message}");
        }
    }

    private static string Text(FileInfo file, long most) => File.ReadAllText(Existing(file, most).FullName);

    private static FileInfo Existing(FileInfo file, long most) =>
        !file.Exists ? throw new LogException($"There is no file {file}. Check the name.")
        : file.Length > most ? throw new LogException($"{file} has {file.Length} bytes, and no such file has more than {most}.")
        : file;
}
