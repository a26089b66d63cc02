using Chorus.App.Features.Admission;
using Chorus.App.Languages;
using Chorus.App.Questionnaires;
using Chorus.App.Trustees;
using Chorus.Escrow;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Chorus.App.Features.Write;

/// <summary>
/// The way for browsers without scripts, and it says so: the form comes here in clear, is shown once more with who could
/// read it, and is sealed in memory when it comes back. Nothing of it is written down; the answer holds the receipt once.
/// </summary>
internal sealed class CheckModel(
    ReporterForm form, Language language, Manifest manifest, PublishedPacketKeys packetKeys, TimeProvider clock, DepositSealed deposit, PostedForm posted,
    Gates gates, Turns turns, WordLists words) : PageModel
{
    /// <summary>Pieces of 40,000 characters together are at most 360 KB when they are URL-encoded.</summary>
    internal const int MostBytes = 512 << 10;

    /// <summary>The hidden field of the waiting page's ticket.</summary>
    internal const string TicketField = "ticket";

    /// <summary>The field of the button that asks for another piece: the question's id.</summary>
    internal const string MoreField = "more";

    private Filled _filled = Filled.Nothing;
    private Facts? _read;
    private Dictionary<string, string> _mends = new(StringComparer.Ordinal);
    private string? _ticket;
    private string? _more;

    private Facts Facts => _read ?? throw new InvalidOperationException("the form was not read");

    /// <summary>The questions again, each with what has to be put right.</summary>
    internal QuestionPages? Questions { get; private set; }

    /// <summary>Why the form was not read, or null.</summary>
    internal NotRead? NotRead { get; private set; }

    /// <summary>How long to wait and the ticket to come back with, or null.</summary>
    internal Turn? Waiting { get; private set; }

    /// <summary>The 28 digits in seven groups, once it is sealed.</summary>
    internal IReadOnlyList<string> Numbers { get; private set; } = [];

    /// <summary>The same as ten words, where the page's language has a list of them.</summary>
    internal IReadOnlyList<string> Words { get; private set; } = [];

    /// <summary>Message id of what went wrong with sending, or null.</summary>
    internal string? Failed { get; private set; }

    /// <summary>Whether somebody helped to write: then the phone changes hands before the numbers are shown.</summary>
    internal bool IsTogether => Facts["together"] == "yes";

    /// <summary>The questions of which something has to be put right, in order.</summary>
    internal IEnumerable<Question> ToMend => form.Questionnaire.Questions.Where(q => _mends.Keys.Any(at => IsIn(at, q)));

    internal IReadOnlyDictionary<string, IReadOnlyList<string>> Fields => _filled.Fields;

    internal string Choice => Facts["choice"]!;

    internal string Organisation => form.Organisations.First(o => o.Id == _filled.One("organisation")).Name;

    internal IReadOnlyList<Row> Rows => SummaryRows.Of(form, language, _filled, Facts);

    /// <summary>A visit without a form begins at the questions.</summary>
    public IActionResult OnGet() => Redirect($"/{language.Code}/write");

    public async Task<IActionResult> OnPostAsync()
    {
        await ReadAsync();
        return Page();
    }

    /// <summary>The questions again, filled in, to change something.</summary>
    public async Task<IActionResult> OnPostAgainAsync()
    {
        if (await ReadAsync())
        {
            Questions = form.Pages(_filled, _mends);
        }
        return Page();
    }

    /// <summary>The questions again, filled in, with one more piece to write into.</summary>
    public async Task<IActionResult> OnPostPieceAsync()
    {
        if (await ReadAsync())
        {
            _filled = form.Questionnaire.Questions.FirstOrDefault(q => q.Kind is "pieces" && q.Id == _more) is { } question
                ? _filled.With(FilledPieces.ShownField(question), $"{FilledPieces.Shown(question, _filled) + 1}")
                : _filled;
            _mends.Clear();
            Questions = form.Pages(_filled);
        }
        return Page();
    }

    public async Task<IActionResult> OnPostSealAsync()
    {
        if (await ReadAsync() && Questions is null)
        {
            await TakeTurnAsync();
        }

        return Page();
    }

    internal IEnumerable<string> Readers(string time)
    {
        var network = form.Organisations.First(o => o.Id == _filled.One("organisation")).Network ?? "";
        return form.Questionnaire.Readers.Where(r => r.Time == time && r.Applies(Facts))
            .Select(r => language.Fill(r.Text.In(language), [("organisation", Organisation), ("network", network), ("number", Facts["quorum"] ?? "")]));
    }

    private async Task<bool> ReadAsync()
    {
        var read = await posted.ReadAsync(HttpContext, gates.Forms, MostBytes);
        if (read.Fields is not { } fields)
        {
            NotRead = NotRead.Of(read.Fault);
            Response.StatusCode = NotRead.Status;
            return false;
        }
        _ticket = fields.TryGetValue(TicketField, out var ticket) ? ticket.ToString() : null;
        _more = fields.TryGetValue(MoreField, out var more) ? more.ToString() : null;
        // An id has up to 32 characters, and a part of a piece up to 10 more.
        _filled = Filled.From(fields.Where(f => f.Key.Length <= 48 && f.Key is not (TicketField or MoreField)));
        _read = form.FactsOf(_filled);
        _mends = Mends.Of(form, _filled, Facts);
        Questions = _mends.Count > 0 ? form.Pages(_filled, _mends) : null;
        return true;
    }

    private async Task TakeTurnAsync()
    {
        var turn = turns.Take(_filled.Hash(), _ticket);
        using (turn.Pass)
        {
            if (turn.Pass is not null)
            {
                await SealAsync();
                return;
            }
        }
        Waiting = turn;
        Response.StatusCode = StatusCodes.Status429TooManyRequests;
        Response.Headers.RetryAfter = $"{turn.Seconds}";
    }

    private async Task SealAsync()
    {
        var draft = FilledReport.Draft(form.Questionnaire, language.Code, _filled, Facts, Hour.Now(clock));
        var fingerprints = FilledReport.Typed(_filled).Zip(draft.Identifiers)
            .Where(pair => pair.Second.MayRelease).Select(pair => pair.First.FingerprintUnder(manifest.Salt)).ToList();
        var receipt = Receipt.New();
        using var keys = receipt.Derive(manifest.Deployment);
        var sealedDeposit = new ReportSealer(manifest, packetKeys.List).Deposit(draft, fingerprints, keys, number: 0);
        if (await deposit(sealedDeposit))
        {
            Numbers = receipt.Display.Split(' ');
            Words = words.In(language.Code)?.Of(receipt) ?? [];
        }
        else
        {
            Failed = "send.failed-here";
        }
    }

    // who1 to who4, story1 to story12: a mend of one box of a question whose id may end in a digit itself.
    private static bool IsIn(string at, Question question) =>
        at == question.Id
        || (question.Kind is "identifiers" or "pieces" && at.StartsWith(question.Id, StringComparison.Ordinal) && at[question.Id.Length..].All(char.IsAsciiDigit));
}
