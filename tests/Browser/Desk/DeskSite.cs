using System.Net.Http.Json;
using Chorus.App;
using Chorus.App.Data;
using Chorus.App.Hosting;
using Chorus.App.Jobs;
using Chorus.App.Members;
using Chorus.App.Sqlite;
using Chorus.App.Tests.Deployment;
using Chorus.App.Trustees;
using Chorus.Browser.Tests.Pages;
using Chorus.Browser.Tests.Story;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Identifiers;
using Chorus.Escrow.Manifests;
using Chorus.Escrow.Messages;
using Chorus.Sealing;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Chorus.Browser.Tests.Desk;

/// <summary>The site on a free port before three real trustees in this process, with reports as they were written and a member at the desk.</summary>
public sealed class DeskSite : IAsyncLifetime
{
    internal const string Password = "correct horse battery";
    internal const string Passphrase = "a passphrase";
    private static readonly IdentifierKind[] Kinds = Enum.GetValues<IdentifierKind>();

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chorus-desk-");
    private readonly TestDeployment _deployment = new(TimeProvider.System);
    private WebApplication? _site;
    private HttpClient? _client;

    public async ValueTask InitializeAsync()
    {
        await StartAsync(0);
        await EnrolAsync("Someone");
    }

    private async Task StartAsync(int port)
    {
        var options = new SiteOptions { DataFolder = _folder.FullName, Port = port, Manifest = _deployment.Manifest, ManifestSignatures = _deployment.Signatures };
        _site = SiteHost.Build(options, builder =>
        {
            builder.Services.AddSingleton(TimeProvider.System);
            builder.Services.AddSqliteStore(Path.Combine(_folder.FullName, "site.db"));
            foreach (var trustee in _deployment.Trustees)
            {
                builder.Services.AddSingleton<ITrusteeClient>(trustee);
                builder.Services.AddSingleton<ILogWitness>(trustee);
            }
        });
        await _site.StartAsync();
        _client ??= new HttpClient { BaseAddress = new Uri(_site.Urls.First()) };
    }

    /// <summary>What the site proposes to the trustees now.</summary>
    internal Manifest Proposed => Manifest.Parse(File.ReadAllBytes(new SiteFolder(_folder.FullName).NextManifestFile));

    /// <summary>The trustees sign what the site proposes, and it starts anew with that, at the same address.</summary>
    internal async Task AdoptAsync()
    {
        _deployment.Sign(Proposed);
        var port = new Uri(_site!.Urls.First()).Port;
        await _site.StopAsync();
        await _site.DisposeAsync();
        await StartAsync(port);
    }

    /// <summary>The organisation's first key, as somebody may have kept it.</summary>
    internal OrganisationKey FirstKey => _deployment.Organisations[TestDeployment.Centre];

    /// <summary>The key that a member has, opened with the passphrase outside of any browser.</summary>
    internal async Task<OrganisationKey> KeyOfAsync(string email)
    {
        await using var scope = _site!.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SiteDb>();
        var id = await db.Users.Where(m => m.Email == email).Select(m => m.Id).SingleAsync();
        var wrap = await db.Across<KeyWrap>().SingleAsync(w => w.MemberId == id);
        var recipientKey = _deployment.Manifest.FindOrganisation(TestDeployment.Centre)!.Keys.Single(k => k.Epoch == wrap.Epoch).RecipientKey;
        return OrganisationKey.Unwrap(Passphrase, new KeyHolder(_deployment.Manifest.Deployment, TestDeployment.Centre, wrap.Epoch, id), recipientKey, wrap.Wrapped);
    }

    /// <summary>Whether a key opens a released report, with everything that the site has of it.</summary>
    internal async Task<bool> OpensAsync(OrganisationKey key, SealedDeposit deposit)
    {
        await using var scope = _site!.Services.CreateAsyncScope();
        var handle = deposit.Signed.Statement.Handle.ToArray();
        var records = await scope.ServiceProvider.GetRequiredService<SiteDb>().Across<Release>().Where(r => r.Handle == handle).Take(2).ToListAsync();
        var sealedReport = new Escrow.Releasing.SealedReport(deposit.Signed.Bytes, deposit.Signed.Signature, deposit.Content, deposit.Escrowed);
        return new Escrow.Releasing.ReportOpener(_deployment.Manifest).TryOpen(key, sealedReport, new(records[0].Record, records[0].Signature), new(records[1].Record, records[1].Signature), out _, out _);
    }

