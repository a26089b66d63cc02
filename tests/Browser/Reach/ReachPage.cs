using System.Globalization;
using System.Text;

namespace Chorus.Browser.Tests.Reach;

/// <summary>docs/reach.md, made from what was measured.</summary>
internal static class ReachPage
{
    internal static string Of(IReadOnlyList<ReachRow> rows, TimeSpan interactive)
    {
        var languages = rows.Select(r => r.Language).Distinct(StringComparer.Ordinal).ToList();
        var text = new StringBuilder()
            .Append("""
                # Reach

                What the reporters' pages ask of a phone and of a person, measured by `build/reach`, which writes this page. `./test --all` holds the pages to it.

                **On the line.** Kilobytes (1,024 bytes) as they travel, compressed, headers included, to a phone that has seen nothing of the site yet and visits the pages from left to right; what it already has costs nothing. The first page may have 100, every later one 30. What a later step of a page needs comes with that step, at most 30 more for each: WeightTests goes from the first question to the numbers and back in English, Russian and Bengali.


                """);
        var paths = rows.Select(r => r.Path).Distinct(StringComparer.Ordinal).ToList();
        text.Append("| language | ").AppendJoin(" | ", paths.Select(p => $"`{p.Replace("/LANGUAGE", "…", StringComparison.Ordinal)}`")).Append(" |\n|---|").Append(string.Concat(paths.Select(_ => "---:|"))).Append('\n');
        foreach (var language in languages)
        {
            text.Append("| ").Append(language).Append(" | ")
                .AppendJoin(" | ", paths.Select(p => Kilobytes(rows.First(r => r.Language == language && r.Path == p).Bytes))).Append(" |\n");
        }

        var broken = rows.Where(r => r.Axe.Count > 0 || r.TooWide).ToList();
        text.Append(CultureInfo.InvariantCulture, $"""

            **On a slow phone.** The start page answers {interactive.TotalSeconds:0.0} s after it was asked for, on a line of 400 kbit/s with 400 ms there and back and a processor slowed six times (bar: 5 s).

            **For everybody.** axe ({languages.Count} languages, {rows.Count} pages, rules of WCAG 2.2 AA and best practices) found {Count(broken.Sum(r => r.Axe.Count))}; at a width of 320 px {Count(broken.Count(r => r.TooWide))} had to be pushed sideways. The pages that open only after a click (each question, the page before sending, the numbers, the opened report) are looked at in English by LooksTests, at 360 and 1280 px, light and dark. EveryLanguageTests goes the whole way in Spanish and in Arabic and measures every step at 180 px (a phone of 360 px at 200 %), 320 and 640 px, with letters twice as large, and in colours that the person chose; ByKeysTests goes it without a pointer; HeardTests holds what a screen reader is given; SlowLineTests goes it on the slow phone.

            """);
        foreach (var row in broken)
        {
            text.Append("- ").Append(row.Path.Replace("LANGUAGE", row.Language, StringComparison.Ordinal)).Append(": ").AppendJoin(", ", row.Axe).Append(row.TooWide ? " wider than the screen" : "").Append('\n');
        }
        return text.ToString();
    }

    private static string Kilobytes(int bytes) => (bytes / 1024.0).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Count(int faults) => faults == 0 ? "nothing" : faults.ToString(CultureInfo.InvariantCulture);
}
