using System.Globalization;
using System.Text.RegularExpressions;
using Chorus.Sealing;

namespace Chorus.Escrow.Findings;

/// <summary>The form of a finding statement, as both twins check it.</summary>
internal static class StatementRules
{
    private const int MostFindings = 100, MostLines = 40, LongestPerson = 200, LongestText = 2000, LongestOpening = 16_384, SaltLength = 32, DeploymentLength = 16;

    private const int DaysOfFindings = 365, DaysOfDeparture = 90;

    private const long LargestIndex = (1L << 53) - 1;

    private static readonly Regex s_organisation = Whole("[a-z0-9-]{1,64}"), s_jurisdiction = Whole("[A-Z]{2}(?:-[A-Z0-9]{1,3})?"), s_event = Whole("e[1-9][0-9]{0,5}"),
        s_act = Whole("[BR][0-9]{2}"), s_process = Whole("[a-z][a-z0-9-]{0,39}@[1-9][0-9]{0,2}"), s_kind = Whole("[a-z-]{1,40}");

    private static readonly string[] s_standards = ["preponderance", "clear-and-convincing"];

    private static readonly string[] s_departures = ["resigned", "dismissed", "transferred", "retired", "contract-ended", "graduated", "other"];

    internal static void Check(StatementText text, IReadOnlyList<StatementOpening> openings)
    {
        Demand(text.Findings.All(f => f is not null) && text.Wording.All(w => w is not null) && openings.All(o => o is not null), "a list has an empty place");
        Demand(text.Deployment.Length == DeploymentLength && text.Salt.Length == SaltLength, "deployment and salt have 16 and 32 bytes");
        Demand(s_organisation.IsMatch(text.Organisation.Id), "an organisation's id has 1 to 64 small letters, digits and hyphens");
        Written(text.Organisation.Name, LongestPerson);
        Written(text.Person, LongestPerson);
        Demand(s_jurisdiction.IsMatch(text.Jurisdiction), "a jurisdiction is a country or part of one, such as US-CA");
        Demand(text.Wording.Count is >= 1 and <= MostLines, $"there are 1 to {MostLines} sentences with it");
        var (issued, until) = (Day(text.Issued), Day(text.Until));
        foreach (var line in text.Wording)
        {
            Line(line);
        }

        CheckSaid(text, issued);
        var most = text.Says == StatementText.OfFindings ? DaysOfFindings : DaysOfDeparture;
        Demand(until.DayNumber - issued.DayNumber is >= 0 and var days && days <= most, $"the last day is at most {most} days after the day of issue");
        Demand(openings.Count <= MostFindings + 1, $"there are at most {MostFindings + 1} openings");
        foreach (var opening in openings)
        {
            Demand(opening.Index is >= 0 and <= LargestIndex && opening.Salt.Length == SaltLength && opening.Content.Length is >= 1 and <= LongestOpening && s_kind.IsMatch(opening.Kind), "an opening has an index, a kind, a salt and a content");
        }

        Demand(openings.Select(o => o.Index).Distinct().Count() == openings.Count, "each entry is opened once");
    }

    private static void CheckSaid(StatementText text, DateOnly issued)
    {
        if (text.Says == StatementText.OfFindings)
        {
            Demand(text.Plain == StatementText.PlainFindings && text.Departure is null && text.Findings.Count is >= 1 and <= MostFindings, $"a statement of findings has its sentence, 1 to {MostFindings} findings and no departure");
        }
        else
        {
            Demand(text.Says == StatementText.OfDeparture && text.Plain == StatementText.PlainDeparture && text.Departure is not null && text.Findings.Count == 0, "a statement of a departure says that nothing was found, and has one departure and no findings");
        }

        foreach (var finding in text.Findings)
        {
            Demand(s_act.IsMatch(finding.Act) && s_standards.Contains(finding.Standard) && s_process.IsMatch(finding.Process), "a finding has an act, a standard and a process");
            Written(finding.Means, LongestPerson);
            Demand(Day(finding.Made) <= Day(finding.Final) && Day(finding.Final) <= issued, "a finding is made, then final, then told");
        }

        Demand(text.Departure is not { } left || (s_departures.Contains(left.How) && Day(left.Recorded) <= issued), "a departure has its kind, and is told after it was recorded");
        Demand(text.RestsOn.All(id => s_event.IsMatch(id)) && text.RestsOn.Distinct(StringComparer.Ordinal).Count() == text.RestsOn.Count, "each event stands once, as e and a number");
    }

    private static void Line(StatementLine line)
    {
        Written(line.Says, LongestText);
        Demand(line.Place is null == line.Source is null && line.Place is null == line.AsOf is null, "a sentence on the law has place, source and day");
        if (line.Place is not null)
        {
            Written(line.Place, LongestPerson);
            Written(line.Source!, LongestText);
            Day(line.AsOf!);
        }
    }

    // Whoever reads it on a terminal must see all that stands there, in its order.
    private static void Written(string text, int longest) =>
        Demand(text.Length >= 1 && text.Length <= longest && text.Any(c => c != ' ') && !text.Any(IsHidden), "a text is empty, too long, or has control characters");

    // Blank letters among them: a name of nothing else would look like none. Controls, the signs that turn the direction of what stands around them, line ends of Unicode, and halves of a character.
    private static bool IsHidden(char c) =>
        c is < ' ' or (>= '\u007f' and <= '\u009f') or '\u2028' or '\u2029' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\ufeff' or '\ufffd'
        or '\u00ad' or '\u061c' or '\u115f' or '\u1160' or '\u200b' or '\u2060' or '\u3164' or '\uffa0';

    private static DateOnly Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw new MalformedException("a day is written as 2026-05-20");

    private static void Demand(bool holds, string sentence)
    {
        if (!holds)
        {
            throw new MalformedException(sentence);
        }
    }

    private static Regex Whole(string pattern) => new($@"\A(?:{pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
}
