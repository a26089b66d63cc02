using Chorus.Log.Notes;
using Chorus.Log;
using CsCheck;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Log;

/// <summary>A log in a folder: written, copied, and changed by somebody who may.</summary>
public sealed class LogFolderTests : IDisposable
{
    private readonly NoteSigner _signer = NoteSigner.Generate("example.org/cases", NoteAlgorithm.Log);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chorus-");

    public void Dispose()
    {
        _signer.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void What_was_added_in_any_portions_is_one_log_that_holds() => Gen.Int[0, 300].Array[1, 6].Sample(portions =>
    {
        var folder = New();
        var heads = new List<Checkpoint>();
        var next = 0;
        foreach (var portion in portions)
        {
            using var log = LogWriter.Open(folder, _signer);
            heads.Add(log.Append([.. Enumerable.Range(next, portion).Select(Leaves.Number)]));
            next += portion;
        }

        var entries = new List<byte[]>();
        var copy = LogCopy.Open(folder, _signer.Key);
        copy.Check(heads, (_, entry) => entries.Add(entry)).ShouldBeEmpty();
        entries.ShouldBe(Enumerable.Range(0, next).Select(Leaves.Number));
        copy.Checkpoint.Root.ShouldBe(Leaves.Numbered(next).Root(next));
    }, iter: 30, threads: 1);

    [Fact]
    public void Any_bit_that_is_changed_in_a_copy_is_told()
    {
        var folder = New();
        Fill(folder, 300);
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(f => new FileInfo(f).Length > 0).Order(StringComparer.Ordinal).ToArray();
        files.Length.ShouldBe(6);
        Gen.Select(Gen.Int[0, files.Length - 1], Gen.Int[0, int.MaxValue]).Sample((file, place) =>
        {
            var bytes = File.ReadAllBytes(files[file]);
            var changed = bytes.ToArray();
            changed[place / 8 % changed.Length] ^= (byte)(1 << (place & 7));
            File.WriteAllBytes(files[file], changed);
            Faults(folder).ShouldNotBeEmpty($"{files[file]}, bit {place}");
            File.WriteAllBytes(files[file], bytes);
        }, iter: 300, threads: 1);
        Faults(folder).ShouldBeEmpty();
    }

    [Fact]
    public void A_file_that_is_missing_or_cut_is_named()
    {
        var folder = New();
        Fill(folder, 300);
        File.WriteAllBytes(Path.Combine(folder, "tile/1/000.p/1"), new byte[31]);
        Faults(folder).ShouldBe(["tile/1/000.p/1 has 31 bytes; 1 hashes have 32."]);
        File.Delete(Path.Combine(folder, "tile/entries/001.p/44"));
        Faults(folder).ShouldContain("tile/entries/001.p/44 is missing.");
    }

    [Fact]
    public void A_log_that_its_own_keeper_rewrote_is_found_out_by_a_checkpoint_from_before()
    {
        var (honest, rewritten, shorter) = (New(), New(), New());
        var before = Fill(honest, 40);
        Fill(rewritten, 60, from: 1);
        Fill(shorter, 30);
        // Signed by the right key and whole in itself: only memory tells.
        LogCopy.Open(rewritten, _signer.Key).Check([]).ShouldBeEmpty();
        LogCopy.Open(rewritten, _signer.Key).Check([before]).ShouldBe(["The first 40 entries are not those of an earlier checkpoint: some were changed or removed."]);
        LogCopy.Open(shorter, _signer.Key).Check([before]).ShouldBe(["The log has 30 entries, and had 40 before: it has lost some."]);
    }

    [Fact]
    public void What_was_written_before_a_crash_is_written_over_and_the_log_goes_on()
    {
        var (folder, other) = (New(), New());
        Fill(folder, 250);
        var checkpoint = File.ReadAllBytes(Path.Combine(folder, "checkpoint"));
        Fill(folder, 20, from: 1000);
        // The tiles are there, and the checkpoint that would count them was never put in place.
        File.WriteAllBytes(Path.Combine(folder, "checkpoint"), checkpoint);
        Fill(folder, 20, from: 250);
        Fill(other, 270);
        LogCopy.Open(folder, _signer.Key).Check([]).ShouldBeEmpty();
        LogCopy.Open(folder, _signer.Key).Checkpoint.ShouldBe(LogCopy.Open(other, _signer.Key).Checkpoint);
    }

    [Fact]
    public void A_log_is_not_gone_on_with_where_it_was_changed_is_another_keys_or_is_being_written()
    {
        var folder = New();
        Fill(folder, 3);
        using (LogWriter.Open(folder, _signer))
        {
            Should.Throw<LogException>(() => LogWriter.Open(folder, _signer)).Message.ShouldStartWith("Another process writes to the log");
        }

        using var other = NoteSigner.Generate("example.org/cases", NoteAlgorithm.Log);
        Should.Throw<LogException>(() => LogWriter.Open(folder, other)).Message.ShouldContain("is not signed by example.org/cases");
        foreach (var file in new[] { "tile/0/000.p/3", "tile/entries/000.p/3" })
        {
            var path = Path.Combine(folder, file);
            var bytes = File.ReadAllBytes(path);
            File.WriteAllBytes(path, [.. bytes[..^1], (byte)(bytes[^1] ^ 1)]);
            Should.Throw<LogException>(() => LogWriter.Open(folder, _signer)).Message.ShouldContain("is not what its checkpoint says");
            File.WriteAllBytes(path, bytes);
        }

        var stopped = New();
        File.WriteAllText(Path.Combine(stopped, "checkpoint.part"), "example");
        Fill(stopped, 1).Size.ShouldBe(1);
        File.WriteAllText(Path.Combine(New(), "letter.txt"), "not a log");
        Should.Throw<LogException>(() => LogWriter.Open(_folder.FullName, _signer)).Message.ShouldContain("is not empty and holds no log");
    }

    private string New() => _folder.CreateSubdirectory(Path.GetRandomFileName()).FullName;

    private Checkpoint Fill(string folder, int count, int from = 0)
    {
        using var log = LogWriter.Open(folder, _signer);
        return log.Append([.. Enumerable.Range(from, count).Select(Leaves.Number)]);
    }

    private IReadOnlyList<string> Faults(string folder)
    {
        try
        {
            return LogCopy.Open(folder, _signer.Key).Check([]);
        }
        catch (LogException e)
        {
            return [e.Message];
        }
    }
}
