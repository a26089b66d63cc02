namespace Chorus.Browser.Tests.Pages;

/// <summary>A person without a pointer: Tab, Shift and Tab, Enter, Space, arrows, and letters. Each stop on the way is seen.</summary>
internal static class Keys
{
    // No page has as many stops between a heading and what is wanted.
    private const int Most = 120;

    // What has the focus is on the screen, not under the bar at the top, and has an outline, its own or that of its label.
    private const string Stop =
        """
        target => {
          const e = document.activeElement;
          const box = e.closest('label.choice, label.pick') ?? e;
          const drawn = x => getComputedStyle(x).outlineStyle !== 'none' && parseFloat(getComputedStyle(x).outlineWidth) >= 2;
          const r = box.getBoundingClientRect();
          const bar = document.querySelector('.bar');
          const top = bar && !bar.contains(e) && !e.matches('.jump') ? bar.getBoundingClientRect().bottom : 0;
          return {
            there: e === target,
            name: e.outerHTML.slice(0, 120),
            lost: e === document.body,
            drawn: drawn(e) || drawn(box),
            inSight: r.bottom > top && r.top < innerHeight && r.right > 0 && r.left < innerWidth,
          };
        }
        """;

    /// <summary>Tab after Tab to what is wanted; with <paramref name="back"/> Shift and Tab.</summary>
    internal static async Task TabToAsync(this IPage page, ILocator wanted, bool back = false)
    {
        await Assertions.Expect(wanted).ToBeVisibleAsync();
        var target = await wanted.ElementHandleAsync();
        for (var i = 0; i < Most; i++)
        {
            await page.Keyboard.PressAsync(back ? "Shift+Tab" : "Tab");
            var stop = await page.EvaluateAsync<KeyStop>(Stop, target);
            stop.Lost.ShouldBeFalse($"after the end of the page, without {wanted}");
            stop.Drawn.ShouldBeTrue($"the focus does not show: {stop.Name}");
            stop.InSight.ShouldBeTrue($"the focus is out of sight: {stop.Name}");
            if (stop.There)
            {
                return;
            }
        }
        false.ShouldBeTrue($"{wanted} was not reached");
    }

    internal static async Task PressOnAsync(this IPage page, ILocator wanted, string key = "Enter")
    {
        await page.TabToAsync(wanted);
        await page.Keyboard.PressAsync(key);
    }

    /// <summary>The button of this name, reached and pressed by keys.</summary>
    internal static Task KeyPressAsync(this IPage page, string button, string key = "Enter") => page.PressOnAsync(page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }), key);

    /// <summary>Waits until this heading has the focus: a question came, and whoever cannot see it hears it.</summary>
    internal static Task HearsAsync(this IPage page, string heading) =>
        Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = heading, Exact = true })).ToBeFocusedAsync();

    /// <summary>"Go on" by keys, and the next question is heard.</summary>
    internal static async Task KeysOnAsync(this IPage page, string toHeading)
    {
        await page.KeyPressAsync("Go on");
        await page.HearsAsync(toHeading);
    }

    /// <summary>
    /// Enter on the browser's own button for files, which has the focus. Who listens only with the key may be too late on a busy
    /// machine: then the browser opens its own dialog, which nobody answers, and hears no further key.
    /// </summary>
    internal static async Task<IFileChooser> FileChooserByKeyAsync(this IPage page, ILocator field)
    {
        var opened = new TaskCompletionSource<IFileChooser>();
        page.FileChooser += (_, chooser) => opened.TrySetResult(chooser);
        await Assertions.Expect(field).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        return await opened.Task.WaitAsync(TimeSpan.FromMinutes(2));
    }

    internal static async Task KeysSkipAsync(this IPage page, string toHeading)
    {
        await page.KeyPressAsync("Skip this question", "Space");
        await page.HearsAsync(toHeading);
    }

    /// <summary>A list is opened by no pointer: letters choose in it.</summary>
    internal static async Task ChooseByLettersAsync(this IPage page, ILocator list, string letters, string value)
    {
        await page.TabToAsync(list);
        await page.Keyboard.TypeAsync(letters);
        await Assertions.Expect(list).ToHaveValueAsync(value);
    }
}

/// <summary>Where the focus is.</summary>
internal sealed class KeyStop
{
    public bool There { get; set; }

    public string Name { get; set; } = "";

    public bool Lost { get; set; }

    public bool Drawn { get; set; }

    public bool InSight { get; set; }
}
