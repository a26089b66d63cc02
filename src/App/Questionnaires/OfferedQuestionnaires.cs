using Chorus.App.Components.Picture;
using Chorus.App.Languages;

namespace Chorus.App.Questionnaires;

/// <summary>
/// The questionnaires of a site: the built-in one and the files in the folder <c>questionnaires</c> of its data, which replace it or add
/// to it. One is in use; of the others, reports that were written under them are still read.
/// </summary>
internal sealed class OfferedQuestionnaires
{
    private OfferedQuestionnaires(Questionnaire inUse, IReadOnlyList<Questionnaire> all) => (InUse, All) = (inUse, all);

    /// <summary>The one whose questions are asked.</summary>
    internal Questionnaire InUse { get; }

    /// <summary>Every one, each version by itself.</summary>
    internal IReadOnlyList<Questionnaire> All { get; }

    /// <summary>Reads and checks them.</summary>
    /// <param name="folder">of the site's own files; need not be there.</param>
    /// <param name="use">id of the one to use.</param>
    /// <param name="texts">the languages that each needs.</param>
    /// <exception cref="SiteStartException">A file has a fault; the message names the file and has a sentence for each fault.</exception>
    internal static OfferedQuestionnaires Read(string folder, string use, Texts texts)
    {
        var own = Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(file => (File: file, Questionnaire: ReadOwn(file, texts))).ToList()
            : [];
        var builtIn = BuiltIn();
        List<Questionnaire> all = [.. own.Select(o => o.Questionnaire)];
        if (!all.Exists(q => q.Id == builtIn.Id && q.Version == builtIn.Version))
        {
            all.Add(builtIn);
        }

        var replaced = own.Find(o => Path.GetFileNameWithoutExtension(o.File) == use).Questionnaire;
        var inUse = replaced ?? (use == builtIn.Id ? builtIn : null);
        return inUse is null
            ? throw new SiteStartException($"The questionnaire \"{use}\" is to be used, but {Path.Combine(folder, use + ".json")} is missing. Put it there, or name another one.")
            : new OfferedQuestionnaires(inUse, all);
    }

    private static Questionnaire BuiltIn()
    {
        try
        {
            var questionnaire = Questionnaire.Core();
            ThrowFor("The built-in questionnaire", [.. QuestionnaireCheck.Lacks(questionnaire), .. Undrawn(questionnaire)]);
            return questionnaire;
        }
        catch (InvalidDataException e)
        {
            throw new SiteStartException($"The built-in questionnaire has a fault. {e.Message}");
        }
    }

    private static Questionnaire ReadOwn(string file, Texts texts)
    {
        try
        {
            var questionnaire = Questionnaire.Parse(File.ReadAllText(file));
            var name = Path.GetFileNameWithoutExtension(file);
            var named = name == questionnaire.Id || name == $"{questionnaire.Id}.{questionnaire.Version}";
            ThrowFor(file, [
                .. named ? (string[])[] : [$"Its name does not fit: call it {questionnaire.Id}.json, or {questionnaire.Id}.{questionnaire.Version}.json to keep an earlier version for reading."],
                .. QuestionnaireCheck.Lacks(questionnaire),
                .. Undrawn(questionnaire),
                .. QuestionnaireWords.Faults(questionnaire, texts),
            ]);
            return questionnaire;
        }
        catch (InvalidDataException e)
        {
            throw new SiteStartException($"{file} cannot be used. {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SiteStartException($"{file} cannot be read: {e.Message}");
        }
    }

    private static IEnumerable<string> Undrawn(Questionnaire questionnaire) => questionnaire.Questions.SelectMany(q => q.Choices).Select(o => o.Picture).OfType<string>()
        .Where(p => !PictureTagHelper.Has(p)).Select(p => $"There is no picture called \"{p}\"; use one of src/App/Components/Picture, or none.");

    private static void ThrowFor(string what, IReadOnlyList<string> faults)
    {
        if (faults.Count > 0)
        {
            throw new SiteStartException($"{what} cannot be used. {string.Join(' ', faults)}");
        }
    }
}
