using System.Text;
using System.Text.Json;
using Chorus.App.Tests;
using Chorus.App.Tests.Trial;
using Chorus.Browser.Tests.Pages;
using Chorus.Escrow.Depositing;

namespace Chorus.Browser.Tests.Story;

/// <summary>
/// The main job in real browsers against a real trial: the site and three trustees as processes, nothing stood in for.
/// </summary>
public sealed class WholeStoryTests(Chromium chromium) : IDisposable
{
    private const string Person = "600 123 456";
    private const string Organisation = "Workers' Centre";
    private const string Answer = "Thank you for telling us. We are here on Tuesdays. Quillwort";

    private const string Reply = "Tuesday is good, after the Tamarisk shift.";

    private static readonly string[] Stories =
    [
        "Kept asking me to meet after my shift, at the Marzipan ladder.",
        "Stood in the doorway of the linen room, with the Velvet anchor pin.",
        "Wrote to me at night, again and again, as Cobalt thimble.",
    ];

    private const string WithdrawnStory = "I only told my sister, at the Saffron bellows.";

    private readonly TempFolder _folder = new();
    private readonly Traffic _traffic = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Three_reports_come_out_when_the_third_names_the_same_person_and_a_withdrawn_one_leaves_no_trace()
    {
        var data = _folder["data"];
        var port = RunningTrial.FreePort();
        await using var trial = await RunningTrial.StartAsync(data, port);
        var address = $"http://localhost:{port}";
        var signIn = SignInOf(data, "workers-centre");
        var runs = await TrusteeRuns.StartAsync(data);

        var advocate = new AdvocateAtWork(await PageAsync(address, width: 1280));
        await advocate.SignInAsync(signIn.Email, signIn.Password, signIn.Passphrase);

        // Two reports of a quorum of three: a run goes by, and nothing shows anywhere.
        var reporters = new List<ReporterAtWork>();
        var numbers = new List<string>();
        foreach (var story in Stories[..2])
        {
            reporters.Add(new(await PageAsync(address)));
            numbers.Add(await reporters[^1].HoldAsync(story, Person, 3, Organisation));
            await runs.NextAsync();
        }

        await advocate.LookAgainAsync();
        await advocate.Page.SeesTextAsync("Nothing has reached you yet.");
        await reporters[0].ReturnAsync(numbers[0]);
        await reporters[0].Page.SeesTextAsync(Stories[0]);
        await reporters[0].Page.SeesTextAsync("Nobody has written to you yet.");
        var before = await reporters[0].SeenAsync();

        // The third, in another spelling of the same number.
        reporters.Add(new(await PageAsync(address)));
        numbers.Add(await reporters[2].HoldAsync(Stories[2], "0034 600-123-456", 3, Organisation));
        await runs.NextAsync();
        await advocate.WaitForAsync("3 reports agree on a phone number", Chromium.Patience);

        // Released, and her own page says nothing of it.
        await reporters[0].ReturnAsync(numbers[0]);
        before.ShouldContain("This page does not say whether anybody has read it");
        (await reporters[0].SeenAsync()).ShouldBe(before);

        // The advocate reads and answers; the reporter finds the answer.
        await advocate.OpenAsync("Stood in the doorway");
        await Assertions.Expect(advocate.Page.Locator("#pane .story").GetByText(Stories[1])).ToBeVisibleAsync();
        await Tour.TakeAsync(advocate.Page, "desk");
        await advocate.WriteBackAsync(Answer);
        await reporters[1].ReturnAsync(numbers[1]);
        await reporters[1].Page.SeesTextAsync(Answer);

        // She answers in turn, and the advocate finds it.
        await reporters[1].ReplyAsync(Reply);
        await advocate.LookAgainAsync();
        await advocate.Page.SeesTextAsync(Reply);

        // Another withdraws a held report.
        var fourth = new ReporterAtWork(await PageAsync(address));
        var itsNumbers = await fourth.HoldAsync(WithdrawnStory, "+34 699 888 777", 2, Organisation);
        var deposit = LastDeposit();
        await runs.NextAsync();
        ShouldHold(data, "site", deposit.Handle, deposit.Content);
        await fourth.ReturnAsync(itsNumbers);
        await fourth.WithdrawAsync();
        await runs.NextAsync();
        Traces.FilesHolding(data, Traces.FormsOf(deposit.Handle)).ShouldBeEmpty();
        Traces.FilesHolding(data, Traces.FormsOf(deposit.Content)).ShouldBeEmpty();
        Traces.FilesHolding(data, Traces.FormsOf(deposit.Escrowed)).ShouldBeEmpty();

        ShouldFindNothingTyped(data, trial.Printed);
        await trial.TerminateAsync();
    }

    private async Task<IPage> PageAsync(string address, int width = 360)
    {
        var context = await chromium.NewAsync(address, width: width);
        _traffic.Listen(context);
        return await context.NewPageAsync();
    }

    private void ShouldFindNothingTyped(string data, string printed)
    {
        // The search itself works: what is public is found.
        Traces.FilesHolding(data, Traces.FormsOf("workers-centre")).ShouldNotBeEmpty();
        Traces.Hold(_traffic.All, Traces.FormsOf("/api/statements")).ShouldBeTrue();

        string[] typed =
        [
            "Marzipan ladder", "Velvet anchor", "Cobalt thimble", "Saffron bellows", "Quillwort", "Tamarisk shift", "doorway of the linen",
            "600123456", "600 123 456", "0034 600-123-456", "34600123456", "699888777", "699 888 777",
        ];
        foreach (var words in typed)
        {
            var forms = Traces.FormsOf(words).ToList();
            Traces.FilesHolding(data, forms).ShouldBeEmpty(words);
            Traces.Hold(_traffic.All, forms).ShouldBeFalse(words);
            Traces.Hold([Encoding.UTF8.GetBytes(printed)], forms).ShouldBeFalse(words);
        }
    }

    private static void ShouldHold(string data, string place, params byte[][] things)
    {
        foreach (var thing in things)
        {
            Traces.FilesHolding(data, Traces.FormsOf(thing)).ShouldContain(file => file.StartsWith(place, StringComparison.Ordinal));
        }
    }

    // What the fourth reporter's browser sent: the handle is in the statement, and of the content 48 bytes are enough to know it by.
    private (byte[] Handle, byte[] Content, byte[] Escrowed) LastDeposit()
    {
        var body = _traffic.All.Last(message => message.AsSpan().IndexOf("\"packets\""u8) >= 0);
        using var json = JsonDocument.Parse(body);
        byte[] Field(string name) => System.Buffers.Text.Base64Url.DecodeFromChars(json.RootElement.GetProperty(name).GetString());
        var statement = Statement.Decode(Field("statement"));
        return (statement.Handle.ToArray(), Field("content")[1000..1048], Field("escrowed")[64..112]);
    }

    internal static (string Email, string Password, string Passphrase) SignInOf(string data, string organisation)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(data, "trial", "sign-in.json")));
        var entry = file.RootElement.EnumerateArray().First(one => one.GetProperty("organisation").GetString() == organisation);
        string Of(string name) => entry.GetProperty(name).GetString()!;
        return (Of("email"), Of("password"), Of("passphrase"));
    }
}
