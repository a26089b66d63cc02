using Chorus.Escrow.Identifiers;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;

namespace Chorus.Escrow.Depositing;

/// <summary>What <c>chorus seal</c> reads: a report before it is sealed, written by hand or by a program (docs/formats/draft.md).</summary>
/// <param name="Format"><c>chorus/draft/1</c>.</param>
/// <param name="Questionnaire">which questions the answers are to.</param>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="Organisation">id of the organisation in the manifest.</param>
/// <param name="Quorum">1 to 7, or keep.</param>
/// <param name="Answers">by question id.</param>
/// <param name="Identifiers">0 to 4.</param>
public sealed record DraftFile(
    string Format,
    QuestionnaireReference Questionnaire,
    string Language,
    string Organisation,
    Quorum Quorum,
    IReadOnlyDictionary<string, Answer?> Answers,
    IReadOnlyList<ReportIdentifier> Identifiers)
{
    /// <summary>The value of <c>format</c>.</summary>
    public const string CurrentFormat = "chorus/draft/1";

    /// <summary>The longest file that is read; a report's content may have a megabyte.</summary>
    public const int MostBytes = 1 << 20;

    /// <summary>Reads a file and checks its form.</summary>
    /// <exception cref="MalformedException">naming the place, never what stands there.</exception>
    public static DraftFile Parse(ReadOnlySpan<byte> file)
    {
        var draft = StrictJson.Read<DraftFile>(file, "the report to seal");
        Require(string.Equals(draft.Format, CurrentFormat, StringComparison.Ordinal), $"\"format\" has to be {CurrentFormat}");
        Require(draft.Questionnaire.Id.Length > 0 && draft.Questionnaire.Version >= 1, "\"questionnaire\" needs an id and a version from 1");
        Require(draft.Language.Length is > 0 and <= 35, "\"language\" has to be a language's code, such as en");
        Require(draft.Identifiers.Count <= ReportDocumentRules.MostIdentifiers && draft.Identifiers.All(i => i is not null), "at most 4 \"identifiers\" can be named");
        return draft;
    }

    /// <summary>Makes it ready for sealing under a manifest.</summary>
    /// <param name="manifest">names the organisations and salts the fingerprints.</param>
    /// <param name="written">the hour.</param>
    /// <exception cref="MalformedException">a sentence saying what to mend.</exception>
    public (ReportDraft Draft, IReadOnlyList<ulong> Fingerprints) Ready(Manifest manifest, string written)
    {
        Require(
            manifest.FindOrganisation(Organisation) is not null,
            $"the manifest has no organisation of that id; it has {string.Join(", ", manifest.Organisations.Select(o => o.Id))}");
        var canonical = Identifiers.Select(CanonicalOf).ToList();
        Require(canonical.Distinct().Count() == canonical.Count, "two identifiers name the same thing; leave one out");
        var fingerprints = canonical.Zip(Identifiers).Where(pair => pair.Second.MayRelease)
            .Select(pair => Fingerprint.Of(manifest.Salt, pair.First.Kind, pair.First.Canonical)).ToList();
        Require(Quorum.IsKeep || fingerprints.Count > 0, "a report with a quorum needs an identifier with \"mayRelease\": true; or set \"quorum\" to \"keep\"");
        return (new ReportDraft(Questionnaire, Language, Organisation, Quorum, Answers, Identifiers, written), fingerprints);
    }

    private static (IdentifierKind Kind, string Canonical) CanonicalOf(ReportIdentifier identifier, int index)
    {
        var at = $"identifier {index + 1}";
        if (!IdentifierKinds.TryParse(identifier.Kind, out var kind))
        {
            throw new MalformedException($"{at}: there is no such \"kind\"; use email, phone, profile, staff-id, vehicle, name or role");
        }

        return Canonical.TryMake(new Identifier(kind, identifier.Value, identifier.Region, identifier.Place), out var canonical, out var refusal)
            ? (kind, canonical)
            : throw new MalformedException($"{at} ({identifier.Kind}): {refusal.Sentence.TrimEnd('.')}");
    }

    private static void Require(bool holds, string sentence)
    {
        if (!holds)
        {
            throw new MalformedException(sentence);
        }
    }
}
