using Chorus.App.Tests;
using Chorus.App.Tests.Record;
using Chorus.App.Tests.Trial;
using Chorus.Browser.Tests.Pages;

namespace Chorus.Browser.Tests.Story;

/// <summary>A picture and a recording, from a reporter's phone to an advocate's desk and back to her own page, against a real trial.</summary>
public sealed class FilesStoryTests(Chromium chromium) : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_picture_and_a_recording_reach_the_advocate_and_stay_the_reporters_until_she_takes_them_back()
    {
        var data = _folder["data"];
        var port = RunningTrial.FreePort();
        await using var trial = await RunningTrial.StartAsync(data, port);
        var address = $"http://localhost:{port}";
        var signIn = WholeStoryTests.SignInOf(data, "workers-centre");
        var runs = await TrusteeRuns.StartAsync(data);

        var reporter = new ReporterAtWork(await (await chromium.NewAsync(address)).NewPageAsync());
        var page = reporter.Page;
        await page.GotoAsync("/en/write");
        await page.PressAsync("Say it instead");
        await page.PressAsync("Start recording");
        await page.RecordsAsync();
        await page.PressAsync("Stop and keep it");
        await page.SeesTextAsync("Sealed and sent. Nobody can hear it");
        await page.WriteToFilesFromStoryAsync();
        await page.GetByLabel("Choose pictures or files").SetInputFilesAsync(new FilePayload { Name = "rota.png", MimeType = "image/png", Buffer = Png });
        await page.SeesTextAsync("Sealed and sent, 0.1 MB.");
        await page.GoOnAsync("Who did it?");
        await page.NameAsync(0, "phone", "600 123 456");
        await page.GoOnToAsync("Who may read it, and when?");
        await page.GetByLabel("Send it now").CheckAsync();
        await page.GoOnAsync("Which organisation is it for?");
        await page.GetByLabel("Workers' Centre").CheckAsync();
        await page.GoOnAsync("Check before you send");
        var numbers = await page.SealAsync();
        await runs.NextAsync();

        // The advocate sees and hears them.
        var advocate = new AdvocateAtWork(await (await chromium.NewAsync(address, width: 1280)).NewPageAsync());
        await advocate.SignInAsync(signIn.Email, signIn.Password, signIn.Passphrase);
        await advocate.WaitForAsync("Sent to us directly", Chromium.Patience);
        await advocate.OpenAsync("");
        await advocate.Page.PressAsync("Open: rota.png");
        await ShouldBeSeenAsync(advocate.Page.Locator("#pane .files img"));
        await advocate.Page.SeesTextAsync("A recording in answer to");
        await advocate.Page.PressAsync("Open: Recording");
        await Assertions.Expect(advocate.Page.Locator("#pane .files audio")).ToBeVisibleAsync();
        await Tour.TakeAsync(advocate.Page, "desk-files");

        // So does she, and takes the report back: it was passed on, so it stays with the organisation.
        await reporter.ReturnAsync(numbers);
        await page.PressAsync("Open: rota.png");
        await ShouldBeSeenAsync(page.Locator("[data-own-files] img"));

        // A copy has them too, and the command line opens it without the site.
        await page.GetByText("Keep a copy", new() { Exact = true }).ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.PressAsync("Make the file"));
        await download.SaveAsAsync(_folder["copy.json"]);
        var opened = await ChorusProcess.RunAsync(numbers.ReplaceLineEndings(" "), "open", _folder["copy.json"], "--files", _folder["files"]);
        opened.Code.ShouldBe(0, opened.Error);
        var files = Directory.GetFiles(_folder["files"]);
        files.Length.ShouldBe(2);
        (await File.ReadAllBytesAsync(files.Single(f => f.EndsWith("rota.png", StringComparison.Ordinal)), TestContext.Current.CancellationToken))
            .AsSpan(0, 8).SequenceEqual(Png.AsSpan(0, 8)).ShouldBeTrue();

        await reporter.WithdrawAsync();
        await advocate.Page.PressAsync("Open: rota.png");
        await ShouldBeSeenAsync(advocate.Page.Locator("#pane .files img"));

        // Neither name nor picture lies anywhere in clear.
        Traces.FilesHolding(data, Traces.FormsOf("rota.png")).ShouldBeEmpty();
        Traces.FilesHolding(data, [Png[50..90]]).ShouldBeEmpty();
        await trial.TerminateAsync();
    }

    private static async Task ShouldBeSeenAsync(ILocator picture)
    {
        await Assertions.Expect(picture).ToBeVisibleAsync();
        (await picture.EvaluateAsync<int>("i => i.decode().then(() => i.naturalWidth)")).ShouldBe(8);
    }

    /// <summary>8 by 8, of noise that cannot be packed, so that it can be looked for.</summary>
    private static readonly byte[] Png = Convert.FromBase64String(
        """
        iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAA00lEQVR42gHIADf/AKVNyhglMLsdbRMs3tYjey7ZHj9yH8sZcQAXRJTWSTydXDRgvjEgHmn+
        2qDu6LmZf1wAfCmZ/a/lkyU81lSvTfrXFCegrrP+6SMvAIryIR+e5JHFsQvstVY7/B5vk0J+y8j+KQBV5c2ORtyO1LfCdk0qWk12dwb4XYaQAkoA1r2jQBvp
        yMvMyTX2zR9hImrhUziuGjQAAE0zug0kasBMgbG68j47+e71958rSTSvhwD1UgtpuUsNmC6Fu1W2cqhyY3rNdGb8tg6f2V+Mn7fMSwAAAABJRU5ErkJggg==
        """);
}
