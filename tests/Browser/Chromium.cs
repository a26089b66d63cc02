[assembly: AssemblyFixture(typeof(Chorus.Browser.Tests.Chromium))]

namespace Chorus.Browser.Tests;

/// <summary>Debian's Chromium, started once for all tests. It talks to nothing but the site under test.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Executable))
        {
            throw new InvalidOperationException("The browser tests need Chromium: install Debian's package with `apt-get install chromium`.");
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Executable,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--no-first-run", "--disable-quic",
            ],
        });
    }

    /// <summary>A fresh context: no cookies, no storage, its own history. A phone of 360 px unless said otherwise.</summary>
    public Task<IBrowserContext> NewAsync(string address, bool scripts = true, int width = 360, int height = 740, bool dark = false) =>
        _browser!.NewContextAsync(new()
        {
            BaseURL = address,
            JavaScriptEnabled = scripts,
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            Locale = "en-GB",
            TimezoneId = "UTC",
        });

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
