using Chorus.App;
using Chorus.App.Features.Admission;
using Chorus.App.Features.Write;
using Chorus.App.Sqlite;
using Chorus.App.Tests;
using Chorus.Escrow.Depositing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Chorus.Browser.Tests.Pages;

/// <summary>The site with its pages on a free port, and a stand-in for everything behind them.</summary>
public sealed class ReporterSite : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chorus-pages-");
    private WebApplication? _site;

    private readonly ShiftedClock _clock = new();

    internal StandIn Behind { get; } = new();

    /// <summary>What the site asks of a crowd.</summary>
    internal Work Work => _site!.Services.GetRequiredService<Work>();

    /// <summary>What the site sealed itself, for browsers without scripts.</summary>
    internal List<SealedDeposit> SealedBySite { get; } = [];

    internal string Address { get; private set; } = "";

    /// <summary>Where the site keeps the chunks of files.</summary>
    internal DirectoryInfo Attachments => new(Path.Combine(_folder.FullName, "attachments"));

    public async ValueTask InitializeAsync()
    {
        _site = SiteHost.Build(
            new SiteOptions { DataFolder = _folder.FullName, Port = 0, Manifest = Behind.Manifest, ManifestSignatures = Behind.Signatures },
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(_clock);
                builder.Services.AddSqliteStore(Path.Combine(_folder.FullName, "site.db"));
                builder.Services.AddScoped<DepositSealed>(_ => deposit =>
                {
                    SealedBySite.Add(deposit);
                    return Task.FromResult(true);
                });
            });
        await _site.StartAsync();
        Address = _site.Urls.First();
    }

    public async ValueTask DisposeAsync()
    {
        if (_site is not null)
        {
            await _site.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    /// <summary>As many statements under way as the site takes at once, for minutes; until it is disposed of.</summary>
    internal IDisposable FillWithACrowd() => Fill(_site!.Services.GetRequiredService<Gates>().Statements);

    /// <summary>As many forms likewise.</summary>
    internal IDisposable FillWithForms() => Fill(_site!.Services.GetRequiredService<Gates>().Forms);

    /// <summary>So much time passes.</summary>
    internal void Wait(TimeSpan time) => _clock.Shift(time);

    private Crowd Fill(Gate gate)
    {
        var crowd = new Crowd(_clock);
        while (gate.TryEnter(1) is { } pass)
        {
            crowd.Add(pass);
        }
        _clock.Shift(Crowd.Time);
        return crowd;
    }

    /// <summary>A person's phone on this site.</summary>
    internal async Task<IPage> PhoneAsync(Chromium chromium, bool scripts = true, int width = 360, bool dark = false)
    {
        var context = await chromium.NewAsync(Address, scripts, width, width == 360 ? 740 : 900, dark);
        await Behind.ServeAsync(context);
        return await context.NewPageAsync();
    }
}

/// <summary>Others who are sending. When they have left, time passes until nothing is left of the load either.</summary>
internal sealed class Crowd(ShiftedClock clock) : IDisposable
{
    internal static readonly TimeSpan Time = TimeSpan.FromMinutes(2);

    private readonly List<IDisposable> _passes = [];

    internal void Add(IDisposable pass) => _passes.Add(pass);

    public void Dispose()
    {
        _passes.ForEach(p => p.Dispose());
        clock.Shift(Time);
    }
}
