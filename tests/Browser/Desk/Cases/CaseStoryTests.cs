using Chorus.App.Members;
using Chorus.App.Tests;
using Chorus.Cli.Findings;
using Chorus.Escrow.Findings;
using Chorus.Browser.Tests.Pages;

namespace Chorus.Browser.Tests.Desk.Cases;

/// <summary>Cases from their opening on, as the people who handle them do it.</summary>
public sealed class CaseStoryTests(Chromium chromium, MembersSite site) : IClassFixture<MembersSite>
{
    private const string Officer = "olga@centre.example";
    private const string Decider = "dora@centre.example";

    [Fact]
    public async Task A_case_goes_from_notice_to_closure_and_nothing_is_skipped()
    {
        var (officer, address) = await BegunAsync("The linen room");
        await officer.TellBothAsync("allegations");
        await officer.RecordAsync("answer-given", async form =>
        {
            await form.GetByLabel("Who did it?").SelectOptionAsync("respondent-1");
            await form.GetByLabel("What it says").FillAsync("I was not there.");
        });
        await officer.HearAndShowAsync();
        await officer.Page.SeesTextAsync("written down by Olga");

        // Too early: the law says so, and what was typed stays.
        var decider = await CaseWorker.ComeAsync(chromium, site, Decider, address);
        await decider.TryAsync("finding-made", FindAsync);
        await decider.Page.SeesTextAsync("This was not recorded. What you typed is still here.");
        await Assertions.Expect(decider.Form.GetByLabel("Reasons")).ToHaveValueAsync("What both said agrees.");

        site.Clock.Shift(TimeSpan.FromDays(18));
        decider = await CaseWorker.ComeAsync(chromium, site, Decider, address);
        await decider.RecordAsync("finding-made", FindAsync);
        await decider.Page.SeesTextAsync("This is not final yet.");
        await Assertions.Expect(decider.Page.Locator("section[aria-labelledby=part-allegations] .chip")).ToHaveTextAsync("alleged");

        officer = await CaseWorker.ComeAsync(chromium, site, Officer, address);
        var finding = await officer.Page.Locator(".time-line li").Filter(new() { HasText = "An allegation was decided." }).GetAttributeAsync("id");
        await officer.TellBothAsync("decision", finding);
        site.Clock.Shift(TimeSpan.FromDays(18));
        officer = await CaseWorker.ComeAsync(chromium, site, Officer, address);
        await Assertions.Expect(officer.Page.Locator("section[aria-labelledby=part-allegations] .chip")).ToHaveTextAsync("final");
        await TellAnotherEmployerAsync(officer);
        await officer.TryAsync("case-closed");
        await officer.Page.SeesTextAsync("A case is closed only when a lesson is written");
        await officer.RecordAsync("lesson-written", async form =>
        {
            await form.GetByLabel("who watches over whom").CheckAsync();
            await form.GetByLabel("Done by").FillAsync("2099-01-01");
            await form.GetByLabel("What it says").FillAsync("Nobody is alone with a supervisor at night.");
        });
        await officer.RecordAsync("case-closed");
        await Assertions.Expect(officer.Page.Locator(".meta .chip")).ToHaveTextAsync("closed");
    }

    [Fact]
    public async Task Who_resigns_and_settles_does_not_end_the_case()
    {
        var (officer, _) = await BegunAsync("The van");
        await officer.TellBothAsync("allegations");
        await officer.RecordAsync("departure-recorded", async form =>
        {
            await form.GetByLabel("Who", new() { Exact = true }).SelectOptionAsync("respondent-1");
            await form.GetByLabel("How", new() { Exact = true }).SelectOptionAsync("resigned");
        });
        await officer.RecordAsync("settlement-recorded", async form =>
        {
            await form.GetByLabel("Who did it?").SelectOptionAsync("case-officer");
            await form.GetByLabel("Agreed").SelectOptionAsync("both");
            foreach (var (group, who) in new[] { ("Between", "Reporter 1"), ("Between", "Respondent 1"), ("Who may not speak", "Reporter 1") })
            {
                await form.GetByRole(AriaRole.Group, new() { Name = group }).GetByLabel(who).CheckAsync();
            }
            await form.GetByLabel("Terms").FillAsync("A sum, and silence.");
        });
        await officer.Page.SeesTextAsync("It forbids these to speak: Reporter 1.");
        await officer.TryAsync("case-closed");
        await officer.Page.SeesTextAsync("This was not recorded.");
        await officer.Page.SeesTextAsync("a withdrawal is recorded and closes nothing");
        await Assertions.Expect(officer.Page.Locator(".meta .chip")).ToHaveTextAsync("open");
    }

