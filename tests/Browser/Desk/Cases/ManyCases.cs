using System.Globalization;
using System.Text;
using Chorus.App;
using Chorus.App.CaseLogs;
using Chorus.App.Data;
using Chorus.App.Features.Desk.Cases;
using Chorus.Log;
using Chorus.Log.Entries;
using Chorus.Sealing;
using Microsoft.Extensions.DependencyInjection;
using Case = Chorus.App.Data.Case;

namespace Chorus.Browser.Tests.Desk.Cases;

/// <summary>Years of cases at once: rows, contents and log as the site would have written them event by event.</summary>
/// <param name="site">with two members who handle cases.</param>
/// <param name="officer">id of the member who opens them.</param>
/// <param name="decider">id of the other.</param>
internal sealed class ManyCases(MembersSite site, string officer, string decider)
{
    public const int EventsEach = 50;

    private const string About = """[{"party":"reporter-1","conflict":"none"},{"party":"respondent-1","conflict":"none"}]""";
    private static readonly string[] s_changes = ["shift", "pay", "post", "mark", "reference"];
    private static readonly DateTimeOffset s_first = new(2020, 1, 6, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Writes them. Number n has a title that says so.</summary>
    public async Task WriteAsync(int count)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SiteDb>();
        var log = site.Services.GetRequiredService<CaseLog>();
        using var turn = await log.TurnAsync(db, CancellationToken.None);
        // Before them stand events of members and keys.
        var before = turn.Size;
        var (folder, origin) = (new CaseLogFolder(CaseLogFolder.PathOf(site.Services.GetRequiredService<SiteOptions>())), log.Origin);
        // The next turn opens and checks what is written here behind its back.
        log.Close();
        var entries = new List<byte[]>();
        for (var n = 0; n < count; n++)
        {
            var rows = Write(db, n, before + entries.Count);
            entries.AddRange(rows.Rows.Select(row => CaseEntry.OpeningOf(row, rows.Opened)!.Entry(origin)));
            foreach (var row in rows.Rows)
            {
                folder.WriteOwner(row.Entry, row.CaseId);
            }
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
        }
        using var key = folder.OpenKey(origin);
        using var writer = LogWriter.Open(folder.Log, key);
        writer.Append(entries);
    }

    private (Case Opened, IReadOnlyList<CaseEventRow> Rows) Write(SiteDb db, int n, long entry)
    {
        var id = Convert.ToHexStringLower(SecureRandom.Bytes(16));
        var (title, titleHash) = Reference(db, id, $"Case {n}: {Titles[n % Titles.Length]}");
        string Sealed(string text) => Reference(db, id, text) is var (content, hash) ? $$"""{"id":"{{content}}","hash":"{{hash}}"}""" : "";
        var figures = Sealed("From five nights to two");
        (int Staff, string Line)[] lines =
        [
            Line(1, "case-opened", 1, "\"process\":\"fair-process@1\",\"source\":\"direct\",\"zone\":\"Europe/Madrid\",\"holidays\":\"us-federal\",\"jurisdiction\":\"US-CA\""),
            Line(2, "party-named", 1, $"\"party\":\"reporter-1\",\"identity\":{Sealed("Ana, room 12")}"),
            Line(3, "party-named", 1, $"\"party\":\"respondent-1\",\"identity\":{Sealed("The night supervisor")}"),
            Line(4, "conflicts-declared", 1, $"\"about\":{About}"),
            Line(5, "conflicts-declared", 2, $"\"about\":{About}"),
            Line(6, "assigned", 2, "\"member\":\"staff-1\",\"role\":\"case-officer\",\"neutral\":false"),
            Line(7, "assigned", 1, "\"member\":\"staff-2\",\"role\":\"decision-maker\",\"neutral\":false"),
            Line(8, "allegation-made", 1, $"\"allegation\":\"a1\",\"act\":\"B08\",\"reporter\":\"reporter-1\",\"respondent\":\"respondent-1\",\"when-and-where\":{Sealed("In spring")}"),
            .. Enumerable.Range(9, EventsEach - 8).Select(e => Line(e, "work-change-recorded", 1,
                $"\"person\":\"reporter-1\",\"what\":\"{s_changes[e % s_changes.Length]}\",\"day\":\"2020-02-{1 + (e % 28):00}\",\"figures\":{figures}")),
        ];
        var rows = lines.Select((line, i) => new CaseEventRow
        {
            CaseId = id, Number = i + 1, OrganisationId = MembersSite.Organisation, Entry = entry + i, Line = line.Line,
            By = $"staff-{line.Staff}", MemberId = line.Staff == 1 ? officer : decider, Salt = SecureRandom.Bytes(LogEntry.SaltLength),
        }).ToList();
        var (state, fault) = LoadedCase.Replay(rows);
        fault.ShouldBeNull();
        var opened = new Case
        {
            Id = id, OrganisationId = MembersSite.Organisation, TitleId = title, TitleHash = titleHash,
            Summary = CaseSummary.Of(state).ToJson(), SummaryVersion = CaseSummary.Version,
        };
        db.Add(opened);
        db.AddRange(rows);
        db.AddRange(new[] { officer, decider }.Select((member, i) => new CaseMember { CaseId = id, MemberId = member, OrganisationId = MembersSite.Organisation, Number = i + 1 }));
        return (opened, rows);

        (int, string) Line(int e, string kind, int staff, string members)
        {
            var (time, role) = (CaseTimes.Spelt(s_first.AddDays(n % 700).AddHours(e)), staff == 1 ? "case-officer" : "decision-maker");
            return (staff, $$"""{"kind":"{{kind}}","id":"e{{e}}","time":"{{time}}","actor":{"pseudonym":"staff-{{staff}}","role":"{{role}}"},{{members}}}""");
        }
    }

    private (string Id, string Hash) Reference(SiteDb db, string caseId, string text)
    {
        var content = SecureRandom.Bytes(16);
        var made = CaseContent.Seal(
            site.Key.RecipientKey, 1, new(site.Manifest.Deployment, MembersSite.Organisation, Convert.FromHexString(caseId), content), Encoding.UTF8.GetBytes(text));
        db.Add(new CaseContentRow { CaseId = caseId, Id = Convert.ToHexStringLower(content), OrganisationId = MembersSite.Organisation, Sealed = made });
        return (Convert.ToHexStringLower(content), CaseContents.HashOf(made));
    }

    private static readonly string[] Titles = ["the linen room", "the van", "the night shift", "the kitchen", "the field behind the station", "the office", "la cocina de Íñigo"];
}
