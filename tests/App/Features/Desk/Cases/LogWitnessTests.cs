using System.Net;
using System.Text;
using System.Text.Json;
using Chorus.App.CaseLogs;
using Chorus.App.Data;
using Chorus.App.Tests.Deployment;
using Chorus.App.Tests.Match;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Tests.Features.Desk.Cases;

/// <summary>The trustees sign the site's log as its witnesses, and remember more than whoever runs the site wants them to.</summary>
public sealed class LogWitnessTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private TestSite _site = null!;
    private TestCase _case = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private LogWitnesses Witnesses => _site.Services.GetRequiredService<LogWitnesses>();

    // Entries of the log when the case has been opened.
    private long Size => _case.First + 7;

    private string LogFolder => Path.GetDirectoryName(_case.Log.Folder)!;

    public async ValueTask InitializeAsync()
    {
        _site = await TestSite.StartAsync();
        _case = await TestCase.OpenAsync(_site);
    }

    public async ValueTask DisposeAsync()
    {
        _case.Dispose();
        await _site.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task All_three_sign_what_was_added_and_anybody_can_verify_that()
    {
        await Witnesses.PassAsync(Stop);
        using var client = _site.Client();
        var kept = new List<string>();
        for (var trustee = 0; trustee < 3; trustee++)
        {
            await File.WriteAllTextAsync(_folder[$"witnessed-{trustee}"], await client.GetStringAsync($"/log/witnessed/{trustee}", Stop), Stop);
            kept.AddRange(["--earlier", _folder[$"witnessed-{trustee}"]]);
        }
        await File.WriteAllBytesAsync(_folder["manifest.json"], _site.Deployment.Manifest.File, Stop);
        var key = (await client.GetStringAsync("/log/key", Stop)).Trim();

        var verified = CommandLine.Run(["verify", "log", _case.Log.Folder, "--key", key, "--manifest", _folder["manifest.json"], .. kept]);
        verified.Code.ShouldBe(0, string.Join('\n', verified.Output));
        for (var trustee = 0; trustee < 3; trustee++)
        {
            verified.Output.ShouldContain(line => line.Contains($"/trustee-{trustee} saw {Size} entries at ", StringComparison.Ordinal));
        }
        (await ListAsync()).GetProperty("witnesses").EnumerateArray().Select(w => w.GetProperty("entries").GetInt64()).ShouldBe([Size, Size, Size]);
    }

    [Fact]
    public async Task An_older_copy_of_database_and_log_together_is_told_by_what_a_trustee_signed()
    {
        Copy(LogFolder, _folder["older"]);
        await AddWitnessAsync("witness-1");
        await Witnesses.PassAsync(Stop);

        await PutBackAsync(Size);
        await Witnesses.PassAsync(Stop);

        (await ListAsync()).GetProperty("fault").GetString()!.ShouldStartWith($"Trustee 0 has signed {Size + 1} entries of this log, and it has {Size}: an older copy was put back.");
        using var refused = await _case.PostAsync(_case.Officer, "case-officer", """{"kind":"case-closed"}""", []);
        await TestCase.ProblemAsync(refused, HttpStatusCode.ServiceUnavailable, "log-unusable");
        using var openings = await _case.Officer.GetAsync("/desk/api/cases/openings");
        openings.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task A_log_that_went_on_from_an_older_copy_is_another_than_a_trustee_signed()
    {
        Copy(LogFolder, _folder["older"]);
        await AddWitnessAsync("witness-1");
        await Witnesses.PassAsync(Stop);
        await PutBackAsync(Size);
        await AddWitnessAsync("witness-2");
        await AddWitnessAsync("witness-3");

        await Witnesses.PassAsync(Stop);
        (await ListAsync()).GetProperty("fault").GetString()!.ShouldStartWith($"Trustee 0 has signed {Size + 1} entries of this log, and they are not its first {Size + 1}");
    }

    [Fact]
    public async Task Put_right_again_the_log_takes_events_again()
    {
        Copy(LogFolder, _folder["older"]);
        await AddWitnessAsync("witness-1");
        await Witnesses.PassAsync(Stop);
        Copy(LogFolder, _folder["newest"]);
        var rows = await _site.QueryAsync(db => db.Across<CaseEventRow>().AsNoTracking().Where(e => e.Entry >= Size).ToListAsync(Stop));
        var contents = await _site.QueryAsync(db => db.Across<CaseContentRow>().AsNoTracking().ToListAsync(Stop));
        await PutBackAsync(Size);
        await Witnesses.PassAsync(Stop);
        (await ListAsync()).GetProperty("fault").ValueKind.ShouldBe(JsonValueKind.String);

        _case.Log.Close();
        Directory.Delete(LogFolder, recursive: true);
        Copy(_folder["newest"], LogFolder);
        await _site.QueryAsync(async db =>
        {
            var left = await db.Across<CaseContentRow>().Select(c => c.Id).ToListAsync(Stop);
            db.AddRange(contents.Where(c => !left.Contains(c.Id)));
            db.AddRange(rows);
            return await db.SaveChangesAsync(Stop);
        });
        await Witnesses.PassAsync(Stop);
        (await ListAsync()).GetProperty("fault").ValueKind.ShouldBe(JsonValueKind.Null);
        await AddWitnessAsync("witness-2");
    }

    [Theory]
    [InlineData(409, "1000000\n")]
    [InlineData(422, "The log does not continue.")]
    [InlineData(403, "Another key.")]
    [InlineData(200, "— chorus nonsense\n")]
    [InlineData(200, "")]
    [InlineData(500, "")]
    public async Task A_trustee_that_only_says_so_stops_no_case(int status, string body)
    {
        await Witnesses.PassAsync(Stop);
        _site.Deployment.Trustees[0].Claims = () => new(status, Encoding.UTF8.GetBytes(body));
        await AddWitnessAsync("witness-1");
        await Witnesses.PassAsync(Stop);

        var list = await ListAsync();
        list.GetProperty("fault").ValueKind.ShouldBe(JsonValueKind.Null);
        list.GetProperty("witnesses").EnumerateArray().Select(w => w.GetProperty("entries").GetInt64()).ShouldBe([Size, Size + 1, Size + 1]);
    }

    [Fact]
    public async Task A_trustee_that_is_down_is_asked_again_and_keeps_nobody_waiting()
    {
        _site.Deployment.Trustees[1].Down = true;
        await AddWitnessAsync("witness-1");
        await Witnesses.PassAsync(Stop);
        (await ListAsync()).GetProperty("witnesses")[0].GetProperty("entries").GetInt64().ShouldBe(Size + 1);
        (await ListAsync()).GetProperty("witnesses")[1].GetProperty("entries").GetInt64().ShouldBeLessThan(Size + 1);

        _site.Deployment.Trustees[1].Down = false;
        await Witnesses.PassAsync(Stop);
        (await ListAsync()).GetProperty("witnesses")[1].GetProperty("entries").GetInt64().ShouldBe(Size + 1);
    }

    [Fact]
    public async Task A_log_that_is_lost_is_not_begun_anew_beside_the_events_of_cases()
    {
        _case.Log.Close();
        Directory.Delete(LogFolder, recursive: true);
        (await ListAsync()).GetProperty("fault").GetString()!.ShouldContain("Put back the newest copy");
        Directory.Exists(_case.Log.Folder).ShouldBeFalse();
    }

    private Task<JsonElement> ListAsync() => _case.Officer.ReadAsync("/desk/api/cases");

    private async Task AddWitnessAsync(string party)
    {
        var (content, reference) = _case.Seal(party);
        await _case.DoAsync(_case.Officer, "case-officer", $$"""{"kind":"party-named","party":"{{party}}","identity":{{reference}}}""", content);
    }

    // What whoever runs the site has: the database, the log, its key and all other files of that day.
    private async Task PutBackAsync(long entries)
    {
        _case.Log.Close();
        Directory.Delete(LogFolder, recursive: true);
        Copy(_folder["older"], LogFolder);
        await _site.QueryAsync(db => db.Across<CaseEventRow>().Where(e => e.Entry >= entries).ExecuteDeleteAsync(Stop));
        await _site.QueryAsync(db => db.Database.ExecuteSqlRawAsync("""DELETE FROM "CaseContents" WHERE "Id" NOT IN (SELECT "Id" FROM "CaseContents" ORDER BY rowid LIMIT 3)""", Stop));
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
