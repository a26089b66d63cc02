using System.Globalization;

namespace Chorus.Browser.Tests.Desk;

/// <summary>Scripts that measure a list on its own page.</summary>
internal static class Measuring
{
    /// <summary>Notes in <c>seen</c> when the first of these rows was there, and how long the page was kept from answering.</summary>
    /// <param name="rows">finds the rows of the list.</param>
    /// <param name="also">a statement that looks at each change besides.</param>
    public static string Watching(string rows, string also = "") =>
        $$"""
        addEventListener('DOMContentLoaded', () => {
          const seen = window.seen = { tasks: [] };
          new PerformanceObserver(list => seen.tasks.push(...list.getEntries().map(e => e.duration))).observe({ type: 'longtask' });
          new MutationObserver(() => {
            if (!seen.first && document.querySelector('{{rows}}')) seen.first = performance.now();
            {{also}}
          }).observe(document, { subtree: true, childList: true, attributes: true });
        });
        """;

    /// <summary>Types letter by letter; gives the slowest time in milliseconds from a letter typed to the picture that shows what it found.</summary>
    /// <param name="field">finds the field.</param>
    public static string Typing(string field) =>
        $$"""
        async text => {
          const field = document.querySelector('{{field}}');
          const took = [];
          for (let i = 1; i <= text.length; i++) {
            const from = performance.now();
            field.value = text.slice(0, i);
            field.dispatchEvent(new InputEvent('input', { bubbles: true }));
            await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
            took.push(performance.now() - from);
          }
          return Math.max(...took);
        }
        """;

    /// <summary>How many rows a long test makes: as a variable says, else a usual number.</summary>
    public static int Count(string variable, int usual) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } count ? int.Parse(count, CultureInfo.InvariantCulture) : usual;
}
