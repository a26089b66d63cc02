using Chorus.Browser.Tests.Pages;

namespace Chorus.Browser.Tests.Desk.Cases;

/// <summary>A member at the pages of cases, unlocked.</summary>
internal sealed class CaseWorker(IPage page)
{
    public IPage Page { get; } = page;

    public ILocator Form => Page.Locator("section.record");

    /// <summary>Signs in, goes to an address of the cases and unlocks.</summary>
    public static async Task<CaseWorker> ComeAsync(Chromium chromium, MembersSite site, string email, string address = "/desk/cases", int width = 1280, string? before = null)
    {
        var page = await site.SignInAsync(chromium, email, width, before);
        await page.GotoAsync(address);
        await page.GetByLabel("Passphrase").FillAsync(MembersSite.Passphrase);
        await page.PressAsync("Unlock");
        await Assertions.Expect(page.Locator("#cases h1")).ToBeVisibleAsync();
        return new CaseWorker(page);
    }

    /// <summary>Fills in the form of a new case about one act and presses its button.</summary>
    public async Task OpenAsync(string title, string act = "unwanted sexual requests, messages or staring")
    {
        await Page.GetByRole(AriaRole.Link, new() { Name = "Open a case", Exact = true }).ClickAsync();
        await Page.SeesAsync("Open a case");
        await Page.GetByLabel("A short title, for the case team").FillAsync(title);
        await Page.GetByLabel("How the case came to be").SelectOptionAsync("direct");
        await Page.GetByLabel("The reporter: who it is").FillAsync("Ana, room 12");
        await Page.GetByLabel("The respondent: what is known").FillAsync("The night supervisor");
        await Page.GetByLabel("What are you to Reporter 1?").SelectOptionAsync("none");
        await Page.GetByLabel("What are you to Respondent 1?").SelectOptionAsync("none");
        await Page.GetByLabel(act).CheckAsync();
        await Page.GetByLabel("When and where").FillAsync("In October, in the linen room");
        await Page.PressAsync("Open the case now");
    }

    /// <summary>Records an event: <paramref name="fill"/> fills in what is not chosen already.</summary>
    public async Task RecordAsync(string kind, Func<ILocator, Task>? fill = null)
    {
        await TryAsync(kind, fill);
        await Page.SeesTextAsync("It is recorded.");
    }

    /// <summary>Fills in an event and sends it.</summary>
    public async Task TryAsync(string kind, Func<ILocator, Task>? fill = null)
    {
        await Page.Locator("#record-kind").SelectOptionAsync(kind);
        if (fill is not null)
        {
            await fill(Form);
        }
        await Page.PressAsync("Seal and record");
    }

    /// <summary>A written notice to both sides.</summary>
    public async Task TellBothAsync(string notice, string? tellsOf = null)
    {
        foreach (var to in new[] { "reporter-1", "respondent-1" })
        {
            await RecordAsync("notice-sent", async form =>
            {
                await form.GetByLabel("What the notice is about").SelectOptionAsync(notice);
                await form.GetByLabel("To", new() { Exact = true }).SelectOptionAsync(to);
                await form.GetByLabel("a1:").CheckAsync();
                if (tellsOf is not null)
                {
                    await form.GetByLabel("Tells of").SelectOptionAsync(tellsOf);
                }
                await form.GetByLabel("What it says").FillAsync($"The notice for {to}");
            });
        }
    }

    /// <summary>Says of both who are named that there is no conflict.</summary>
    public Task DeclareAsync(string towardsRespondent = "none") => RecordAsync("conflicts-declared", async form =>
    {
        await form.GetByLabel("Reporter 1").SelectOptionAsync("none");
        await form.GetByLabel("Respondent 1").SelectOptionAsync(towardsRespondent);
    });

    /// <summary>Gives a colleague a part.</summary>
    public Task AssignAsync(string name, string role) => RecordAsync("assigned", async form =>
    {
        var member = form.GetByLabel("Member", new() { Exact = true });
        var value = await member.Locator("option").Filter(new() { HasText = name }).GetAttributeAsync("value");
        await member.SelectOptionAsync(value!);
        await form.GetByLabel("Part", new() { Exact = true }).SelectOptionAsync(role);
        await form.GetByLabel("Neutral, from outside").SelectOptionAsync("no");
    });

    /// <summary>Hears both sides and shows both what was said.</summary>
    public async Task HearAndShowAsync()
    {
        foreach (var who in new[] { "reporter-1", "respondent-1" })
        {
            await RecordAsync("interview-held", async form =>
            {
                await form.GetByLabel("Who was heard").SelectOptionAsync(who);
                await form.GetByLabel("Somebody beside them").SelectOptionAsync("present");
                await form.GetByLabel("What it says").FillAsync($"What {who} said");
            });
        }
        foreach (var to in new[] { "reporter-1", "respondent-1" })
        {
            await RecordAsync("evidence-shown", async form =>
            {
                await form.GetByLabel("To", new() { Exact = true }).SelectOptionAsync(to);
                await form.GetByLabel("x1").CheckAsync();
                await form.GetByLabel("x2").CheckAsync();
            });
        }
    }
}