    /// <summary>Every link from a key to the one before that the site has.</summary>
    internal async Task<IReadOnlyList<(uint Epoch, byte[] Link)>> LinksAsync()
    {
        await using var scope = _site!.Services.CreateAsyncScope();
        var rows = await scope.ServiceProvider.GetRequiredService<SiteDb>().OrganisationKeys.Where(k => k.OrganisationId == TestDeployment.Centre && k.Link != null).ToListAsync();
        return [.. rows.Select(k => (k.Epoch, k.Link!))];
    }

    /// <summary>A member's page that is signed in and shows the members.</summary>
    internal async Task<IPage> MembersPageAsync(Chromium chromium, string email)
    {
        var page = await (await chromium.NewAsync(_site!.Urls.First(), width: 1280, height: 900)).NewPageAsync();
        await page.SignInToMembersAsync(email, Password);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_site is not null)
        {
            await _site.StopAsync();
            await _site.DisposeAsync();
        }
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _deployment.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>Seals a report as a browser would and sends it.</summary>
    /// <param name="quorum">1 sends it directly.</param>
    internal Task<(SealedDeposit Deposit, ReceiptKeys Keys)> SendAsync(string story, Quorum quorum, ReportIdentifier who, params string[] acts) =>
        SendAsync(ReceiptKeys.FromSeed(SecureRandom.Bytes(32)), "en", Told(story, acts), quorum, who);

    /// <summary>The same in a language, with these answers.</summary>
    internal Task<(SealedDeposit Deposit, ReceiptKeys Keys)> SendInAsync(string language, Dictionary<string, Answer?> answers, Quorum quorum, ReportIdentifier who) =>
        SendAsync(ReceiptKeys.FromSeed(SecureRandom.Bytes(32)), language, answers, quorum, who);

    /// <summary>A direct report under numbers with which a browser opens it again. Gives the numbers.</summary>
    internal Task<string> SendUnderNumbersAsync(string story, ReportIdentifier who, params string[] acts) => SendUnderNumbersAsync(story, who, Quorum.Of(1), acts);

    /// <summary>The same, held for a quorum.</summary>
    internal async Task<string> SendUnderNumbersAsync(string story, ReportIdentifier who, Quorum quorum, params string[] acts)
    {
        var receipt = Receipt.New();
        await SendAsync(receipt.Derive(_deployment.Manifest.Deployment), "en", Told(story, acts), quorum, who);
        return receipt.Display;
    }

    private static Dictionary<string, Answer?> Told(string story, string[] acts) => new(StringComparer.Ordinal)
    {
        ["story"] = Answer.Of([new Piece(story)]), ["acts"] = Answer.Of(acts), ["where"] = Answer.Of("hotel"),
    };

    private async Task<(SealedDeposit Deposit, ReceiptKeys Keys)> SendAsync(
        ReceiptKeys keys, string language, Dictionary<string, Answer?> answers, Quorum quorum, ReportIdentifier who)
    {
        var kind = Kinds.Single(k => string.Equals(k.Word(), who.Kind, StringComparison.Ordinal));
        Canonical.TryMake(new Identifier(kind, who.Value, who.Region, who.Place), out var canonical, out var refusal).ShouldBeTrue(refusal?.ToString());
        var draft = new ReportDraft(
            new QuestionnaireReference("core", 2), language, TestDeployment.Centre, quorum, answers, [who], "2026-11-23T21Z");
        var deposit = new ReportSealer(_deployment.Manifest).Deposit(draft, [Fingerprint.Of(_deployment.Manifest.Salt, kind, canonical!)], keys, 0);
        await PostAsync("/api/statements", new
        {
            Statement = deposit.Signed.Bytes, deposit.Signed.Signature, deposit.Lookup, deposit.Content, deposit.Escrowed, deposit.SelfWrap, deposit.Packets,
        });
        return (deposit, keys);
    }

