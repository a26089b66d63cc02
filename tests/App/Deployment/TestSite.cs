using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Chorus.App.Data;
using Chorus.App.Hosting;
using Chorus.App.Jobs;
using Chorus.App.Mail;
using Chorus.App.Members;
using Chorus.App.Tests.Data;
using Chorus.App.TimeStamps;
using Chorus.App.Trustees;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Messages;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Hosting;

namespace Chorus.App.Tests.Deployment;

/// <summary>The whole site in memory, before three real trustees in this process, on a real database.</summary>
internal sealed partial class TestSite : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly WebApplication _app;

    private TestSite(TimeProvider clock, bool trial, int underWay, bool sockets, long openUploadBytes, TimeStampSource? timeStamps, IReadOnlyList<string>? languages, MailServer? mail)
    {
        Deployment = new TestDeployment(clock, trial);
        Database = TestDatabase.Create(_folder["site"]);
        var options = new SiteOptions
        {
            DataFolder = _folder["site"],
            Manifest = Deployment.Manifest,
            ManifestSignatures = Deployment.Signatures,
            WebRoot = WebRoot.Create(_folder["wwwroot"]),
            StatementsUnderWay = underWay,
            OpenUploadBytes = openUploadBytes,
            LeastFreeBytes = 0,
            Port = 0,
            TimeStamps = timeStamps,
            Languages = languages,
            Mail = mail,
        };
        _app = SiteHost.Build(options, builder =>
        {
            if (!sockets)
            {
                builder.WebHost.UseTestServer();
            }
            builder.Services.AddSingleton(clock);
            Database.Register(builder.Services);
            foreach (var trustee in Deployment.Trustees)
            {
                builder.Services.AddSingleton<ITrusteeClient>(trustee);
                builder.Services.AddSingleton<ILogWitness>(trustee);
            }
        });
    }

    public TestDeployment Deployment { get; }

    public TestDatabase Database { get; }

    public string LogFile => _folder["site/site.log"];

    public IServiceProvider Services => _app.Services;

    /// <summary>Where it listens, if it was started with sockets.</summary>
    public Uri Address => new(_app.Urls.Single());

    /// <param name="clock">the system's without it.</param>
    /// <param name="trial">what its manifest says.</param>
    /// <param name="underWay">how many statements it takes at once.</param>
    /// <param name="sockets">whether it listens on a real port, not in memory.</param>
    /// <param name="openUploadBytes">how much room there is for files that no report has yet.</param>
    /// <param name="timeStamps">who time-stamps; nobody without it.</param>
    /// <param name="languages">which it offers; all without it.</param>
    /// <param name="mail">through which it sends mail; none without it.</param>
    public static async Task<TestSite> StartAsync(
        TimeProvider? clock = null, bool trial = true, int underWay = 256, bool sockets = false, long openUploadBytes = 2L << 30, TimeStampSource? timeStamps = null,
        IReadOnlyList<string>? languages = null, MailServer? mail = null)
    {
        var site = new TestSite(clock ?? TimeProvider.System, trial, underWay, sockets, openUploadBytes, timeStamps, languages, mail);
        await site._app.StartAsync(TestContext.Current.CancellationToken);
        return site;
    }

    public TestReporter Reporter() => new(Deployment.Manifest);

    /// <summary>A client that keeps no cookies: a reporter's browser.</summary>
    public HttpClient Client() => InMemory ? _app.GetTestClient() : new HttpClient { BaseAddress = Address };

    private bool InMemory => _app.Services.GetService<Microsoft.AspNetCore.Hosting.Server.IServer>() is TestServer;

    public static object Body(SealedDeposit d) => new
    {
        Statement = d.Signed.Bytes, d.Signed.Signature, d.Lookup, d.Content, d.Escrowed, d.SelfWrap, d.Packets,
    };

    public static object Body(SignedStatement s) => new { Statement = s.Bytes, s.Signature };

    public static object Body(SealedMessage m) => new { Handle = m.Handle.ToArray(), m.Id, m.Envelope, m.Signature };

    public async Task<HttpResponseMessage> PostAsync(string path, object body, HttpClient? client = null) =>
        await (client ?? Client()).PostAsJsonAsync(path, body, SiteJson.Options, TestContext.Current.CancellationToken);

    public async Task<HttpResponseMessage> SendAsync(SealedDeposit deposit) => await PostAsync("/api/statements", Body(deposit));

    public async Task<HttpResponseMessage> SendAsync(SignedStatement withdrawal) => await PostAsync("/api/statements", Body(withdrawal));

    public async Task<string> LookupAsync(TestReporter reporter)
    {
        using var answer = await PostAsync("/api/lookup", new { reporter.Keys.Lookup });
        answer.IsSuccessStatusCode.ShouldBeTrue();
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A match run, and what the site then fetches of it.</summary>
    public async Task RunAsync()
    {
        await Deployment.RunAsync();
        await FetchAsync();
    }

    public Task FetchAsync() =>
        Services.GetServices<IHostedService>().OfType<ReleaseJob>().Single().PassAsync(TestContext.Current.CancellationToken);

    public async Task<T> QueryAsync<T>(Func<SiteDb, Task<T>> query)
    {
        await using var scope = Services.CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<SiteDb>());
    }

    /// <summary>Of every member who is given no other.</summary>
    internal const string Password = "correct horse battery";

    /// <param name="organisation">where the member works.</param>
    /// <param name="email">with which the member signs in; also the name.</param>
    /// <param name="password">likewise.</param>
    /// <param name="roles">what the member may do; advocate without it.</param>
    public async Task EnrolAsync(string organisation, string email, string password = Password, params Role[] roles)
    {
        await using var scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Enrolment>().AddAsync(
            organisation, roles is [] ? [Role.Advocate] : roles, email, email, password, "passphrase", Deployment.Organisations[organisation], TestContext.Current.CancellationToken);
    }

    /// <summary>A browser that keeps cookies.</summary>
    public TestMember Browser() => InMemory
        // Outside a trial a session cookie travels under TLS only.
        ? new(_app.GetTestServer().CreateHandler(), Deployment.Manifest.Trial ? _app.GetTestServer().BaseAddress : new Uri("https://localhost/"))
        : TestMember.Over(Address);

    /// <summary>The browser of a member of an organisation, signed in.</summary>
    public async Task<TestMember> SignInAsync(string organisation, params Role[] roles)
    {
        var email = $"{(roles is [] ? "someone" : string.Join('-', roles.Select(r => r.Spelling())))}@{organisation}.example";
        await EnrolAsync(organisation, email, roles: roles);
        var member = Browser();
        (await member.SignInAsync(email, Password)).ShouldBeTrue();
        return member;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Deployment.Dispose();
        _folder.Dispose();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    internal static partial Regex FormToken();

    [GeneratedRegex("<meta name=\"request-token\" content=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    internal static partial Regex PageToken();
}
