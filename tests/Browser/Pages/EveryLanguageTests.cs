using System.Text.RegularExpressions;
using Chorus.Sealing;

namespace Chorus.Browser.Tests.Pages;

/// <summary>
/// The whole way in a language from the left and one from the right, and at each step what can be measured of it: narrow, at 200 % of the page and of the
/// letters alone, and in colours that the person chose.
/// </summary>
public sealed class EveryLanguageTests(Chromium chromium, ReporterSite site) : IClassFixture<ReporterSite>
{
    // A screen of 360 px at 200 %, the smallest phone, and half a desk's screen.
    private static readonly int[] Widths = [180, 320, 640];

    // Only lines of text: a field scrolls by itself.
    private const string Cut =
        """
        () => [...document.querySelectorAll('body *')].filter(e => e.checkVisibility() && !e.matches('.jump, .only-read-aloud, input, textarea, select, option'))
          .filter(e => { const r = e.getBoundingClientRect(); return r.width > 0 && (r.right > innerWidth + 1 || r.left < -1); })
          .map(e => e.outerHTML.slice(0, 100)).slice(0, 3)
        """;

    // In chosen colours grounds and shadows are gone: what is chosen shows its mark, what has the focus an outline, what can be pressed an edge.
    private const string Unmarked =
        """
        () => {
          const edge = e => parseFloat(getComputedStyle(e).borderBlockStartWidth) > 0 && getComputedStyle(e).borderBlockStartStyle !== 'none';
          const outlined = e => parseFloat(getComputedStyle(e).outlineWidth) > 0 && getComputedStyle(e).outlineStyle !== 'none';
          const found = [];
          for (const e of document.querySelectorAll('.go, .quiet, .exit, label.choice, .notice, textarea, select, input[type=text]'))
            if (e.checkVisibility() && !edge(e) && !e.matches('.notice')) found.push('no edge: ' + e.outerHTML.slice(0, 80));
          for (const e of document.querySelectorAll('input[type=checkbox], input[type=radio]'))
            if (e.checkVisibility() && getComputedStyle(e).appearance === 'none') found.push('no mark: ' + e.outerHTML.slice(0, 80));
          const before = document.activeElement;
          for (const e of document.querySelectorAll('a, button, input, textarea, select, summary')) {
            if (!e.checkVisibility() || e.matches('[tabindex="-1"], [type=hidden]')) continue;
            e.focus({ focusVisible: true, preventScroll: true });
            if (document.activeElement === e && !outlined(e) && !(e.closest('label.choice, label.pick') && outlined(e.closest('label')))) found.push('no outline: ' + e.outerHTML.slice(0, 80));
          }
          before?.focus({ preventScroll: true });
          return found.slice(0, 5);
        }
        """;

    private readonly List<string> _found = [];

    [Theory]
    [InlineData("es", "ltr", "Me lo pedía siempre. Dije que no.")]
    [InlineData("ar", "rtl", "كان يطلب مني دائمًا. قلت لا.")]
    public async Task The_whole_way_fits_and_shows_what_is_chosen(string language, string direction, string story)
    {
        var page = await site.PhoneAsync(chromium);
        var steps = new EveryStep(page, language, story, name => LookAsync(page, language, name));
        var numbers = await steps.WriteAsync();

        (await page.EvaluateAsync<string>("document.documentElement.lang + ' ' + getComputedStyle(document.body).direction")).ShouldBe($"{language} {direction}");
        Receipt.TryParse(Regex.Replace(numbers, "\\s", ""), out _).ShouldBeTrue();
        (await IsLeftToRightAsync(page, "[data-numbers] span")).ShouldBeTrue();
        steps.Questions.ShouldContain("quorum");

        await steps.ReturnAsync(numbers);
        _found.ShouldBeEmpty();
    }

    // Where the digits of "600 123 456" are painted, group after group from the left.
    private const string InOrder =
        """
        (main, where) => {
          const walker = document.createTreeWalker(main.querySelector(where), NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const at = walker.currentNode.data.indexOf('600 123 456');
            if (at < 0) continue;
            const lefts = [0, 4, 8].map(i => {
              const range = document.createRange();
              range.setStart(walker.currentNode, at + i);
              range.setEnd(walker.currentNode, at + i + 3);
              return range.getBoundingClientRect().left;
            });
            return lefts[0] < lefts[1] && lefts[1] < lefts[2];
          }
          return false;
        }
        """;

    // Seven groups: each line from the left, the second line below the first.
    private static Task<bool> IsLeftToRightAsync(IPage page, string groups) => page.Locator(groups).EvaluateAllAsync<bool>(
        """
        spans => {
          const at = spans.map(s => s.getBoundingClientRect());
          return at.length === 7 && at.slice(1).every((r, i) => r.top > at[i].top + 5 || (Math.abs(r.top - at[i].top) < 5 && r.left > at[i].left));
        }
        """);

    private async Task LookAsync(IPage page, string language, string name)
    {
        if (name is "who" or "review" && !await page.Locator("main").EvaluateAsync<bool>(InOrder, name == "who" ? "[data-help]" : "[data-answers]"))
        {
            _found.Add($"{language} {name}: the groups of a phone number stand in another order");
        }
        if (name == "who" && await page.Locator("[name=who1-value]").EvaluateAsync<string>("e => getComputedStyle(e).direction") != "ltr")
        {
            _found.Add($"{language} {name}: a phone number is typed from the right");
        }
        foreach (var width in Widths)
        {
            await page.SetViewportSizeAsync(width, 640);
            await CheckAsync(page, $"{language} {name} at {width} px");
        }
        await page.SetViewportSizeAsync(360, 740);
        await page.EvaluateAsync("() => { document.documentElement.style.fontSize = '200%'; }");
        await CheckAsync(page, $"{language} {name} with letters twice as large");
        await page.EvaluateAsync("() => { document.documentElement.style.fontSize = ''; }");
        await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active, ReducedMotion = ReducedMotion.Reduce });
        _found.AddRange((await page.EvaluateAsync<string[]>(Unmarked)).Select(e => $"{language} {name} in chosen colours: {e}"));
        (await page.EvaluateAsync<int>("document.getAnimations().length")).ShouldBe(0);
        await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.None, ReducedMotion = ReducedMotion.NoPreference });
    }

    private async Task CheckAsync(IPage page, string where)
    {
        if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") > 0)
        {
            _found.Add($"{where}: has to be pushed sideways");
        }
        _found.AddRange((await page.EvaluateAsync<string[]>(Cut)).Select(e => $"{where}: runs out of sight: {e}"));
    }
}