    /// <summary>The reporter writes, at that hour.</summary>
    internal async Task WriteAsync((SealedDeposit Deposit, ReceiptKeys Keys) from, string text, string hour)
    {
        var message = SealedMessage.Seal(
            from.Deposit.Document.ThreadKey, _deployment.Manifest.Deployment, from.Deposit.Signed.Statement.Handle, Direction.FromReporter, text, hour, from.Keys.Signing);
        await PostAsync(message);
    }

    /// <summary>The reporter says something as data beside the words, at that hour.</summary>
    internal async Task WriteAsync((SealedDeposit Deposit, ReceiptKeys Keys) from, MessageKind kind, string text, string hour) => await PostAsync(SealedMessage.Seal(
        from.Deposit.Document.ThreadKey, _deployment.Manifest.Deployment, from.Deposit.Signed.Statement.Handle, kind, text, hour, from.Keys.Signing));

    private Task PostAsync(SealedMessage message) =>
        PostAsync("/api/messages", new { Handle = message.Handle.ToArray(), message.Id, message.Envelope, message.Signature });

    /// <summary>Another member of that name, an advocate unless roles are given. Gives the e-mail address.</summary>
    internal Task<string> EnrolAsync(string name, params Role[] roles) => EnrolAsync(TestDeployment.Centre, name, roles);

    /// <summary>A member of the institution. Gives the e-mail address.</summary>
    internal Task<string> EnrolAtInstitutionAsync(string name) => EnrolAsync(TestDeployment.Campus, name, []);

    private async Task<string> EnrolAsync(string organisation, string name, Role[] roles)
    {
        var email = EmailOf(name);
        await using var scope = _site!.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Enrolment>().AddAsync(
            organisation, roles.Length > 0 ? roles : [Role.Advocate], name, email, Password, Passphrase, _deployment.Organisations[organisation], CancellationToken.None);
        return email;
    }

    /// <summary>A match run, and all that it released fetched.</summary>
    internal async Task RunAsync()
    {
        await _deployment.RunAsync();
        var job = _site!.Services.GetServices<IHostedService>().OfType<ReleaseJob>().Single();
        // A pass fetches no more than a few thousand.
        for (var before = -1; before < await ReleasedAsync();)
        {
            before = await ReleasedAsync();
            await job.PassAsync(CancellationToken.None);
        }
    }

    /// <summary>How many reports have reached the organisation.</summary>
    internal async Task<int> ReleasedAsync()
    {
        await using var scope = _site!.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<SiteDb>().Across<ReleasedSlot>().Select(s => s.Handle).Distinct().CountAsync();
    }

    /// <summary>How many rows the site has of circles.</summary>
    internal async Task<int> CircleRowsAsync()
    {
        await using var scope = _site!.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SiteDb>();
        return await db.Across<CircleRow>().CountAsync() + await db.Across<CircleSeatRow>().CountAsync() + await db.Across<CircleEntryRow>().CountAsync();
    }

    /// <summary>A member's browser at the desk, unlocked.</summary>
    /// <param name="chromium">the browser.</param>
    /// <param name="email">of whom; the first one's without it.</param>
    /// <param name="width">of the window, in pixels.</param>
    /// <param name="before">a script that runs in each page before its own.</param>
    internal async Task<AdvocateAtWork> AdvocateAsync(Chromium chromium, string? email = null, int width = 1280, string? before = null)
    {
        var context = await chromium.NewAsync(_site!.Urls.First(), width: width, height: 900);
        if (before is not null)
        {
            await context.AddInitScriptAsync(before);
        }
        var advocate = new AdvocateAtWork(await context.NewPageAsync());
        await advocate.SignInAsync(email ?? EmailOf("Someone"), Password, Passphrase);
        return advocate;
    }

    /// <summary>A reporter's phone.</summary>
    internal async Task<IPage> PhoneAsync(Chromium chromium) => await (await chromium.NewAsync(_site!.Urls.First())).NewPageAsync();

    private static string EmailOf(string name) => $"{name.Replace(' ', '.')}@centre.example";

    private async Task PostAsync(string path, object body)
    {
        using var answer = await _client!.PostAsJsonAsync(path, body, SiteJson.Options);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }
}
