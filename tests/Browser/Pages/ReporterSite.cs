using Chorus.App;
using Chorus.App.Features.Write;
using Chorus.App.Sqlite;
using Chorus.Escrow.Depositing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Chorus.Browser.Tests.Pages;

/// <summary>The site with its pages on a free port, and a stand-in for everything behind them.</summary>
public sealed class ReporterSite : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chorus-pages-");
    private WebApplication? _site;

    internal StandIn Behind { get; } = new();

    /// <summary>What the site sealed itself, for browsers without scripts.</summary>
    internal List<SealedDeposit> SealedBySite { get; } = [];

    internal string Address { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _site = SiteHost.Build(
            new SiteOptions { DataFolder = _folder.FullName, Port = 0, Manifest = Behind.Manifest, ManifestSignatures = Behind.Signatures },
            builder =>
            {
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

    /// <summary>A person's phone on this site.</summary>
    internal async Task<IPage> PhoneAsync(Chromium chromium, bool scripts = true, int width = 360, bool dark = false)
    {
        var context = await chromium.NewAsync(Address, scripts, width, width == 360 ? 740 : 900, dark);
        await Behind.ServeAsync(context);
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(15_000);
        return page;
    }
}
