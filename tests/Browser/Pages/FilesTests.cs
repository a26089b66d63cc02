using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Chorus.Sealing;

namespace Chorus.Browser.Tests.Pages;

/// <summary>Pictures, files and a voice, on a phone: cleaned, sealed, sent while she writes on, resumed after a break, erased when she stops.</summary>
public sealed class FilesTests(Chromium chromium, ReporterSite site) : IClassFixture<ReporterSite>
{
    private const string Question = "Do you have pictures, recordings or papers?";
    private const string Kept = "JSON.parse(sessionStorage.getItem('draft')).fields.files";

    [Fact]
    public async Task A_picture_leaves_the_phone_without_its_place_and_still_is_the_picture()
    {
        var page = await site.PhoneAsync(chromium);
        await page.WriteToFilesAsync();
        var picture = WithPlace(await PictureAsync(page));
        picture.AsSpan().IndexOf("GPSSECRET"u8).ShouldBeGreaterThan(0);

        await ChooseAsync(page, "photo.jpg", "image/jpeg", picture);
        await page.SeesTextAsync("We took out: the place, the phone or program.");
        await page.SeesTextAsync("Sealed and sent, 0.1 MB.");
        await page.SeesTextAsync("Your words have not left this phone or computer.");

        var sent = await OpenAtSiteAsync(page);
        sent.AsSpan().IndexOf("GPSSECRET"u8).ShouldBe(-1);
        var size = await page.EvaluateAsync<int[]>(
            "async b => { const i = await createImageBitmap(new Blob([Uint8Array.from(atob(b), c => c.charCodeAt(0))])); return [i.width, i.height]; }",
            Convert.ToBase64String(sent));
        size.ShouldBe([640, 480]);

        // Nothing of it lies at the site in clear, and it goes with the report.
        site.Attachments.GetFiles("*", SearchOption.AllDirectories).Any(f => File.ReadAllBytes(f.FullName).AsSpan().IndexOf("photo.jpg"u8) >= 0).ShouldBeFalse();
        await page.GoOnAsync("Who did it?");
        await page.HoldForThreeAsync();
        await Assertions.Expect(page.Locator("[data-answers]").GetByText("photo.jpg")).ToBeVisibleAsync();
        var claimed = page.WaitForResponseAsync(r => r.Url.EndsWith("/api/attachments/claims", StringComparison.Ordinal));
        await page.SealAsync();
        (await claimed).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_line_that_breaks_is_waited_for_and_after_a_refresh_the_same_file_goes_on()
    {
        var page = await site.PhoneAsync(chromium);
        var put = new List<string>();
        var broken = true;
        await page.RouteAsync("**/api/attachments/*/*", async route =>
        {
            var index = new Uri(route.Request.Url).Segments[^1];
            put.Add(index);
            if (broken && index == "1")
            {
                await route.AbortAsync("internetdisconnected");
                return;
            }
            await route.ContinueAsync();
        });
        await page.WriteToFilesAsync();
        var film = new byte[3 * AttachmentSize.ChunkLength];
        Encoding.ASCII.GetBytes("no kind that we know").CopyTo(film, 0);
        await ChooseAsync(page, "notes.bin", "application/octet-stream", film);

        // We cannot look into it, so nothing leaves before she says so.
        await page.SeesTextAsync("We cannot look into this kind of file.");
        put.ShouldBeEmpty();
        await page.PressAsync("Send it as it is: notes.bin");
        await page.WaitForRequestAsync(r => r.Url.EndsWith("/1", StringComparison.Ordinal));
        await page.ReloadAsync();
        await page.SeesAsync(Question);
        await page.SeesTextAsync("It stopped half way. Choose the same file again");

        broken = false;
        put.Clear();
        await ChooseAsync(page, "notes.bin", "application/octet-stream", film);
        await page.SeesTextAsync("Sealed and sent, 0.8 MB.");
        put.ShouldBe(["1", "2"]);
        (await OpenAtSiteAsync(page)).ShouldBe(film);
    }

    [Fact]
    public async Task Sending_waits_for_a_file_that_is_not_there_yet_and_stopping_erases_it_at_the_site()
    {
        var page = await site.PhoneAsync(chromium);
        await page.RouteAsync("**/api/attachments/*/1", route => route.AbortAsync("internetdisconnected"));
        await page.WriteToFilesAsync();
        await ChooseAsync(page, "film.wav", "audio/wav", Wav(AttachmentSize.ChunkLength + 50));
        await page.WaitForRequestAsync(r => r.Url.EndsWith("/1", StringComparison.Ordinal));
        var id = await page.EvaluateAsync<string>($"JSON.parse([{Kept}].flat()[0]).id");
        FolderOf(id).Exists.ShouldBeTrue();

        await page.GoOnAsync("Who did it?");
        await page.HoldForThreeAsync();
        await page.PressAsync("Seal and send");
        await page.SeesTextAsync("A file is not sent yet. Wait a little, or remove it. Then send.");

        await page.GetByText("Stop and erase what I wrote").ClickAsync();
        var dropped = page.WaitForRequestAsync(r => r.Method == "DELETE");
        await page.PressAsync("Yes, erase it");
        await dropped;
        await UntilAsync(() => !FolderOf(id).Exists);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_can_be_spoken_paused_heard_and_deleted(bool changed)
    {
        var page = await site.PhoneAsync(chromium);
        await page.GotoAsync("/en/write");
        await page.SeesAsync("Where would you like to start?");
        await page.Locator("voice-note").GetByRole(AriaRole.Button, new() { Name = "Say it instead" }).First.ClickAsync();
        await page.GetByLabel("Make my voice sound different").SetCheckedAsync(changed);
        await page.PressAsync("Start recording");
        await page.RecordsAsync();
        await page.PressAsync("Pause");
        await page.SeesTextAsync("Paused at 0:0");
        await page.PressAsync("Go on recording");
        await page.PressAsync("Stop and keep it");
        await page.SeesTextAsync("Your recording, 0:0");
        await page.SeesTextAsync("Sealed and sent. Nobody can hear it");

        // It can be heard, and there is sound in it.
        var heard = await page.EvaluateAsync<double>(
            """
            async () => {
              const bytes = await (await new Promise(done => { const r = new XMLHttpRequest(); r.open('GET', document.querySelector('voice-note audio').src); r.responseType = 'blob'; r.onload = () => done(r.response); r.onerror = () => done(null); r.send(); }))?.arrayBuffer();
              const player = document.querySelector('voice-note audio');
              await player.play();
              return bytes ? bytes.byteLength : player.currentTime >= 0 ? 1 : 0;
            }
            """);
        heard.ShouldBeGreaterThan(0);
        var name = await page.EvaluateAsync<string>($"JSON.parse([{Kept}].flat()[0]).question");
        name.ShouldBe("story");
        (await OpenAtSiteAsync(page)).Length.ShouldBeGreaterThan(1000);

        await page.PressAsync("Delete the recording");
        await Assertions.Expect(page.GetByText("Your recording, 0:0")).ToHaveCountAsync(0);
        (await page.EvaluateAsync<bool>($"{Kept} === undefined")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_file_of_50_MB_is_read_and_sent_by_one_chunk_at_a_time()
    {
        var page = await site.PhoneAsync(chromium);
        await page.AddInitScriptAsync(
            """
            window.most = { read: 0, open: 0 };
            const read = Blob.prototype.arrayBuffer;
            Blob.prototype.arrayBuffer = function () { most.read = Math.max(most.read, this.size); return read.call(this); };
            const real = fetch;
            let open = 0;
            window.fetch = async (...a) => { if (a[1]?.method !== 'PUT') return real(...a); most.open = Math.max(most.open, ++open); try { return await real(...a); } finally { open--; } };
            """);
        await page.WriteToFilesAsync();
        // Made in the browser: what a driver hands over to a page may be 50 MB at most.
        await page.EvaluateAsync(
            """
            () => {
              const input = document.querySelector('attach-files input');
              const length = 50_000_000;
              const head = new Uint8Array(44), view = new DataView(head.buffer);
              'RIFF'.split('').forEach((c, i) => head[i] = c.charCodeAt(0));
              'WAVEfmt '.split('').forEach((c, i) => head[8 + i] = c.charCodeAt(0));
              'data'.split('').forEach((c, i) => head[36 + i] = c.charCodeAt(0));
              view.setUint32(4, length - 8, true); view.setUint32(16, 16, true); view.setUint32(40, length - 44, true);
              const chosen = new DataTransfer();
              chosen.items.add(new File([head, new Uint8Array(length - 44)], 'long.wav', { type: 'audio/wav' }));
              input.files = chosen.files;
              input.dispatchEvent(new Event('change', { bubbles: true }));
            }
            """);
        await page.SeesTextAsync("Sealed and sent, 50.0 MB.");
        var most = await page.EvaluateAsync<int[]>("[most.read, most.open]");
        most[0].ShouldBeLessThanOrEqualTo(AttachmentSize.ChunkLength);
        most[1].ShouldBe(1);
    }

    [Fact]
    public async Task Without_scripts_the_page_says_that_files_cannot_be_added()
    {
        var page = await site.PhoneAsync(chromium, scripts: false);
        await page.GotoAsync("/en/write");
        await page.SeesTextAsync("Then no files can be added here.");
        await Assertions.Expect(page.Locator("input[type=file]")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("voice-note").First).ToBeHiddenAsync();
    }

    private static Task ChooseAsync(IPage page, string name, string type, byte[] content) =>
        page.GetByLabel("Choose pictures or files").SetInputFilesAsync(new FilePayload { Name = name, MimeType = type, Buffer = content });

    private DirectoryInfo FolderOf(string id)
    {
        Base64UrlText.TryDecode(id, out var bytes).ShouldBeTrue();
        return new(Path.Combine(site.Attachments.FullName, "open", Convert.ToHexStringLower(bytes)));
    }

    /// <summary>What lies at the site of the page's one file, opened with the key that only the page has.</summary>
    private async Task<byte[]> OpenAtSiteAsync(IPage page)
    {
        var kept = JsonDocument.Parse(await page.EvaluateAsync<string>($"[{Kept}].flat()[0]")).RootElement;
        byte[] Bytes(string member) => Base64UrlText.TryDecode(kept.GetProperty(member).GetString(), out var bytes) ? bytes : [];
        var size = kept.GetProperty("size").GetInt32();
        var place = new AttachmentPlace(site.Behind.Manifest.Deployment, Bytes("id"), AttachmentSize.CountFor(size));
        var folder = FolderOf(kept.GetProperty("id").GetString()!).FullName;
        return [.. Enumerable.Range(0, place.Count).SelectMany(i => AttachmentSize.Unpad(
            size, i, Attachment.OpenChunk(Bytes("key"), place, i, File.ReadAllBytes(Path.Combine(folder, $"{i}")))).ToArray())];
    }

    private static async Task UntilAsync(Func<bool> come)
    {
        using var late = new CancellationTokenSource(Chromium.Patience);
        while (!come())
        {
            late.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>A picture as a camera would make it, 640 by 480.</summary>
    private static async Task<byte[]> PictureAsync(IPage page) => Convert.FromBase64String(await page.EvaluateAsync<string>(
        """
        () => {
          const canvas = document.createElement('canvas');
          canvas.width = 640; canvas.height = 480;
          const c = canvas.getContext('2d');
          for (let i = 0; i < 640; i += 8) { c.fillStyle = `hsl(${i} 80% 50%)`; c.fillRect(i, (i * 7) % 400, 60, 60); }
          return canvas.toDataURL('image/jpeg', 0.9).split(',')[1];
        }
        """));

    /// <summary>The same with an Exif block that says which phone it was, and where.</summary>
    private static byte[] WithPlace(byte[] jpeg)
    {
        byte[] entries =
        [
            0x01, 0x0F, 0, 2, 0, 0, 0, 10, 0, 0, 0, 38,
            0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38,
        ];
        byte[] tiff = [.. "MM"u8, 0, 42, 0, 0, 0, 8, 0, 2, .. entries, 0, 0, 0, 0, .. "GPSSECRET\0"u8];
        byte[] content = [.. "Exif\0\0"u8, .. tiff];
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(content.Length + 2));
        return [.. jpeg[..2], 0xFF, 0xE1, .. length, .. content, .. jpeg[2..]];
    }

    private static byte[] Wav(int data)
    {
        var wav = new byte[44 + data];
        "RIFF"u8.CopyTo(wav);
        "WAVEfmt "u8.CopyTo(wav.AsSpan(8));
        "data"u8.CopyTo(wav.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(4), wav.Length - 8);
        wav[16] = 16;
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(40), data);
        return wav;
    }
}
