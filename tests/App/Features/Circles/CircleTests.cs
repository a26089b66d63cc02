using System.Net;
using System.Text.Json;
using Chorus.App.Data;
using Chorus.App.Members;
using Chorus.App.Tests.Deployment;
using Chorus.App.Tests.Features.Desk.Cases;
using Chorus.Escrow.Circles;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Tests.Features.Circles;

/// <summary>A circle as far as the site sees it: seats, turns, leaves, the end, and that nothing stays.</summary>
public sealed class CircleTests : IAsyncLifetime
{
    private readonly ShiftedClock _clock = new();
    private TestSite _site = null!;
    private TestMember _advocate = null!;
    private TestCircle _circle = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await TestSite.StartAsync(_clock);
        _advocate = await _site.SignInAsync(TestDeployment.Centre, Role.Advocate);
        _circle = new(_site, _advocate, _clock, members: 3);
        await _circle.BeginAsync();
    }

    public ValueTask DisposeAsync()
    {
        _circle.Dispose();
        _advocate.Dispose();
        return _site.DisposeAsync();
    }

    [Fact]
    public async Task Each_seat_reads_the_same_entries_and_writes_in_turn()
    {
        foreach (var seat in (int[])[1, 2, 3, 0, 1])
        {
            (await _circle.SayAsync(seat)).ShouldBeFalse();
        }
        foreach (var seat in (int[])[0, 1, 2, 3])
        {
            var open = await _circle.OpenAsync(seat);
            open.GetProperty("seat").GetInt32().ShouldBe(seat);
            open.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("author").GetInt32()).ShouldBe([0, 1, 2, 3, 0, 1]);
        }
        using var early = await _circle.PostAsync(_circle.Entry(3, CircleAct.Word, ""));
        await TestCase.ProblemAsync(early, HttpStatusCode.Conflict, "not-your-turn");
    }

    [Fact]
    public async Task A_turn_passes_after_seven_days_and_not_by_a_false_hour()
    {
        var later = CircleEntry.HourOf(_clock.GetUtcNow()) + (uint)CircleTurns.TurnHours;
        using (var hasty = await _circle.PostAsync(_circle.Entry(2, CircleAct.Word, "", later)))
        {
            await TestCase.ProblemAsync(hasty, HttpStatusCode.Conflict, "not-your-turn");
        }
        _clock.Shift(TimeSpan.FromDays(8));
        using (var late = await _circle.PostAsync(_circle.Entry(1, CircleAct.Word, "")))
        {
            await TestCase.ProblemAsync(late, HttpStatusCode.Conflict, "not-your-turn");
        }
        (await _circle.SayAsync(2)).ShouldBeFalse();
    }

    [Fact]
    public async Task Who_left_gets_the_answer_of_somebody_who_never_was_there_and_the_others_go_on()
    {
        using var stranger = CircleSeat.Of(SecureRandom.Bytes(32), _circle.Id);
        (await _circle.SayAsync(2, CircleAct.Leave)).ShouldBeFalse();
        using (var none = await _site.PostAsync("/api/circles/open", new { stranger.Lookup }))
        {
            (await _circle.TextAsync(2)).ShouldBe(await none.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
        _site.Database.Contains(_circle.Seats[2].Lookup).ShouldBeFalse();
        using var after = await _circle.PostAsync(_circle.Entry(2, CircleAct.Word, ""));
        await TestCase.ProblemAsync(after, HttpStatusCode.NotFound, "unknown-circle");
        (await _circle.SayAsync(1)).ShouldBeFalse();
        (await _circle.SayAsync(3)).ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_forged_stale_or_sealed_to_others_than_are_there_is_not_taken()
    {
        using (var forged = await _circle.PostAsync(_circle.Entry(1, CircleAct.Word, ""), signer: _circle.Seats[2]))
        {
            await TestCase.ProblemAsync(forged, HttpStatusCode.BadRequest, "bad-signature");
        }
        using (var borrowed = await _circle.PostAsync(_circle.Entry(1, CircleAct.Word, ""), lookup: _circle.Seats[2]))
        {
            await TestCase.ProblemAsync(borrowed, HttpStatusCode.Conflict, "stale");
        }
        var entry = _circle.Entry(1, CircleAct.Word, "");
        using (var apart = await _circle.PostAsync(entry with { Sealed = entry.Sealed with { Keys = [.. entry.Sealed.Keys.SkipLast(1)] } }))
        {
            await TestCase.ProblemAsync(apart, HttpStatusCode.Conflict, "stale");
        }
        using (var left = await _circle.PostAsync(_circle.Entry(0, CircleAct.Leave, "")))
        {
            await TestCase.ProblemAsync(left, HttpStatusCode.Conflict, "not-your-turn");
        }
        await _circle.SayAsync(1);
        using var again = await _circle.PostAsync(entry);
        await TestCase.ProblemAsync(again, HttpStatusCode.Conflict, "stale");
    }

    [Fact]
    public async Task It_ends_when_a_second_member_asks_for_it_and_nothing_of_it_is_left()
    {
        await _circle.SayAsync(1, text: "Me alegra no estar sola.");
        (await _circle.SayAsync(3, CircleAct.End)).ShouldBeFalse();
        var secrets = await SecretsAsync();
        secrets.ShouldAllBe(secret => _site.Database.Contains(secret));
        (await _circle.SayAsync(1, CircleAct.End)).ShouldBeTrue();
        await NothingIsLeftAsync(secrets);
    }

    [Fact]
    public async Task It_ends_when_fewer_than_two_members_are_left()
    {
        var secrets = await SecretsAsync();
        (await _circle.SayAsync(1, CircleAct.Leave)).ShouldBeFalse();
        (await _circle.SayAsync(3, CircleAct.Leave)).ShouldBeTrue();
        await NothingIsLeftAsync(secrets);
    }

    [Fact]
    public async Task The_advocate_ends_it_and_no_colleague_sees_or_ends_it()
    {
        using var colleague = await _site.SignInAsync(TestDeployment.Centre, Role.CaseOfficer);
        var theirs = await colleague.ReadAsync("/desk/api/circles");
        theirs.GetProperty("circles").GetArrayLength().ShouldBe(0);
        theirs.GetProperty("elsewhere").EnumerateArray().ShouldHaveSingleItem().GetString().ShouldBe(Base64UrlText.Encode(_circle.Id));
        using (var refused = await colleague.PostAsync($"{_circle.Path}/end", new { }))
        {
            await TestCase.ProblemAsync(refused, HttpStatusCode.NotFound, "no-circle");
        }
        var list = await _advocate.ReadAsync("/desk/api/circles");
        list.GetProperty("elsewhere").GetArrayLength().ShouldBe(0);
        var own = list.GetProperty("circles").EnumerateArray().ShouldHaveSingleItem();
        (own.GetProperty("begun").GetBoolean(), own.GetProperty("id").GetString()).ShouldBe((true, Base64UrlText.Encode(_circle.Id)));
        var secrets = await SecretsAsync();
        using var ended = await _advocate.PostAsync($"{_circle.Path}/end", new { });
        ended.StatusCode.ShouldBe(HttpStatusCode.OK);
        await NothingIsLeftAsync(secrets);
        (await _advocate.ReadAsync("/desk/api/circles")).GetProperty("circles").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task It_begins_once_with_at_least_two_members_and_by_the_advocates_own_signature()
    {
        using (var twice = await _circle.BeginAsync(FirstOf(_circle)))
        {
            await TestCase.ProblemAsync(twice, HttpStatusCode.BadRequest, "malformed");
        }
        using var alone = new TestCircle(_site, _advocate, _clock, members: 1);
        using (var made = await _advocate.PostAsync("/desk/api/circles", new { alone.Id, alone.Wrapped }))
        {
            made.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        using (var refused = await alone.BeginAsync(FirstOf(alone)))
        {
            await TestCase.ProblemAsync(refused, HttpStatusCode.BadRequest, "malformed");
        }
        using var taken = await _advocate.PostAsync("/desk/api/circles", new { alone.Id, alone.Wrapped });
        await TestCase.ProblemAsync(taken, HttpStatusCode.Conflict, "circle-exists");
    }

    [Fact]
    public async Task A_member_who_leaves_the_organisation_takes_the_circle_along()
    {
        await _site.QueryAsync(db => db.Users.ExecuteDeleteAsync(TestContext.Current.CancellationToken));
        (await _circle.OpenAsync(1)).GetProperty("seat").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    private static CircleEntry FirstOf(TestCircle circle) => circle.Entry(0, CircleAct.Word, "who has which seat");

    /// <summary>What of it is in the files while it is there.</summary>
    private async Task<List<byte[]>> SecretsAsync()
    {
        var entries = await _site.QueryAsync(db => db.Across<CircleEntryRow>().AsNoTracking().ToListAsync(TestContext.Current.CancellationToken));
        return [_circle.Id, _circle.Wrapped, _circle.Seats[1].Lookup, _circle.Seats[3].Signing.PublicKey, .. entries.Select(e => e.Envelope[1500..1550]), .. entries.Select(e => e.Signature)];
    }

    private async Task NothingIsLeftAsync(List<byte[]> secrets)
    {
        var stop = TestContext.Current.CancellationToken;
        (await _site.QueryAsync(db => db.Across<CircleRow>().CountAsync(stop))).ShouldBe(0);
        (await _site.QueryAsync(db => db.Across<CircleSeatRow>().CountAsync(stop))).ShouldBe(0);
        (await _site.QueryAsync(db => db.Across<CircleEntryRow>().CountAsync(stop))).ShouldBe(0);
        secrets.ShouldAllBe(secret => !_site.Database.Contains(secret));
        foreach (var seat in (int[])[0, 1, 3])
        {
            var open = await _circle.OpenAsync(seat);
            open.GetProperty("seat").ValueKind.ShouldBe(JsonValueKind.Null);
            open.GetProperty("entries").GetArrayLength().ShouldBe(0);
        }
    }
}
