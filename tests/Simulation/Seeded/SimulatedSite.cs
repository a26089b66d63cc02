using System.Net.Http.Json;
using System.Text.Json;
using Chorus.App;
using Chorus.App.Data;
using Chorus.App.Hosting;
using Chorus.App.Jobs;
using Chorus.App.Sqlite;
using Chorus.App.Tests;
using Chorus.App.Trustees;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;
using Chorus.Escrow.Releasing;
using Chorus.Sealing;
using Chorus.Simulation.Tests.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chorus.Simulation.Tests.Seeded;

/// <summary>What the site answered: three acknowledgements, or the name of a problem.</summary>
internal sealed record SiteAnswer(IReadOnlyList<byte[]>? Acks, string? Problem);

/// <summary>
/// The web application itself, all but its sockets, with a database file of its own and the simulation's clock. What it asks of a trustee
/// goes through <see cref="SiteLink"/>; its jobs run when the simulation says.
/// </summary>
internal sealed class SimulatedSite : IDisposable
{
    private static readonly Lazy<string> s_webRoot = new(() => WebRoot.Create(Path.Combine(Directory.CreateTempSubdirectory("chorus-webroot-").FullName, "wwwroot")));
    private static readonly Lazy<byte[]> s_template = new(MakeTemplate);

    private readonly string _folder = Directory.CreateTempSubdirectory("chorus-site-").FullName;
    private readonly Circle _circle;
    private readonly SiteLink[] _links;
    private WebApplication? _app;

    /// <param name="circle">the trustees.</param>
    /// <param name="reaches">whether the site reaches a trustee.</param>
    internal SimulatedSite(Circle circle, Func<int, bool> reaches)
        : this(circle, reaches, s_template.Value)
    {
    }

    private SimulatedSite(Circle circle, Func<int, bool> reaches, byte[]? template)
    {
        _circle = circle;
        _links = [.. Enumerable.Range(0, 3).Select(trustee => new SiteLink(trustee, circle, reaches))];
        if (template is not null)
        {
            // The tables of an empty database take most of the time of a start; they are made once for all seeds.
            File.WriteAllBytes(Database, template);
        }

        Start();
    }

    private string Database => Path.Combine(_folder, "site.db");

    /// <summary>Posts a deposit or change as a browser does. Null where no answer came.</summary>
    /// <param name="deposit">what is posted.</param>
    /// <param name="carry">brings a statement to a trustee; null where no answer comes back.</param>
    internal SiteAnswer? Post(SealedDeposit deposit, Carry carry) => Post(
        new { Statement = deposit.Signed.Bytes, deposit.Signed.Signature, deposit.Lookup, deposit.Content, deposit.Escrowed, deposit.SelfWrap, deposit.Packets }, carry);

    /// <summary>Posts a withdrawal.</summary>
    internal SiteAnswer? Post(SignedStatement withdrawal, Carry carry) => Post(new { Statement = withdrawal.Bytes, withdrawal.Signature }, carry);

    /// <summary>The statements that a reporter is shown when she comes back, by handle.</summary>
    internal Dictionary<Handle, byte[]> LookUp(ReceiptKeys keys)
    {
        using var client = _app!.GetTestClient();
        using var answer = client.PostAsJsonAsync("/api/lookup", new { keys.Lookup }, SiteJson.Options).GetAwaiter().GetResult();
        answer.IsSuccessStatusCode.ShouldBeTrue();
        var found = answer.Content.ReadFromJsonAsync<JsonElement>().GetAwaiter().GetResult();
        return found.GetProperty("reports").EnumerateArray().ToDictionary(
            report => Handle.Parse(report.GetProperty("handle").GetString()!),
            report => Bytes(report.GetProperty("versions").EnumerateArray().Last().GetProperty("statement")));
    }