    [Fact]
    public async Task An_officer_who_is_close_to_somebody_named_is_kept_out()
    {
        var (_, address) = await BegunAsync("The office");
        await site.EnrolAsync("Karl", "karl@centre.example", Role.CaseOfficer);
        var karl = await CaseWorker.ComeAsync(chromium, site, "karl@centre.example", address);
        await karl.TryAsync("conflicts-declared", async form =>
        {
            await form.GetByLabel("Reporter 1").SelectOptionAsync("none");
            await form.GetByLabel("Respondent 1").SelectOptionAsync("close-to");
        });
        await karl.Page.SeesTextAsync("You are named in this case, or close to somebody who is.");
    }

    [Fact]
    public async Task A_respondent_reads_the_notice_by_a_code_in_another_language_and_what_they_answer_is_recorded()
    {
        var (officer, address) = await BegunAsync("The stairs");
        var wrong = new List<string>();
        await officer.Page.PressAsync("Give Respondent 1 a code");
        var code = await officer.Page.Locator(".code-card .code").InnerTextAsync();
        wrong.AddRange(await officer.Page.LookAtAsync("letters-code"));
        await officer.Page.PressAsync("I have handed it over. Take it off this page.");
        await Assertions.Expect(officer.Page.Locator(".code-card")).ToHaveCountAsync(0);
        await officer.Page.PressAsync("Give Respondent 1 a new code. The one before ends.");
        await officer.Page.PressAsync("No, leave it");
        var letters = officer.Page.Locator(".letters-with");
        await letters.GetByLabel("What it is").SelectOptionAsync("notice");
        await letters.GetByLabel("The letter").FillAsync("On 3 May, on the stairs: what is alleged.");
        await officer.Page.PressAsync("Seal and send");
        await Assertions.Expect(letters.GetByText("Not yet in the record")).ToBeVisibleAsync();
        await officer.Page.PressAsync("Put it in the record");
        await Assertions.Expect(officer.Form.GetByLabel("What the notice is about")).ToHaveValueAsync("allegations");
        await Assertions.Expect(officer.Form.GetByLabel("To", new() { Exact = true })).ToHaveValueAsync("respondent-1");
        await officer.Form.GetByLabel("a1:").CheckAsync();
        await officer.Page.PressAsync("Seal and record");
        await Assertions.Expect(letters.GetByText("Not yet in the record")).ToHaveCountAsync(0);

        var phone = await site.PageAsync(chromium, 360);
        await phone.GotoAsync("/es/letters");
        await phone.GetByLabel("Tus 28 números").FillAsync("1111 2222 3333 4444 5555 6666 7777");
        await phone.PressAsync("Abrir");
        await phone.SeesTextAsync("No encontramos cartas con estos números.");
        wrong.AddRange(await phone.LookAtAsync("letters-360-enter"));
        await phone.GetByLabel("Tus 28 números").FillAsync(code);
        await phone.PressAsync("Abrir");
        await phone.SeesTextAsync("On 3 May, on the stairs: what is alleged.");
        await phone.SeesTextAsync("Tu respuesta llega a tiempo hasta");
        await phone.SeesTextAsync("se parte de que no eres responsable");
        await Assertions.Expect(phone.Locator("[data-adviser]:visible")).ToHaveCountAsync(0);
        await phone.PressAsync("Sellar y enviar");
        await phone.SeesTextAsync("Elige qué quieres escribir.");
        await WriteAsync("answer", "Respuesta", "Yo no estuve allí.");
        wrong.AddRange(await phone.LookAtAsync("letters-360-opened"));
        await WriteAsync("appeal", "Recurso", "Recurro, por si acaso.");

        officer = await CaseWorker.ComeAsync(chromium, site, Officer, address);
        letters = officer.Page.Locator(".letters-with");
        var answer = letters.Locator("li").Filter(new() { HasText = "Yo no estuve allí." });
        await answer.GetByRole(AriaRole.Button, new() { Name = "Put it in the record" }).ClickAsync();
        await Assertions.Expect(officer.Form.GetByLabel("Who did it?")).ToHaveValueAsync("respondent-1");
        wrong.AddRange(await officer.Page.LookAtAsync("letters-desk"));
        await officer.Page.PressAsync("Seal and record");
        await officer.Page.SeesTextAsync("written down by Olga");
        await Assertions.Expect(letters.GetByText("Not yet in the record")).ToHaveCountAsync(1);
        wrong.ShouldBeEmpty();

        async Task WriteAsync(string kind, string named, string text)
        {
            await phone.Locator("#kind").SelectOptionAsync(kind);
            await phone.GetByLabel("Tu carta").FillAsync(text);
            await phone.PressAsync("Sellar y enviar");
            await phone.SeesTextAsync("Enviado. Espera aquí");
            await phone.SeesTextAsync(text);
            await phone.SeesTextAsync($"Tú · {named} · ");
        }
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task The_pages_of_cases_look_right_and_axe_finds_nothing(int width)
    {
        var (_, address) = await BegunAsync($"The corridor {width}");
        var worker = await CaseWorker.ComeAsync(chromium, site, Officer, address, width);
        var wrong = new List<string>(await worker.Page.LookAtAsync($"case-{width}"));
        await worker.Page.Locator("#record-kind").SelectOptionAsync("measure-taken");
        await worker.Page.GetByRole(AriaRole.Button, new() { Name = "Show: When and where" }).ClickAsync();
        await worker.Page.SeesTextAsync("In October, in the linen room");
        wrong.AddRange(await worker.Page.LookAtAsync($"case-{width}-form"));
        await worker.Page.EvaluateAsync("document.documentElement.dir = 'rtl'");
        wrong.AddRange(await worker.Page.LookAtAsync($"case-{width}-rtl"));
        await worker.Page.EvaluateAsync("document.documentElement.dir = 'ltr'");
        await ChangesAsync(worker);
        wrong.AddRange(await worker.Page.LookAtAsync($"case-{width}-changes"));
        await worker.Page.GetByRole(AriaRole.Link, new() { Name = "All cases" }).ClickAsync();
        await Assertions.Expect(worker.Page.Locator(".case-rows .title").Filter(new() { HasText = $"The corridor {width}" })).ToBeVisibleAsync();
        wrong.AddRange(await worker.Page.LookAtAsync($"cases-{width}-list"));
        await worker.Page.GetByRole(AriaRole.Link, new() { Name = "Open a case", Exact = true }).ClickAsync();
        await worker.Page.SeesTextAsync("A short title, for the case team");
        wrong.AddRange(await worker.Page.LookAtAsync($"cases-{width}-open"));
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_zone_or_place_that_is_none_is_refused_at_its_field_and_nothing_typed_is_lost()
    {
        await EnrolAsync();
        var officer = await CaseWorker.ComeAsync(chromium, site, Officer, "/desk/cases/open");
        foreach (var (field, wrong, right) in new[] { ("Time zone for deadlines", "half past nine", "Europe/Madrid"), ("Law of the place", "nowhere at all", "US-CA") })
        {
            var input = officer.Page.GetByLabel(field);
            await input.FillAsync(wrong);
            await officer.Page.PressAsync("Open the case now");
            (await input.EvaluateAsync<bool>("input => input.validity.patternMismatch && input.title.length > 10")).ShouldBeTrue(field);
            await Assertions.Expect(input).ToHaveValueAsync(wrong);
            await input.FillAsync(right);
            (await input.EvaluateAsync<bool>("input => input.validity.valid")).ShouldBeTrue(field);
        }
        await Assertions.Expect(officer.Page.GetByText("What is being recorded")).ToHaveCountAsync(0);
    }

    /// <summary>Fewer shifts and then less pay: drawn beside the case's events, and told in a table.</summary>
    private static async Task ChangesAsync(CaseWorker worker)
    {
        foreach (var (what, day, figures) in new[] { ("shift", "2026-10-05", "From five nights to two"), ("pay", "2026-11-01", "From 700 a week to 280") })
        {
            await worker.RecordAsync("work-change-recorded", async form =>
            {
                await form.GetByLabel("Which person").SelectOptionAsync("reporter-1");
                await form.GetByLabel("What", new() { Exact = true }).SelectOptionAsync(what);
                await form.GetByLabel("Day", new() { Exact = true }).FillAsync(day);
                await form.GetByLabel("From what to what").FillAsync(figures);
            });
        }
        var part = worker.Page.Locator("section[aria-labelledby=part-changes]");
        await Assertions.Expect(part.GetByRole(AriaRole.Img, new() { Name = "What happened in the case and what changed, from" })).ToBeVisibleAsync();
        await Assertions.Expect(part.Locator("svg circle.change")).ToHaveCountAsync(2);
        await Assertions.Expect(part.Locator("tbody tr")).ToHaveCountAsync(2);
        await part.GetByRole(AriaRole.Button, new() { Name = "Show: From what to what" }).First.ClickAsync();
        await worker.Page.SeesTextAsync("From five nights to two");
    }

    /// <summary>The final finding goes into a file that another employer can check; then it is withdrawn.</summary>
    private async Task TellAnotherEmployerAsync(CaseWorker officer)
    {
        var part = officer.Page.Locator("section[aria-labelledby=following-title]");
        await part.GetByLabel("The person's name").FillAsync("Alex Doe");
        await part.GetByLabel("How long it may be relied on").SelectOptionAsync("90");
        await Assertions.Expect(part.GetByText("What the file says besides")).ToBeVisibleAsync();
        (await officer.Page.LookAtAsync("case-statement")).ShouldBeEmpty();
        var download = await officer.Page.RunAndWaitForDownloadAsync(() => officer.Page.PressAsync("Sign, record and save the file"));
        await officer.Page.SeesTextAsync("It is signed and recorded.");
        using var folder = new TempFolder();
        await download.SaveAsAsync(folder["statement.json"]);
        var statement = FindingStatement.Parse(await File.ReadAllBytesAsync(folder["statement.json"], TestContext.Current.CancellationToken));
        statement.Openings.Count.ShouldBe(2);
        using var output = new StringWriter();
        new StatementVerdict(statement, site.Manifest, site.Clock).Print(output, site.CaseLog()).ShouldBeTrue(output.ToString());
        output.ToString().ShouldContain("of Alex Doe:");
        output.ToString().ShouldContain("The 2 entries that it opens, that it was given and what it rests on, are in the copy of the log");
        await Assertions.Expect(part.GetByText("t1: of Respondent 1, until")).ToBeVisibleAsync();
        await officer.Page.SeesTextAsync("Tell respondent-1 in writing of");
        await officer.Page.PressAsync("Withdraw t1");
        await Assertions.Expect(officer.Form.GetByLabel("Statement", new() { Exact = true })).ToHaveValueAsync("t1");
        await officer.Form.GetByLabel("Reason", new() { Exact = true }).SelectOptionAsync("mistaken");
        await officer.Form.GetByLabel("What it says").FillAsync("It named somebody else.");
        await officer.Page.PressAsync("Seal and record");
        await Assertions.Expect(part.GetByText("withdrawn", new() { Exact = true })).ToBeVisibleAsync();
        (await part.GetByText("Save t1 again").CountAsync()).ShouldBe(0);
    }

    private static async Task FindAsync(ILocator form)
    {
        await form.GetByLabel("Allegation").SelectOptionAsync("a1");
        await form.GetByLabel("Finding").SelectOptionAsync("substantiated");
        await form.GetByLabel("Standard of proof").SelectOptionAsync("preponderance");
        await form.GetByLabel("Reasons").FillAsync("What both said agrees.");
    }

    /// <summary>A case with its allegation, an officer and somebody who decides: opening stops until a colleague has given the officer a part.</summary>
    private async Task<(CaseWorker Officer, string Address)> BegunAsync(string title)
    {
        await EnrolAsync();
        var officer = await CaseWorker.ComeAsync(chromium, site, Officer);
        await officer.OpenAsync(title);
        await officer.Page.SeesTextAsync("A colleague has to give you a part in this case first");
        (await officer.Page.LookAtAsync("case-waits")).ShouldBeEmpty();
        var address = await officer.Page.GetByRole(AriaRole.Link, new() { Name = "Go to the case" }).GetAttributeAsync("href");

        var decider = await CaseWorker.ComeAsync(chromium, site, Decider, address!);
        await decider.DeclareAsync();
        await decider.AssignAsync("Olga", "case-officer");
        await officer.Page.PressAsync("Go on from here");
        await Assertions.Expect(officer.Page.Locator(".steps li.next, .steps li.refused")).ToHaveCountAsync(0);
        await officer.Page.GetByRole(AriaRole.Link, new() { Name = "Go to the case" }).ClickAsync();
        await officer.Page.SeesAsync(title);
        await officer.AssignAsync("Dora", "decision-maker");
        return (officer, address!);
    }

    private async Task EnrolAsync()
    {
        if (!_enrolled.Add(site))
        {
            return;
        }
        await site.EnrolAsync("Olga", Officer, Role.CaseOfficer);
        await site.EnrolAsync("Dora", Decider, Role.DecisionMaker);
    }

    // The site is the same for all tests of the class.
    private static readonly HashSet<MembersSite> _enrolled = [];
}
