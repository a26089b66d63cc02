using System.Text.Json.Nodes;
using Chorus.App.CaseLogs;
using Chorus.App.Data;
using Chorus.App.Features.Desk.Cases;
using Chorus.App.Tests.Deployment;
using Chorus.App.Tests.Wording;
using Chorus.Cases;
using Chorus.Cases.Events;
using Chorus.Cases.State;
using Chorus.Sealing;
using Case = Chorus.App.Data.Case;

namespace Chorus.App.Tests.Features.Desk.Cases;

/// <summary>
/// A case of the centre that has come so far, from the story of tests/data/cases/fair-process.jsonl, with two colleagues more: one is close to
/// the respondent and said so, the other is said to be by the reporter. Written as the site would have, rows, contents and log.
/// </summary>
internal sealed class StandingCase(TestSite site, IReadOnlyDictionary<string, string> members)
{
    /// <summary>Its stages, and the last line of the story in each.</summary>
    public static IReadOnlyDictionary<string, int> Stages { get; } = new Dictionary<string, int>(StringComparer.Ordinal) { ["open"] = 20, ["decided"] = 42, ["closed"] = 58 };

    // From here on both are named, and colleagues can say what they are to them.
    private const int BothNamed = 3;

    private const string CloseTo =
        """{"kind":"conflicts-declared","actor":{"pseudonym":"staff-5","role":"advocate"},"about":[{"party":"reporter-1","conflict":"none"},{"party":"respondent-1","conflict":"close-to"}]}""";

    // At the end: as long as nobody has decided it, nothing closes.
    private const string SaidToBe = """{"kind":"conflict-raised","actor":{"pseudonym":"reporter-1","role":"reporter"},"member":"staff-6","reasons":{"id":"","hash":""}}""";

    private readonly List<CaseContentRow> _contents = [];
    private readonly Dictionary<string, string> _newId = new(StringComparer.Ordinal);

    public string Id { get; } = TestCase.NewId();

    public string Path => $"/desk/api/cases/{Id}";

    public string TitleId { get; private set; } = "";

    /// <summary>How many events it has.</summary>
    public int Events { get; private set; }

    /// <summary>Writes it.</summary>
    public async Task WriteAsync(string stage)
    {
        var (state, rows) = (CaseState.Empty, new List<CaseEventRow>());
        var title = Seal("The night shift");
        TitleId = (string)title["id"]!;
        foreach (var (line, at) in File.ReadAllLines(Source.Path("tests/data/cases/fair-process.jsonl")).Take(Stages[stage]).Select((line, i) => (line, i + 1)))
        {
            Add(JsonNode.Parse(line)!.AsObject());
            if (at == BothNamed)
            {
                AddNow(CloseTo);
            }
        }
        AddNow(SaidToBe);
        Events = rows.Count;
        state.IsClosed.ShouldBe(stage == "closed");
        await KeepAsync(state, rows, title);

        void AddNow(string said)
        {
            var (line, before) = (JsonNode.Parse(said)!.AsObject(), rows.Count);
            line["time"] = JsonNode.Parse(rows[^1].Line)!["time"]!.DeepClone();
            Add(line);
            rows.Count.ShouldBe(before + 1, said);
        }

        // The story has refusals too, and those have no place in a record.
        void Add(JsonObject said)
        {
            var old = (string?)said["id"];
            said["id"] = $"e{rows.Count + 1}";
            var line = Renewed(said)!.ToJsonString();
            if (EventReader.Read(line).Event is not { } read || Rulebook.BuiltIn.Apply(state, read) is not Accepted accepted)
            {
                return;
            }
            state = accepted.State;
            if (old is not null)
            {
                _newId[old] = (string)said["id"]!;
            }
            var by = read.Head.Actor.IsStaff ? read.Head.Actor.Pseudonym : "staff-1";
            rows.Add(new()
            {
                CaseId = Id, Number = rows.Count + 1, OrganisationId = TestDeployment.Centre, Entry = 0, Line = line, By = by, MemberId = members[by], Salt = SecureRandom.Bytes(32),
            });
        }
    }

    /// <summary>A reference to sealed content, and the content as it is posted.</summary>
    public (JsonObject Reference, object Content) Content(string text)
    {
        var reference = Seal(text);
        return (reference, new { _contents[^1].Id, _contents[^1].Sealed });
    }

    private async Task KeepAsync(CaseState state, List<CaseEventRow> rows, JsonObject title)
    {
        await using var scope = site.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SiteDb>();
        using var turn = await site.Services.GetRequiredService<CaseLog>().TurnAsync(db, CancellationToken.None);
        var opened = new Case
        {
            Id = Id, OrganisationId = TestDeployment.Centre, TitleId = TitleId, TitleHash = (string)title["hash"]!,
            Summary = CaseSummary.Of(state).ToJson(), SummaryVersion = CaseSummary.Version,
        };
        var used = state.Log.SelectMany(e => e.Head.Sealed.Select(s => s.Id)).Append(TitleId).ToHashSet(StringComparer.Ordinal);
        db.Add(opened);
        db.AddRange(_contents.Where(c => used.Contains(c.Id)));
        db.AddRange(members.Select(m => new CaseMember { CaseId = Id, MemberId = m.Value, OrganisationId = TestDeployment.Centre, Number = int.Parse(m.Key.AsSpan("staff-".Length), System.Globalization.CultureInfo.InvariantCulture) }));
        await db.SaveChangesAsync(CancellationToken.None);
        foreach (var row in rows)
        {
            var kept = new CaseEventRow
            {
                CaseId = row.CaseId, Number = row.Number, OrganisationId = row.OrganisationId, Entry = turn.Size, Line = row.Line, By = row.By, MemberId = row.MemberId, Salt = row.Salt,
            };
            db.Add(kept);
            await turn.AppendAsync(kept, opened, () => db.SaveChangesAsync(CancellationToken.None));
        }
    }

    // Contents sealed for this case, and events by their numbers here.
    private JsonNode? Renewed(JsonNode? node) => node switch
    {
        JsonObject reference when reference.Count == 2 && reference.ContainsKey("hash") => Seal("something said"),
        JsonObject of => new JsonObject(of.Select(m => KeyValuePair.Create(m.Key, m.Key == "id" ? m.Value!.DeepClone() : Renewed(m.Value)))),
        JsonArray of => new JsonArray([.. of.Select(Renewed)]),
        JsonValue value when value.TryGetValue<string>(out var text) && _newId.TryGetValue(text, out var id) => JsonValue.Create(id),
        _ => node?.DeepClone(),
    };

    private JsonObject Seal(string text)
    {
        var id = SecureRandom.Bytes(16);
        var made = CaseContent.Seal(
            site.Deployment.Organisations[TestDeployment.Centre].RecipientKey, 1, new(site.Deployment.Manifest.Deployment, TestDeployment.Centre, Convert.FromHexString(Id), id), System.Text.Encoding.UTF8.GetBytes(text));
        _contents.Add(new() { CaseId = Id, Id = Convert.ToHexStringLower(id), OrganisationId = TestDeployment.Centre, Sealed = made });
        return new() { ["id"] = Convert.ToHexStringLower(id), ["hash"] = CaseContents.HashOf(made) };
    }
}
