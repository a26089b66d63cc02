using System.Text.RegularExpressions;
using Chorus.Escrow.Depositing;

namespace Chorus.App.Questionnaires;

/// <summary>Says, one sentence for each, what is wrong with a questionnaire. Nothing wrong: an empty list.</summary>
internal static partial class QuestionnaireCheck
{
    private static readonly string[] Kinds = ["pieces", "long-text", "short-text", "one", "several", "country", "identifiers", "organisation", "attachments"];
    private static readonly string[] Times = ["now", "later", "kept", Reader.Back];

    /// <summary>Questions that the flow itself needs, with their kinds: what a report is made of beside its answers.</summary>
    private static readonly (string Id, string Kind)[] Needed = [("who", "identifiers"), ("choice", "one"), ("quorum", "one"), ("alone", "one"), ("organisation", "organisation")];

    /// <summary>What a condition may ask beside the answer to an earlier question: see <see cref="Facts"/>.</summary>
    private static readonly string[] Derived = ["weak", "network", "together", "trial", "sealing", "earlier", "answered"];

    [GeneratedRegex("^[a-z][a-z0-9-]{0,31}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IdShape();

    [GeneratedRegex("^[A-Za-z0-9-]{1,32}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ValueShape();

    internal static IReadOnlyList<string> Faults(Questionnaire questionnaire)
    {
        var faults = new List<string>();
        if (!string.Equals(questionnaire.Format, Questionnaire.ExpectedFormat, StringComparison.Ordinal))
        {
            faults.Add($"Its format is \"{questionnaire.Format}\"; write \"{Questionnaire.ExpectedFormat}\".");
        }

        if (questionnaire.Version < 1)
        {
            faults.Add("Its version must be 1 or more.");
        }

        if (questionnaire.Questions is not { Count: > 0 })
        {
            faults.Add("It has no questions.");
            return faults;
        }

        var earlier = new HashSet<string>(Derived, StringComparer.Ordinal);
        foreach (var question in questionnaire.Questions)
        {
            CheckQuestion(question, earlier, faults);
            if (!earlier.Add(question.Id))
            {
                faults.Add($"There are two questions called \"{question.Id}\"; give one another id.");
            }
        }

        foreach (var reader in questionnaire.Readers ?? [])
        {
            if (!Times.Contains(reader.Time, StringComparer.Ordinal))
            {
                faults.Add($"The reader \"{reader.Text}\" has the time \"{reader.Time}\"; use now, later, kept or back.");
            }

            CheckConditions($"reader \"{reader.Text}\"", reader.When, earlier, faults);
        }

        return faults;
    }

    /// <summary>What a questionnaire lacks that a site is to offer: a whole report has to come out of it.</summary>
    internal static IEnumerable<string> Lacks(Questionnaire questionnaire)
    {
        foreach (var (id, kind) in Needed)
        {
            if (!questionnaire.Questions.Any(q => string.Equals(q.Id, id, StringComparison.Ordinal) && string.Equals(q.Kind, kind, StringComparison.Ordinal)))
            {
                yield return $"It needs the question \"{id}\" of the kind {kind}; copy it from the built-in questionnaire.";
            }
        }
    }

    private static void CheckQuestion(Question question, HashSet<string> earlier, List<string> faults)
    {
        var name = $"question \"{question.Id}\"";
        if (!IdShape().IsMatch(question.Id ?? ""))
        {
            faults.Add($"The {name} needs an id of small letters, digits and hyphens.");
        }

        // A form leaves out "-shown", how many pieces show, and takes "-note" for the note of the question before it.
        if (question.Id is { } id && (id.EndsWith("-shown", StringComparison.Ordinal) || id.EndsWith("-note", StringComparison.Ordinal)))
        {
            faults.Add($"The {name} has an id that ends in \"-shown\" or \"-note\", which the form uses itself; give it another.");
        }

        if (question.Title is null or { Id: "" } || question.Why is null or { Id: "" })
        {
            faults.Add($"The {name} needs a title and a why.");
        }

        if (!Kinds.Contains(question.Kind, StringComparer.Ordinal))
        {
            faults.Add($"The {name} has the kind \"{question.Kind}\"; use one of {string.Join(", ", Kinds)}.");
        }

        var chooses = question.Kind is "one" or "several";
        if (chooses == (question.Choices.Count == 0))
        {
            faults.Add(chooses ? $"The {name} needs options." : $"The {name} cannot have options.");
        }

        if (question.Kind is "pieces" or "long-text" or "short-text" && question.Limit is not (>= 1 and <= 40_000))
        {
            faults.Add($"The {name} needs a limit between 1 and 40000.");
        }

        if (question.Kind is "identifiers" && question.Limit is not (>= 1 and <= 4))
        {
            faults.Add($"The {name} needs a limit between 1 and 4.");
        }

        if (question.Kind is "pieces" != question.Most is >= 1 and <= Piece.Most)
        {
            faults.Add($"The {name} needs \"most\", the most pieces, between 1 and {Piece.Most}, if it is of the kind pieces, and otherwise no \"most\".");
        }

        if (question.Note is not null && (!chooses || question.Note.Label is null || question.Note.Limit is not (>= 1 and <= 2_000)))
        {
            faults.Add($"The {name} has a note: only a question with options can have one, with a label and a limit between 1 and 2000.");
        }

        if (question.Aside is not null && question.Aside is not { Title: not null, Texts.Count: > 0 })
        {
            faults.Add($"The {name} has an aside that lacks its title or its texts.");
        }

        if (question.Required && question is not ({ Kind: "organisation" } or { Id: "agreed" }))
        {
            faults.Add($"The {name} is required; only the organisation, and the consent \"agreed\" of somebody who is helped, can be.");
        }

        if (question.When is not null && question.Only is null)
        {
            faults.Add($"The {name} is asked under a condition; say it in words in \"only\", for browsers without scripts.");
        }

        foreach (var value in question.Choices.Select(o => o.Value))
        {
            if (!ValueShape().IsMatch(value ?? ""))
            {
                faults.Add($"The {name} has an option whose value \"{value}\" is not made of letters, digits and hyphens.");
            }

            if (question.Choices.Count(o => string.Equals(o.Value, value, StringComparison.Ordinal)) > 1)
            {
                faults.Add($"The {name} has the value \"{value}\" twice.");
            }
        }

        if (question.Preset is not null && !question.Choices.Any(o => string.Equals(o.Value, question.Preset, StringComparison.Ordinal)))
        {
            faults.Add($"The {name} presets \"{question.Preset}\", which is not one of its options.");
        }

        CheckConditions(name, question.When, earlier, faults);
    }

    private static void CheckConditions(string name, IReadOnlyList<Condition>? conditions, HashSet<string> earlier, List<string> faults)
    {
        foreach (var condition in conditions ?? [])
        {
            if (!earlier.Contains(condition.Fact))
            {
                faults.Add($"The {name} depends on \"{condition.Fact}\", which is no question before it.");
            }

            if (condition.Is is not { Count: > 0 })
            {
                faults.Add($"The {name} depends on \"{condition.Fact}\" without saying on which values.");
            }
        }
    }
}
