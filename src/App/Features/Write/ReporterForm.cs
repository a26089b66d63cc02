using System.Text.Json;
using System.Text.Json.Serialization;
using Chorus.App.Languages;
using Chorus.App.Questionnaires;
using Chorus.Escrow.Manifests;

namespace Chorus.App.Features.Write;

/// <summary>The question form in one language: what the pages render and what their scripts are told.</summary>
internal sealed class ReporterForm(OfferedQuestionnaires questionnaires, Manifest manifest, SiteOptions site)
{
    private readonly Questionnaire _questionnaire = questionnaires.InUse;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    internal Questionnaire Questionnaire => _questionnaire;

    /// <summary>The organisations of the manifest, in its order.</summary>
    internal IReadOnlyList<OfferedOrganisation> Organisations { get; } =
    [
        .. manifest.Organisations.Select(o => new OfferedOrganisation(
            o.Id, o.Name, string.Equals(o.Kind, "support", StringComparison.Ordinal),
            manifest.Networks.FirstOrDefault(n => string.Equals(n.Id, o.Network, StringComparison.Ordinal))?.Name)),
    ];

    internal bool Trial => site.Trial;

    internal QuestionPages Pages(Filled filled, IReadOnlyDictionary<string, string>? mends = null) =>
        new(_questionnaire, Organisations, filled, mends);

    /// <summary>
    /// For the scripts: the questions without their words (those stand in the page), the sentences on readers, the
    /// organisations. The default encoder of System.Text.Json escapes &lt;, &gt; and &amp;, so it is safe inside a script element.
    /// </summary>
    /// <param name="language">Of organisations' own sentences.</param>
    /// <param name="comesBack">Whether it is for somebody who comes back: a first report has no use for the sentences on what has become of it.</param>
    internal string ForScripts(Language language, bool comesBack) => JsonSerializer.Serialize(new
    {
        _questionnaire.Id,
        _questionnaire.Version,
        language = language.Code,
        site.Trial,
        questions = _questionnaire.Questions.Select(q => new
        {
            q.Id,
            q.Kind,
            q.Limit,
            q.Most,
            q.Preset,
            note = q.Note?.Limit,
            values = q.Options?.Select(o => o.Value),
            q.When,
        }),
        readers = _questionnaire.Readers.Where(r => comesBack || r.Time != Reader.Back).Select(r => new { r.Time, text = r.Text.ForScripts(language), r.When }),
        organisations = Organisations.Select(o => new { o.Id, o.Name, o.Network }),
    }, Json);

    /// <summary>Facts for a form that was posted and that the site seals.</summary>
    internal Facts FactsOf(Filled filled)
    {
        var chosen = Organisations.FirstOrDefault(o => string.Equals(o.Id, filled.One("organisation"), StringComparison.Ordinal));
        return Facts.Of(_questionnaire, filled.Fields, chosen?.Network is not null, site.Trial, "site");
    }
}
