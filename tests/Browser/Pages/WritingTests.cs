using System.Buffers.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;

namespace Chorus.Browser.Tests.Pages;

public sealed class WritingTests(Chromium chromium, ReporterSite site) : IClassFixture<ReporterSite>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_sent_on_a_dead_line_goes_by_itself_when_the_line_is_back_after_a_refresh_too(bool refreshed)
    {
        var page = await site.PhoneAsync(chromium);
        await page.WriteToWhoAsync();
        await page.HoldForThreeAsync();
        var before = site.Behind.Posted.Count;
        site.Behind.Failures.Enqueue("offline");
        await page.PressAsync("Seal and send");
        await page.SeesTextAsync("It is sent by itself when the line is back");
        site.Behind.Posted.Count.ShouldBe(before + 1);
        if (refreshed)
        {
            await page.ReloadAsync();
            await page.SeesTextAsync("It is sent by itself when the line is back");
        }

        await page.Context.SetOfflineAsync(true);
        await page.Context.SetOfflineAsync(false);

        await page.SeesAsync("Sealed. These are your 28 numbers.");
        site.Behind.Posted.Count.ShouldBe(before + 2);
        site.Behind.Posted[^1].ShouldBe(site.Behind.Posted[^2]);
    }

    [Fact]
    public async Task A_person_writes_holds_it_for_three_gets_28_numbers_and_reads_it_again_with_them()
    {
        var page = await site.PhoneAsync(chromium);
        await page.GotoAsync("/en/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Write down what happened" }).ClickAsync();
        await page.WriteToWhoAsync();
        await page.HoldForThreeAsync();
        await page.SeesTextAsync("Nobody else. Not Workers' Centre, and not the people who run this site.");
        await page.SeesTextAsync("It takes 3 people, you included.");
        await page.SeesTextAsync(Steps.Story);
        var numbers = await page.SealAsync();
        Regex.Replace(numbers, "\\s", "").Length.ShouldBe(28);
        (await page.EvaluateAsync<int>("sessionStorage.length + localStorage.length")).ShouldBe(0);
        (await page.Context.CookiesAsync()).ShouldBeEmpty();
        // In full: three digits alone come up by chance in what is sealed.
        string[] written = ["shift", "600 123 456", "600123456"];
        site.Behind.Posted.ShouldAllBe(p => !written.Any(w => p.Contains(w, StringComparison.Ordinal)));

        var back = await site.PhoneAsync(chromium);
        await back.GotoAsync("/en/return");
        await back.GetByLabel("Your 28 numbers").FillAsync(numbers);
        await back.PressAsync("Open");
        await back.SeesTextAsync(Steps.Story);
        await back.SeesTextAsync("Three: you and two more");
        await back.SeesTextAsync("Nobody has written to you yet.");
        await back.PressAsync("Close and empty this page");
        (await back.ContentAsync()).ShouldNotContain(Steps.Story);
    }

    [Fact]
    public async Task A_refresh_loses_nothing_and_the_browsers_back_goes_one_question_back()
    {
        var page = await site.PhoneAsync(chromium);
        await page.WriteToWhoAsync();
        await page.NameAsync(0, "name", "Ana Pérez", "Hotel Miramar, Cádiz");
        await page.ReloadAsync();
        await page.SeesAsync("Who did it?");
        (await page.GetByLabel("Write it here").First.InputValueAsync()).ShouldBe("Ana Pérez");
        await page.GoBackAsync();
        await page.SeesAsync("Do you have pictures, recordings or papers?");
        await page.GetByRole(AriaRole.Link, new() { Name = "Back" }).ClickAsync();
        await page.SeesAsync("Which country was it in?");
        (await page.GetByRole(AriaRole.Combobox).First.InputValueAsync()).ShouldBe("ES");
        await page.GetByRole(AriaRole.Link, new() { Name = "Back" }).ClickAsync();
        await page.SeesAsync("What kind of place was it?");
    }

    [Theory]
    [InlineData("offline", "It did not go through. Nothing is lost")]
    [InlineData("503", "The site could not take it now. Nothing is lost")]
    [InlineData("forged", "The three trustees have not all confirmed it")]
    public async Task When_sending_fails_nothing_is_lost_and_a_retry_sends_the_same_bytes(string failure, string said)
    {
        var page = await site.PhoneAsync(chromium);
        await page.WriteToWhoAsync();
        await page.HoldForThreeAsync();
        site.Behind.Failures.Enqueue(failure);
        var before = site.Behind.Posted.Count;
        await page.PressAsync("Seal and send");
        await page.SeesTextAsync(said);
        await page.ReloadAsync();
        await page.SeesAsync("Check before you send");
        await page.SeesTextAsync(Steps.Story);
        await page.PressAsync("Try again");
        await page.SeesAsync("Sealed. These are your 28 numbers.");
        var posted = site.Behind.Posted.Skip(before).ToArray();
        posted.Length.ShouldBe(2);
        posted[1].ShouldBe(posted[0]);
    }

    [Fact]
    public async Task After_the_trustees_changed_their_keys_it_is_sealed_to_the_new_ones_and_never_to_a_list_that_one_did_not_sign()
    {
        var page = await site.PhoneAsync(chromium);
        await page.WriteToWhoAsync();
        await page.HoldForThreeAsync();
        var before = site.Behind.Posted.Count;
        try
        {
            site.Behind.Refresh(2, forged: true);
            await page.PressAsync("Seal and send");
            await page.SeesTextAsync("The site could not take it now. Nothing is lost");
            site.Behind.Posted.Count.ShouldBe(before);

            var keys = site.Behind.Refresh(2);
            await page.SealAsync();
            var body = JsonSerializer.Deserialize<JsonElement>(site.Behind.Posted[^1]);
            var place = PacketPlace.Of(Statement.Decode(Base64Url.DecodeFromChars(body.GetProperty("statement").GetString())));
            for (var trustee = 0; trustee < Manifest.TrusteeCount; trustee++)
            {
                var packet = Base64Url.DecodeFromChars(body.GetProperty("packets")[trustee].GetString());
                Packet.EpochOf(packet).ShouldBe(2u);
                Should.NotThrow(() => Packet.Open(keys[trustee], trustee, place, packet));
            }
        }
        finally
        {
            site.Behind.ForgetRefresh();
        }
    }

    [Fact]
    public async Task What_is_wrong_with_an_identifier_is_said_in_a_plain_sentence_at_its_box()
    {
        var page = await site.PhoneAsync(chromium);
        await page.WriteToWhoAsync();
        await page.NameAsync(0, "phone", "12");
        await page.PressAsync("Go on");
        await page.SeesTextAsync("This phone number is too short.");
        (await page.EvaluateAsync<double>("document.activeElement.getBoundingClientRect().top - document.querySelector('.bar').getBoundingClientRect().bottom"))
            .ShouldBeGreaterThanOrEqualTo(0, "the box that needs mending lies behind the bar");
        await page.NameAsync(0, "role", "night supervisor");
        await page.PressAsync("Go on");
        await page.SeesTextAsync("Write the place too.");
        await page.GetByLabel("At which place?").First.FillAsync("Hotel Miramar, Cádiz");
        await page.GoOnToAsync("Who may read it, and when?");
    }

    [Fact]
    public async Task A_role_alone_releases_only_where_the_person_said_so()
    {
        var page = await site.PhoneAsync(chromium);
        await page.WriteToWhoAsync();
        await page.NameAsync(0, "role", "night supervisor", "Hotel Miramar, Cádiz");
        await page.GoOnToAsync("Who may read it, and when?");
        await page.GetByLabel("Hold it until others name the same person").CheckAsync();
        await page.GoOnAsync("How many people must name the same person?");
        await page.GoOnAsync("May the name or the role be enough on its own?");
        await page.GetByLabel("No, only something surer counts").CheckAsync();
        await page.PressAsync("Go on");
        await page.SeesTextAsync("With this answer nothing could be matched");
        await page.GetByLabel("Yes, it may be enough").CheckAsync();
        await page.GoOnAsync("Which organisation is it for?");
    }

    [Fact]
    public async Task Who_waits_for_others_must_say_something_about_who_it_was()
    {
        var page = await site.PhoneAsync(chromium);
        await page.WriteToWhoAsync();
        await page.SkipToAsync("Who may read it, and when?");
        await page.GetByLabel("Hold it until others name the same person").CheckAsync();
        await page.PressAsync("Go on");
        await page.SeesTextAsync("What they do there, and where, is enough.");
        await page.GetByLabel("Keep it for me").CheckAsync();
        await page.GoOnAsync("Which organisation is it for?");
    }

    [Fact]
    public async Task A_question_changed_from_the_check_page_leads_back_to_it()
    {
        var page = await site.PhoneAsync(chromium);
        await page.WriteToWhoAsync();
        await page.HoldForThreeAsync();
        await page.PressAsync("Change: Who may read it, and when?");
        await page.GetByLabel("Send it now").CheckAsync();
        await page.GoOnAsync("Check before you send");
        await page.SeesTextAsync("Workers' Centre, after the next time that reports are compared.");
    }

    [Fact]
    public async Task Stopping_erases_what_was_written()
    {
        var page = await site.PhoneAsync(chromium);
        await page.WriteToWhoAsync();
        await page.GetByText("Stop and erase what I wrote").ClickAsync();
        await page.PressAsync("Yes, erase it");
        await page.SeesAsync("How it works");
        (await page.EvaluateAsync<int>("sessionStorage.length")).ShouldBe(0);
    }

    [Fact]
    public async Task The_start_page_says_that_something_is_still_in_this_tab_and_erases_it()
    {
        var page = await site.PhoneAsync(chromium);
        await page.WriteToWhoAsync();
        await page.GotoAsync("/en/");
        await page.SeesTextAsync("What you wrote before is still in this tab.");
        await page.PressAsync("Erase it");
        (await page.EvaluateAsync<int>("sessionStorage.length")).ShouldBe(0);
    }

    [Fact]
    public async Task What_the_browser_posts_has_the_shape_that_the_site_expects()
    {
        var page = await site.PhoneAsync(chromium);
        await page.WriteToWhoAsync();
        await page.HoldForThreeAsync();
        await page.SealAsync();
        var body = JsonSerializer.Deserialize<JsonElement>(site.Behind.Posted[^1]);
        body.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal)
            .ShouldBe(["content", "escrowed", "lookup", "packets", "selfWrap", "signature", "statement"]);
    }
}
