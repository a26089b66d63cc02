[assembly: AssemblyFixture(typeof(Chorus.Browser.Tests.Chromium))]

namespace Chorus.Browser.Tests;

/// <summary>Debian's Chromium, started once for all tests. It talks to nothing but the site under test.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";

    /// <summary>
    /// How long a test waits for what must come. Far more than it takes: a proof of 18 bits is a draw (a second on average, now and then ten), and all is slower on a busy machine.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Executable))
        {
            throw new InvalidOperationException("The browser tests need Chromium: install Debian's package with `apt-get install chromium`.");
        }

        Assertions.SetDefaultExpectTimeout((float)Patience.TotalMilliseconds);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Executable,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--no-first-run", "--disable-quic",
                // A microphone that beeps, and a person who allows it.
                "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
            ],
        });
    }

    /// <summary>A fresh context: no cookies, no storage, its own history. A phone of 360 px unless said otherwise.</summary>
    public async Task<IBrowserContext> NewAsync(string address, bool scripts = true, int width = 360, int height = 740, bool dark = false)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = address,
            JavaScriptEnabled = scripts,
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            Locale = "en-GB",
            TimezoneId = "UTC",
        });
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