    /// <summary>The job that asks the trustees for releases, once.</summary>
    internal void Fetch() => _app!.Services.GetRequiredService<ReleaseJob>().PassAsync(CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>The job that settles deposits that were never acknowledged, once.</summary>
    /// <param name="ask">asks a trustee whether it holds one.</param>
    internal void SettleAbandoned(Carry ask)
    {
        Array.ForEach(_links, link => link.Carry = ask);
        _app!.Services.GetRequiredService<AbandonedDeposits>().SettleAsync(CancellationToken.None).GetAwaiter().GetResult();
    }

    /// <summary>The versions on desks.</summary>
    internal HashSet<(Handle Handle, uint Version)> OnDesks() => Query(async db =>
        (await db.Across<App.Data.ReleasedSlot>().AsNoTracking().ToListAsync()).Select(slot => (new Handle(slot.Handle), slot.Version)).ToHashSet());

    /// <summary>The versions of which the site holds what a release can open.</summary>
    internal HashSet<(Handle Handle, uint Version)> Held() => Query(async db =>
        (await db.Across<ReportVersion>().AsNoTracking().Where(v => v.EscrowedHash == null).Select(v => new { v.Handle, v.Version }).ToListAsync()).Select(v => (new Handle(v.Handle), v.Version)).ToHashSet());

    /// <summary>A released version with the records of two trustees of one run.</summary>
    internal (SealedReport Report, SignedRecord First, SignedRecord Second) Released(Handle handle, uint version) => Query(async db =>
    {
        var bytes = handle.ToArray();
        var held = await db.Across<ReportVersion>().AsNoTracking().SingleAsync(v => v.Handle == bytes && v.Version == version);
        var records = (await db.Across<Release>().AsNoTracking().Where(r => r.Handle == bytes && r.Version == version).ToListAsync())
            .GroupBy(r => Convert.ToHexString(r.Run)).First(run => run.Count() >= 2).Select(r => new SignedRecord(r.Record, r.Signature)).ToList();
        return (new SealedReport(held.Statement, held.Signature, held.Content, held.Escrowed), records[0], records[1]);
    });

    /// <summary>Ends its process and starts it again on the same disk.</summary>
    internal void Restart()
    {
        Stop();
        Start();
    }

    public void Dispose()
    {
        Stop();
        Directory.Delete(_folder, recursive: true);
    }

    private static byte[] MakeTemplate()
    {
        using var circle = Circle.InMemory();
        using var site = new SimulatedSite(circle, _ => true, template: null);
        site.Query(async db => await db.Across<MemberEventRow>().ExecuteDeleteAsync() + await db.OrganisationKeys.ExecuteDeleteAsync() + await db.Organisations.ExecuteDeleteAsync());
        site.Stop();
        return File.ReadAllBytes(site.Database);
    }

    private void Start()
    {
        var options = new SiteOptions
        {
            DataFolder = _folder,
            Manifest = _circle.Manifest,
            ManifestSignatures = new ManifestSignatures([.. Enumerable.Range(0, 3).Select(_ => new byte[SigningKey.SignatureLength])]),
            WebRoot = s_webRoot.Value,
        };
        _app = SiteHost.Build(options, builder =>
        {
            builder.WebHost.UseTestServer();
            builder.Host.UseServiceProviderFactory(new JobsByHand());
            builder.Services.AddSingleton<TimeProvider>(new SiteClock(_circle.Time));
            builder.Services.AddSqliteStore(Database);
            foreach (var link in _links)
            {
                builder.Services.AddSingleton<ITrusteeClient>(link);
            }
        });
        _app.StartAsync().GetAwaiter().GetResult();
    }

    private void Stop()
    {
        if (_app is { } app)
        {
            _app = null;
            app.StopAsync().GetAwaiter().GetResult();
            app.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private SiteAnswer? Post(object body, Carry carry)
    {
        Exception? thrown = null;
        foreach (var link in _links)
        {
            link.Carry = (trustee, statement, packet) =>
            {
                try
                {
                    return thrown is null ? carry(trustee, statement, packet) : throw new SiteKilledException();
                }
                catch (Exception e) when (e is SiteKilledException or ShouldAssertException)
                {
                    thrown ??= e;
                    throw;
                }
            };
        }

        using var client = _app!.GetTestClient();
        using var answer = client.PostAsJsonAsync("/api/statements", body, SiteJson.Options).GetAwaiter().GetResult();
        switch (thrown)
        {
            case SiteKilledException:
                Restart();
                return null;
            case { } wrong:
                throw wrong;
        }

        var json = answer.Content.ReadFromJsonAsync<JsonElement>().GetAwaiter().GetResult();
        return answer.IsSuccessStatusCode
            ? new SiteAnswer([.. json.GetProperty("acks").EnumerateArray().Select(Bytes)], null)
            : new SiteAnswer(null, json.GetProperty("type").GetString()![Problems.Urn.Length..]);
    }

    private T Query<T>(Func<SiteDb, Task<T>> query)
    {
        using var scope = _app!.Services.CreateScope();
        return query(scope.ServiceProvider.GetRequiredService<SiteDb>()).GetAwaiter().GetResult();
    }

    private static byte[] Bytes(JsonElement element) => Base64UrlText.TryDecode(element.GetString(), out var bytes) ? bytes : [];
}
