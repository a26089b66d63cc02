namespace Chorus.Browser.Tests.Pages;

/// <summary>A page that is listened to. Chromium has no voices here, so a stand-in speaks: it notes what it is told to say.</summary>
public sealed class ListeningTests(Chromium chromium, ReporterSite site) : IClassFixture<ReporterSite>
{
    private const string Voices =
        """
        window.said = [];
        window.cancelled = 0;
        const voices = [{ lang: 'en-US', localService: REMOTE, name: 'a voice' }];
        Object.defineProperty(window, 'speechSynthesis', { value: {
          getVoices: () => voices, addEventListener() {}, cancel() { window.cancelled++; }, speak: (u) => window.said.push(u.text),
        } });
        window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
        """;

    [Fact]
    public async Task A_question_is_read_when_it_is_asked_for_and_never_by_itself_and_stops()
    {
        var page = await site.PhoneAsync(chromium);
        await page.AddInitScriptAsync(Voices.Replace("REMOTE", "true", StringComparison.Ordinal));
        await page.GotoAsync("/en/write");
        await page.SeesAsync("Where would you like to start?");
        (await page.EvaluateAsync<int>("said.length")).ShouldBe(0);

        var listen = page.GetByRole(AriaRole.Button, new() { Name = "Listen", Exact = true });
        await listen.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var said = await page.EvaluateAsync<string[]>("said");
        said[0].ShouldBe("Where would you like to start?");
        said.ShouldNotContain(s => s.Contains("Go on", StringComparison.Ordinal));
        var before = await page.EvaluateAsync<int>("cancelled");
        await page.PressAsync("Stop listening");
        (await page.EvaluateAsync<int>("cancelled")).ShouldBeGreaterThan(before);
        await Assertions.Expect(listen).ToBeVisibleAsync();

        // Another question, and leaving, end it too.
        await listen.ClickAsync();
        before = await page.EvaluateAsync<int>("cancelled");
        await page.GoOnAsync("What kind of thing was it?");
        (await page.EvaluateAsync<int>("cancelled")).ShouldBeGreaterThan(before);
    }

    [Fact]
    public async Task Where_no_voice_speaks_on_the_device_there_is_no_button()
    {
        var page = await site.PhoneAsync(chromium);
        await page.AddInitScriptAsync(Voices.Replace("REMOTE", "false", StringComparison.Ordinal));
        await page.GotoAsync("/en/write");
        await page.SeesAsync("Where would you like to start?");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Listen", Exact = true })).ToHaveCountAsync(0);
    }
}
