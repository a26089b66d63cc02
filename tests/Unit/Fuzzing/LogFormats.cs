using System.Text;
using Chorus.Log.Entries;
using Chorus.Log.Notes;
using Chorus.Log.Witnessing;
using Chorus.Sealing;
using Chorus.Tests.Fuzzing;

namespace Chorus.Unit.Tests.Fuzzing;

/// <summary>What somebody else's log, witness or openings file is made of (docs/formats/log.md).</summary>
internal static class LogFormats
{
    private static readonly Checkpoint s_checkpoint = new("example.org/cases/17", 20852163, Digest.Sha256("root"u8));

    internal static IEnumerable<FuzzedFormat> All()
    {
        using var log = NoteSigner.Generate(s_checkpoint.Origin, NoteAlgorithm.Log);
        using var witness = NoteSigner.Generate("union.example", NoteAlgorithm.Witness);
        yield return new("signed note", [s_checkpoint.Sign(log).ToUtf8()], bytes => SignedNote.Parse(bytes).ToUtf8(), typeof(MalformedException));
        yield return new("request to a witness", [new CheckpointRequest(5, [new byte[32], Digest.Sha256("node"u8)], s_checkpoint.Sign(log)).ToUtf8()], bytes => CheckpointRequest.Parse(bytes).ToUtf8(), typeof(MalformedException));
        yield return new("checkpoint", [Bytes(s_checkpoint.Text)], bytes => Bytes(Checkpoint.Of(new(Encoding.UTF8.GetString(bytes), [])).Text), typeof(MalformedException));
        yield return new("key of a log or a witness", [Bytes(log.Key.ToString()), Bytes(witness.Key.ToString())], bytes => Bytes(NoteKey.Parse(Encoding.UTF8.GetString(bytes)).ToString()), typeof(MalformedException));
        yield return new("bundle of entries", [EntryBundle.Write([new byte[33], new byte[33], []])], bytes => EntryBundle.Write(EntryBundle.Read(bytes, 3)), typeof(MalformedException));
        yield return new("opening", [Bytes(new Opening(3, "case-event", new byte[32], """{"id":"e4"}""").ToLine())], Opened, typeof(MalformedException));
    }

    // JSON has several spellings of the same.
    private static byte[]? Opened(byte[] line)
    {
        var read = Opening.Parse(Encoding.UTF8.GetString(line));
        Xunit.Assert.Equal(read.ToLine(), Opening.Parse(read.ToLine()).ToLine());
        return null;
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
