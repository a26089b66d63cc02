using Chorus.App;
using Chorus.App.Members;
using Chorus.App.Sqlite;
using Chorus.App.Tests;
using Chorus.Browser.Tests.Pages;
using Chorus.Cli.Findings;
using Chorus.Escrow.Manifests;
using Chorus.Log.Notes;
using Chorus.Sealing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Chorus.Browser.Tests.Desk;

/// <summary>
/// The desk of one organisation on a free port, with its real key and a first member, who is advocate and administrator.
/// Nothing has been reported. It can be stopped and started again on the same files.
/// </summary>
public sealed class MembersSite : IAsyncLifetime
{
    internal const string Organisation = "workers-centre";
    internal const string Email = "rosa@centre.example";
    internal const string Password = "correct horse battery";
    internal const string Passphrase = "seven quiet rivers";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chorus-desk-");
    private readonly SigningKey[] _trustees = [.. Enumerable.Range(0, 3).Select(_ => SigningKey.Generate())];
    private WebApplication? _site;

    public MembersSite() => Manifest = Manifest.Create(new ManifestContent(
        Manifest.Format, 1, SecureRandom.Bytes(16), SecureRandom.Bytes(32), Trial: true, RunEverySeconds: 60,
        [.. _trustees.Select((key, i) => new ManifestTrustee(i, $"Trustee {i}", key.PublicKey, 1, BoxKey.Generate().PublicKey, SecureRandom.Bytes(32)))],
        new ManifestSite(SecureRandom.Bytes(32)), [],
        [new ManifestOrganisation(Organisation, "Workers' Centre", "support", null, [new ManifestOrganisationKey(1, Key.RecipientKey, Key.Signing.PublicKey)])]));

    internal Manifest Manifest { get; }

    internal OrganisationKey Key { get; } = OrganisationKey.New();

    internal ShiftedClock Clock { get; } = new();

    internal string Address { get; private set; } = "";

    /// <summary>The site's log of cases as everybody can fetch it, and the key by which it is signed.</summary>
    internal StatementLog CaseLog()
    {
        using var signer = NoteSigner.Parse(File.ReadAllText(Path.Combine(_folder.FullName, "case-log", "key")).Trim());
        return new(new(Path.Combine(_folder.FullName, "case-log", "log")), signer.Key, Manifest);
    }

    internal IServiceProvider Services => _site!.Services;

    public async ValueTask InitializeAsync()
    {
        await StartAsync();
        await EnrolAsync("Rosa Prieto", Email, Role.Advocate, Role.Administrator);
    }

    /// <summary>Another member who was there before.</summary>
    internal async Task EnrolAsync(string name, string email, params Role[] roles)
    {
        await using var scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Enrolment>().AddAsync(
            Organisation, roles, name, email, Password, Passphrase, Key, TestContext.Current.CancellationToken);
    }

    /// <summary>Stops the site and starts it again at the same address.</summary>
    internal async Task RestartAsync()
    {
        await _site!.DisposeAsync();
        await StartAsync();
    }

    /// <summary>A page that is signed in.</summary>
    /// <param name="chromium">the browser.</param>
    /// <param name="email">of whom.</param>
    /// <param name="width">of the window, in pixels.</param>
    /// <param name="before">a script that runs in each page before its own.</param>
    internal async Task<IPage> SignInAsync(Chromium chromium, string email = Email, int width = 1280, string? before = null)
    {
        var page = await PageAsync(chromium, width);
        if (before is not null)
        {
            await page.AddInitScriptAsync(before);
        }
        await page.SignInToMembersAsync(email, Password);
        return page;
    }

    internal async Task<IPage> PageAsync(Chromium chromium, int width = 1280) => await (await chromium.NewAsync(Address, width: width, height: 900)).NewPageAsync();

    public async ValueTask DisposeAsync()
    {
        if (_site is not null)
        {
            await _site.DisposeAsync();
        }

        Key.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task StartAsync()
    {
        _site = SiteHost.Build(
            new SiteOptions
            {
                DataFolder = _folder.FullName,
                Port = Address.Length > 0 ? new Uri(Address).Port : 0,
                Manifest = Manifest,
                ManifestSignatures = new ManifestSignatures([.. _trustees.Select(t => ManifestSignatures.Sign(t, Manifest.Hash))]),
            },
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(Clock);
                builder.Services.AddSqliteStore(Path.Combine(_folder.FullName, "site.db"));
            });
        await _site.StartAsync();
        Address = Address.Length > 0 ? Address : _site.Urls.First();
    }
}
