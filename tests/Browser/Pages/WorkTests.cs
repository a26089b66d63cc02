using System.Diagnostics;
using System.Text;
using Chorus.App.Features.Admission;
using Chorus.Sealing;

namespace Chorus.Browser.Tests.Pages;

public sealed class WorkTests(Chromium chromium, ReporterSite site) : IClassFixture<ReporterSite>
{
    private const string Header = "chorus-work";
    private const string Said = "Many people are writing now. Your phone is waiting its turn and goes on by itself.";

    [Fact]
    public async Task While_few_are_writing_no_work_is_done()
    {
        var page = await site.PhoneAsync(chromium);
        var before = site.Behind.Headers.Count;
        await SealAsync(page);
        await page.SeesAsync("Sealed. These are your 28 numbers.");
        site.Behind.Headers.Skip(before).ShouldHaveSingleItem().ShouldNotContainKey(Header);
    }

    [Fact]
    public async Task In_a_crowd_the_page_says_that_it_waits_its_turn_does_the_work_for_its_body_and_goes_on_by_itself()
    {
        using var crowd = site.FillWithACrowd();
        var answering = new TaskCompletionSource();
        site.Behind.Answering = answering.Task;
        var page = await site.PhoneAsync(chromium);
        await SealAsync(page);
        await page.SeesTextAsync(Said);
        answering.SetResult();
        await page.SeesAsync("Sealed. These are your 28 numbers.");

        var taken = site.Work.Take(site.Behind.Headers[^1][Header]);
        taken.Verdict.ShouldBe(WorkVerdict.Taken);
        taken.Proof!.Challenge.Bits.ShouldBe(18);
        taken.Proof.IsFor(Encoding.UTF8.GetBytes(site.Behind.Posted[^1])).ShouldBeTrue();
    }

    [Fact]
    public async Task A_price_that_rose_meanwhile_is_paid_without_the_person_doing_anything_and_the_same_bytes_are_sent()
    {
        using var key = AdmissionKey.Draw();
        var challenge = WorkChallenge.Give(key, 12, 180);
        site.Behind.Challenge = challenge.ToString();
        site.Behind.Failures.Enqueue("work");
        var before = site.Behind.Posted.Count;
        var page = await site.PhoneAsync(chromium);
        await SealAsync(page);
        await page.SeesAsync("Sealed. These are your 28 numbers.");

        var posted = site.Behind.Posted.Skip(before).ToArray();
        posted.Length.ShouldBe(2);
        posted[1].ShouldBe(posted[0]);
        WorkProof.TryDecode(site.Behind.Headers[^1][Header], out var proof).ShouldBeTrue();
        proof!.Challenge.Bytes.ToArray().ShouldBe(challenge.Bytes.ToArray());
        proof.IsSolved.ShouldBeTrue();
    }

    /// <summary>How long a browser needs on this machine: printed, for docs/adr/0026-proof-of-work-without-identity.md.</summary>
    [Theory]
    [InlineData(10)]
    [InlineData(18)]
    public async Task The_work_is_done_in_a_thread_of_its_own(int bits)
    {
        const int times = 20;
        var page = await site.PhoneAsync(chromium);
        await page.GotoAsync("/en/write");
        var took = TimeSpan.Zero;
        var hashes = 0.0;
        using var key = AdmissionKey.Draw();
        for (var i = 0; i < times; i++)
        {
            var seed = SecureRandom.Bytes(32);
            var start = Stopwatch.GetTimestamp();
            var counter = await page.EvaluateAsync<double>("""
                ([seed, bits]) => new Promise((resolve, reject) => {
                    const worker = new Worker(document.querySelector('meta[name=work-script]').content);
                    worker.onmessage = (event) => { worker.terminate(); resolve(event.data); };
                    worker.onerror = reject;
                    worker.postMessage({ seed: Uint8Array.from(seed), bits });
                })
                """, new object[] { seed.Select(b => (int)b).ToArray(), bits });
            took += Stopwatch.GetElapsedTime(start);
            hashes += counter + 1;
            var hash = Digest.Sha256(seed, new ByteWriter().U64((ulong)counter).Written);
            (BitConverter.ToUInt32([hash[3], hash[2], hash[1], hash[0]]) >> (32 - bits)).ShouldBe(0u);
        }
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{bits} bits: {took.TotalMilliseconds / times:0} ms on average of {times}, with {hashes / times:0} hashes; {hashes / took.TotalSeconds:0} hashes a second, starting the thread included");
    }

    private static async Task SealAsync(IPage page)
    {
        await page.WriteToWhoAsync();
        await page.HoldForThreeAsync();
        await page.PressAsync("Seal and send");
    }
}
