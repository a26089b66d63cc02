using System.Net;
using System.Text.Json;
using Chorus.App.Data;
using Chorus.App.Tests.Deployment;
using Chorus.App.Tests.Features.Desk.Cases;
using Chorus.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Tests.Features.Letters;

/// <summary>Letters of a case, by a code without an account.</summary>
public sealed class LettersTests : IAsyncLifetime
{
    private TestSite _site = null!;
    private TestCase _case = null!;
    private TestCode _code = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await TestSite.StartAsync();
        _case = await TestCase.OpenAsync(_site);
        _code = new(_case, "respondent-1");
        using var given = await _code.GiveAsync();
        given.StatusCode.ShouldBe(HttpStatusCode.OK, await given.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public ValueTask DisposeAsync()
    {
        _code.Dispose();
        _case.Dispose();
        return _site.DisposeAsync();
    }

    [Fact]
    public async Task A_notice_is_read_by_the_code_and_answered_and_the_answer_that_was_signed_stands_in_the_log()
    {
        await SendAsync(_code.Letter("What is said of you.", 1, "staff-1", [_code]));
        (await _code.ReadAsync()).ShouldBe(["What is said of you."]);
        await WriteAsync(_code.Letter("I was not there.", 1, null, [_code]));
        (await _code.ReadAsync()).ShouldBe(["What is said of you.", "I was not there."]);

        var letter = (await _case.Officer.ReadAsync($"{_case.Path}/letters")).GetProperty("letters").EnumerateArray().Last();
        (letter.GetProperty("by").GetString(), letter.GetProperty("direction").GetInt32(), letter.GetProperty("kind").GetInt32()).ShouldBe(("respondent-1", 0, 1));
        async Task<int> WaitingAsync() => (await _case.Officer.ReadAsync("/desk/api/cases")).GetProperty("cases")[0].GetProperty("letters").GetInt32();
        (await WaitingAsync()).ShouldBe(1);
        var (id, made) = (letter.GetProperty("id").GetString()!, TestCode.Bytes(letter, "sealed"));
        var (place, reference) = _case.Seal("where");
        await _case.DoAsync(_case.Officer, "case-officer", $$"""{"kind":"allegation-made","allegation":"a1","act":"B08","reporter":"reporter-1","respondent":"respondent-1","when-and-where":{{reference}}}""", place);
        var hash = Convert.ToHexStringLower(Digest.Sha256(made));
        using var recorded = await _case.PostAsync(_case.Officer, "case-officer", $$"""{"kind":"answer-given","allegations":["a1"],"content":{"id":"{{id}}","hash":"{{hash}}"} }""", [new { Id = id, Sealed = made }], party: "respondent-1");
        recorded.StatusCode.ShouldBe(HttpStatusCode.OK, await recorded.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        (await _case.Officer.ReadAsync(_case.Path)).GetProperty("record").GetString().ShouldBe("whole");
        (await WaitingAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_code_that_nobody_has_and_one_that_ended_get_the_same_answer()
    {
        using var stranger = new TestCode(_case, "respondent-1");
        var none = (await stranger.OpenAsync()).ToString();
        using var next = new TestCode(_case, "respondent-1");
        await SendAsync(_code.Letter("Hello.", 4, "staff-1", [_code]));
        using (var given = await next.GiveAsync())
        {
            given.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        (await _code.OpenAsync()).ToString().ShouldBe(none);
        (await next.ReadAsync()).ShouldBe(["Hello."]);
        using var late = await _code.WriteAsync(_code.Letter("With the old code.", 1, null, [next]));
        await TestCase.ProblemAsync(late, HttpStatusCode.NotFound, "unknown-code");
    }

    [Fact]
    public async Task A_letter_that_another_signed_is_not_taken()
    {
        using var other = SigningKey.Generate();
        using var forged = await _code.WriteAsync(_code.Letter("I admit it.", 1, null, [_code], other));
        await TestCase.ProblemAsync(forged, HttpStatusCode.BadRequest, "bad-signature");
        // Nor one of the organisation's, signed as by another member.
        using var borrowed = await _case.Officer.PostAsync($"{_case.Path}/letters", new { Role = "case-officer", Of = "respondent-1", Letter = _code.Letter("A notice.", 1, "staff-2", [_code]) });
        await TestCase.ProblemAsync(borrowed, HttpStatusCode.BadRequest, "bad-signature");
        (await _code.ReadAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_letter_sent_again_is_taken_once()
    {
        var letter = _code.Letter("Once.", 5, null, [_code]);
        await WriteAsync(letter);
        await WriteAsync(letter);
        (await _code.ReadAsync()).ShouldBe(["Once."]);
    }

    [Fact]
    public async Task A_letter_that_comes_twice_at_once_is_there_once()
    {
        var letter = _code.Letter("Once.", 5, null, [_code]);
        await Task.WhenAll(WriteAsync(letter), WriteAsync(letter));
        (await _code.ReadAsync()).ShouldBe(["Once."]);
    }

    [Fact]
    public async Task A_letter_that_was_destroyed_is_not_taken_again()
    {
        await WriteAsync(_code.Letter("Somebody's illness.", 1, null, [_code]));
        var letter = (await _case.Officer.ReadAsync($"{_case.Path}/letters")).GetProperty("letters")[0];
        var (id, made) = (letter.GetProperty("id").GetString()!, TestCode.Bytes(letter, "sealed"));
        var (place, where) = _case.Seal("where");
        await _case.DoAsync(_case.Officer, "case-officer", $$"""{"kind":"allegation-made","allegation":"a1","act":"B08","reporter":"reporter-1","respondent":"respondent-1","when-and-where":{{where}}}""", place);
        using (var recorded = await _case.PostAsync(
            _case.Officer, "case-officer", $$"""{"kind":"answer-given","allegations":["a1"],"content":{"id":"{{id}}","hash":"{{Convert.ToHexStringLower(Digest.Sha256(made))}}"} }""", [new { Id = id, Sealed = made }], party: "respondent-1"))
        {
            recorded.StatusCode.ShouldBe(HttpStatusCode.OK, await recorded.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
        var (order, reference) = _case.Seal("the court's order");
        await _case.DoAsync(_case.Officer, "case-officer", $$"""{"kind":"content-destroyed","content":"{{id}}","ground":"court-order","order":{{reference}}}""", order);
        (await _code.ReadAsync()).ShouldBeEmpty();
        using var again = await _code.WriteAsync(new
        {
            Id = id, Kind = 1, DataHash = TestCode.Bytes(letter, "dataHash"), Sealed = made, Signature = TestCode.Bytes(letter, "signature"), Copies = Array.Empty<object>(),
        });
        await TestCase.ProblemAsync(again, HttpStatusCode.Conflict, "letter-destroyed");
    }

    [Fact]
    public async Task A_code_that_is_full_takes_answers_and_appeals_and_what_another_wrote_does_not_count()
    {
        await _site.QueryAsync(async db =>
        {
            db.AddRange(Enumerable.Range(0, 150).Select(_ => new CaseLetterRow
            {
                CaseId = _case.Id, Id = TestCase.NewId(), OrganisationId = TestDeployment.Centre, Of = "respondent-1", By = "respondent-1", Direction = 0, Kind = 5,
                DataHash = new byte[32], Sealed = [0], SealedHash = new byte[32], Signer = _code.Keys.Signing.PublicKey, Signature = new byte[64], Hour = "2026-11-28T12Z",
            }));
            return await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        using (var more = await _code.WriteAsync(_code.Letter("One more.", 5, null, [_code])))
        {
            await TestCase.ProblemAsync(more, HttpStatusCode.Conflict, "too-many-letters");
        }
        await WriteAsync(_code.Letter("I appeal.", 4, null, [_code]));
        await _site.QueryAsync(db => db.Across<CaseLetterRow>().Where(l => l.Kind == 5).ExecuteUpdateAsync(l => l.SetProperty(x => x.Signer, new byte[32]), TestContext.Current.CancellationToken));
        await WriteAsync(_code.Letter("Another code filled up, not this one.", 5, null, [_code]));
    }

    [Fact]
    public async Task An_adviser_reads_what_the_respondent_reads_and_a_letter_without_a_copy_for_one_of_them_is_stale()
    {
        var (content, reference) = _case.Seal("Ada, a lawyer");
        await _case.DoAsync(_case.Officer, "case-officer", $$"""{"kind":"adviser-named","adviser":"adviser-1","for":"respondent-1","provided":false,"identity":{{reference}}}""", content);
        await SendAsync(_code.Letter("Before the adviser.", 1, "staff-1", [_code]));
        using var adviser = new TestCode(_case, "adviser-1");
        using (var given = await adviser.GiveAsync())
        {
            given.StatusCode.ShouldBe(HttpStatusCode.OK, await given.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
        using (var short_ = await _code.WriteAsync(_code.Letter("For one.", 1, null, [_code])))
        {
            await TestCase.ProblemAsync(short_, HttpStatusCode.Conflict, "stale");
        }
        using (var advised = await adviser.WriteAsync(adviser.Letter("For both.", 4, null, [_code, adviser])))
        {
            advised.StatusCode.ShouldBe(HttpStatusCode.OK, await advised.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
        (await adviser.OpenAsync()).GetProperty("accesses").EnumerateArray().Select(a => a.GetProperty("hour").GetString()!.Length).ShouldBe([14, 14]);
        (await adviser.ReadAsync()).ShouldBe(["Before the adviser.", "For both."]);
        (await _code.ReadAsync()).ShouldBe(["Before the adviser.", "For both."]);
    }

    [Fact]
    public async Task A_code_is_given_with_the_organisations_signature_and_every_letter_or_not_at_all()
    {
        await SendAsync(_code.Letter("Hello.", 4, "staff-1", [_code]));
        using var next = new TestCode(_case, "respondent-1");
        using (var unsigned = await next.GiveAsync(sign: false))
        {
            await TestCase.ProblemAsync(unsigned, HttpStatusCode.BadRequest, "bad-signature");
        }
        // Public keys of a code that another gave.
        using (var claimed = await next.GiveAsync(proves: false))
        {
            await TestCase.ProblemAsync(claimed, HttpStatusCode.BadRequest, "bad-signature");
        }
        using (var partial = await next.GiveAsync(copies: false))
        {
            await TestCase.ProblemAsync(partial, HttpStatusCode.Conflict, "stale");
        }
        // The event alone would say that somebody has a code whom nobody can write to.
        var (content, reference) = _case.Seal("the access");
        using (var alone = await _case.PostAsync(_case.Officer, "case-officer", $$"""{"kind":"access-given","to":"respondent-1","content":{{reference}}}""", [content]))
        {
            await TestCase.ProblemAsync(alone, HttpStatusCode.BadRequest, "malformed");
        }
        (await _code.ReadAsync()).ShouldBe(["Hello."]);
    }

    [Fact]
    public async Task Who_is_said_to_be_in_conflict_neither_reads_nor_writes_letters()
    {
        var (why, reasons) = _case.Seal("They share a flat.");
        await _case.DoAsync(_case.Decider, "decision-maker", $$"""{"kind":"conflict-raised","member":"staff-1","reasons":{{reasons}}}""", why);
        using var read = await _case.Officer.GetAsync($"{_case.Path}/letters");
        await TestCase.ProblemAsync(read, HttpStatusCode.Forbidden, "in-conflict");
        using var write = await _case.Officer.PostAsync($"{_case.Path}/letters", new { Role = "case-officer", Of = "respondent-1", Letter = _code.Letter("Hello.", 4, "staff-1", [_code]) });
        await TestCase.ProblemAsync(write, HttpStatusCode.Forbidden, "in-conflict");
    }

    [Fact]
    public async Task The_page_is_told_until_when_an_answer_is_in_time()
    {
        (await _code.OpenAsync()).GetProperty("answerBy").ValueKind.ShouldBe(JsonValueKind.Null);
        var (place, reference) = _case.Seal("where");
        await _case.DoAsync(_case.Officer, "case-officer", $$"""{"kind":"allegation-made","allegation":"a1","act":"B08","reporter":"reporter-1","respondent":"respondent-1","when-and-where":{{reference}}}""", place);
        var (notice, sent) = _case.Seal("the notice");
        await _case.DoAsync(_case.Officer, "case-officer", $$"""{"kind":"notice-sent","notice":"allegations","to":"respondent-1","allegations":["a1"],"content":{{sent}}}""", notice);
        (await _code.OpenAsync()).GetProperty("answerBy").GetString()!.ShouldMatch(@"^\d{4}-\d{2}-\d{2}$");
    }

    [Fact]
    public async Task The_address_on_a_card_leads_to_the_page_in_a_language_of_the_browser()
    {
        using var client = _site.Client();
        client.DefaultRequestHeaders.Add("Accept-Language", "es");
        using var answer = await client.GetAsync("/letters", TestContext.Current.CancellationToken);
        answer.Headers.Location!.ToString().ShouldBe("/es/letters");
    }

    private async Task SendAsync(object letter)
    {
        using var answer = await _case.Officer.PostAsync($"{_case.Path}/letters", new { Role = "case-officer", Of = "respondent-1", Letter = letter });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task WriteAsync(object letter)
    {
        using var answer = await _code.WriteAsync(letter);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
