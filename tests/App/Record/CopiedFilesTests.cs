using Chorus.App.Tests.Deployment;
using Chorus.App.Tests.Match;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Exporting;
using Chorus.Sealing;

namespace Chorus.App.Tests.Record;

/// <summary><c>chorus open --files</c>: the files and recordings of a copy, on the reporter's own disk.</summary>
public sealed class CopiedFilesTests : IAsyncLifetime
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private readonly TempFolder _folder = new();
    private readonly Receipt _receipt = Receipt.New();
    private readonly byte[] _content = SecureRandom.Bytes(AttachmentSize.ChunkLength + 5);
    private TestSite _site = null!;
    private TestFile _photo = null!;
    private TestFile _other = null!;
    private RecordExport _export = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await TestSite.StartAsync();
        var reporter = new TestReporter(_site.Deployment.Manifest, keys: _receipt.Derive(_site.Deployment.Manifest.Deployment));
        _photo = new(_site.Deployment.Manifest, _content);
        _other = new(_site.Deployment.Manifest, "second"u8.ToArray(), "../../.ssh/\u001b[2Jkeys");
        foreach (var file in new[] { _photo, _other })
        {
            await file.UploadAsync(_site);
        }

        var deposit = reporter.Seal(TestDeployment.Centre, Quorum.Of(3), 7, files: [_photo, _other]);
        using var claimed = await _site.PostAsync("/api/attachments/claims", TestFile.Claim(reporter, deposit, true, _photo, _other));
        using var sent = await _site.SendAsync(deposit);
        // The next version leaves them out: they are in the copy all the same.
        using var changed = await _site.SendAsync(reporter.Change(deposit, TestDeployment.Centre, Quorum.Keep, 7));
        _export = await KeptCopy.OfAsync(_site, reporter);
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task All_of_them_are_written_whole_under_names_that_lead_nowhere_else()
    {
        var copy = Save([.. ChunksOf(_photo), .. ChunksOf(_other)]);
        var verified = CommandLine.Run("verify", copy);
        verified.Code.ShouldBe(0);
        verified.Output[^1].ShouldStartWith("Files: 2, in 3 sealed parts.");
        (await ChorusProcess.RunAsync(_receipt.Digits, "open", copy)).Error.ShouldContain("Files and recordings in it: 2.");

        // A folder that is there, empty and for all to read, is made hers alone.
        Directory.CreateDirectory(_folder["files"]);
        var opened = await OpenAsync(copy);

        opened.Code.ShouldBe(0, opened.Error);
        Directory.GetFiles(_folder["files"]).Select(Path.GetFileName).ShouldBe(["01 photo.jpg", "02 _.._.ssh__[2Jkeys"], ignoreOrder: true);
        (await File.ReadAllBytesAsync(Path.Combine(_folder["files"], "01 photo.jpg"), Stop)).ShouldBe(_content);
        (await File.ReadAllTextAsync(Path.Combine(_folder["files"], "02 _.._.ssh__[2Jkeys"), Stop)).ShouldBe("second");
        if (!OperatingSystem.IsWindows())
        {
            (File.GetUnixFileMode(_folder["files"]) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)).ShouldBe(UnixFileMode.None);
            (File.GetUnixFileMode(Path.Combine(_folder["files"], "01 photo.jpg")) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)).ShouldBe(UnixFileMode.None);
        }
    }

    [Fact]
    public async Task One_that_was_changed_or_is_missing_is_named_and_not_written_and_the_rest_is()
    {
        var chunks = ChunksOf(_photo);
        chunks[1] = chunks[1] with { Chunk = [.. chunks[1].Chunk[..^1], (byte)(chunks[1].Chunk[^1] ^ 1)] };
        var opened = await OpenAsync(Save([.. chunks, .. ChunksOf(_other)]));
        opened.Code.ShouldBe(1);
        opened.Error.ShouldContain("01 photo.jpg: NOT the file that the report names. It was not written.");
        Directory.GetFiles(_folder["files"]).Length.ShouldBe(1);

        Directory.Delete(_folder["files"], recursive: true);
        opened = await OpenAsync(Save(ChunksOf(_photo)[..1]));
        opened.Code.ShouldBe(1);
        opened.Error.ShouldContain("01 photo.jpg: NOT the file");
        opened.Error.ShouldContain("File 2, _.._.ssh__[2Jkeys, is NOT in this copy.");
        Directory.GetFiles(_folder["files"]).ShouldBeEmpty();
    }

    [Fact]
    public async Task Chunks_out_of_order_or_of_a_wrong_length_are_no_copy_and_leave_nothing_half_written()
    {
        var (photo, other) = (ChunksOf(_photo), ChunksOf(_other));
        foreach (var wrong in new ExportedChunk[][]
        {
            [photo[1], photo[0]], [photo[0], other[0], photo[1]], [photo[0], photo[0]], [photo[0], photo[1] with { Chunk = [1, 2, 3] }], [photo[0] with { File = [1] }],
        })
        {
            var opened = await OpenAsync(Save(wrong));
            opened.Code.ShouldBe(2);
            opened.Error.ShouldContain("does not follow its format.");
            Directory.GetFiles(_folder["files"]).Where(f => f.EndsWith("photo.jpg", StringComparison.Ordinal)).ShouldBeEmpty();
            Directory.Delete(_folder["files"], recursive: true);
        }

        var cut = Save(photo);
        await using (var file = File.OpenWrite(cut))
        {
            file.SetLength(file.Length - 1000);
        }

        CommandLine.Run("verify", cut).Error.ShouldBe(["The file ends or breaks in part 2."]);
    }

    [Fact]
    public async Task A_folder_in_which_something_lies_is_left_alone()
    {
        Directory.CreateDirectory(_folder["files"]);
        await File.WriteAllTextAsync(Path.Combine(_folder["files"], "mine"), "mine", Stop);
        var opened = await OpenAsync(Save(ChunksOf(_photo)));
        opened.Code.ShouldBe(2);
        opened.Error.ShouldContain("is not empty. Name a folder that is, or one that is not there yet.");
        opened.Output.ShouldBeEmpty();
    }

    private Task<ChorusProcess.Ended> OpenAsync(string copy) =>
        ChorusProcess.RunAsync(_receipt.Digits, "open", copy, "--files", _folder["files"]);

    private string Save(ExportedChunk[] chunks) => KeptCopy.Save(_folder["copy.json"], _export, chunks);

    private static ExportedChunk[] ChunksOf(TestFile file) => [.. file.Chunks.Select((chunk, i) => new ExportedChunk(file.Id, i, chunk))];
}
