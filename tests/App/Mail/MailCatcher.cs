using System.Diagnostics;
using System.Text.Json;
using Chorus.App.Mail;
using Chorus.App.Tests.Wording;

namespace Chorus.App.Tests.Mail;

/// <summary>A real mail server, Debian's python3-aiosmtpd, on a free port of this machine (catcher.py).</summary>
internal sealed class MailCatcher : IDisposable
{
    // A mail that does not come is a failed test, not one that hangs.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private MailCatcher(Process process) => _process = process;

    public int Port { get; private set; }

    /// <summary>As the site's mail server.</summary>
    public MailServer Server(MailTls tls = MailTls.None) => new("127.0.0.1", Port, tls, "post@site.example", MailServer.UsualHour);

    public static async Task<MailCatcher> StartAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("/usr/bin/python3", [Source.Path("tests/App/Mail/catcher.py"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var catcher = new MailCatcher(Process.Start(start)!);
        catcher.Port = JsonSerializer.Deserialize<int>(await catcher.ReadAsync() ?? throw new InvalidOperationException("The mail catcher did not start. It needs Debian's python3-aiosmtpd (apt-get install python3-aiosmtpd)."));
        return catcher;
    }

    /// <summary>The next mail that came.</summary>
    public async Task<CaughtMail> NextAsync() => JsonSerializer.Deserialize<CaughtMail>((await ReadAsync()).ShouldNotBeNull(), JsonSerializerOptions.Web)!;

    /// <summary>Ends it, and gives what came and was not asked for.</summary>
    public async Task<IReadOnlyList<CaughtMail>> EndAsync()
    {
        _process.StandardInput.Close();
        var rest = new List<CaughtMail>();
        while (await ReadAsync() is { } line)
        {
            rest.Add(JsonSerializer.Deserialize<CaughtMail>(line, JsonSerializerOptions.Web)!);
        }
        return rest;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit(Patience);
        _process.Dispose();
    }

    private async Task<string?> ReadAsync()
    {
        using var late = new CancellationTokenSource(Patience);
        return await _process.StandardOutput.ReadLineAsync(late.Token);
    }
}

/// <param name="Greeting">what the site called itself.</param>
/// <param name="Tls">whether the way was protected.</param>
/// <param name="From">of the envelope.</param>
/// <param name="To">likewise.</param>
/// <param name="Mail">headers and body, as they came.</param>
internal sealed record CaughtMail(string Greeting, bool Tls, string From, IReadOnlyList<string> To, string Mail);
