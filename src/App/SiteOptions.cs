using Chorus.App.Mail;
using Chorus.App.TimeStamps;
using Chorus.Escrow.Manifests;

namespace Chorus.App;

/// <summary>What a site needs to know: its files, the signed manifest, how it is reached.</summary>
public sealed class SiteOptions
{
    /// <summary>The site's own folder: database, log, keys of the session cookies. Created when it is not there.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The deployment's manifest, its signatures checked.</summary>
    public required Manifest Manifest { get; init; }

    /// <summary>The three trustees' signatures of it, as published.</summary>
    public required ManifestSignatures ManifestSignatures { get; init; }

    /// <summary>TCP port of the web application on this machine, 0 for a free one.</summary>
    public int Port { get; init; } = 5080;

    /// <summary>Who time-stamps what is deposited; null for nobody.</summary>
    public TimeStampSource? TimeStamps { get; init; }

    /// <summary>Through which mail server members are told that something is waiting; null for none, then nobody is.</summary>
    public MailServer? Mail { get; init; }

    /// <summary>How many statements may be under way at once, at least 1; the next is asked to come again (429).</summary>
    public int StatementsUnderWay { get; init; } = 256;

    /// <summary>How many bytes the bodies of the statements under way may have together, 2 MiB or more. Memory is about four times that.</summary>
    public long StatementBytesUnderWay { get; init; } = 64 << 20;

    /// <summary>How many bytes of files that no report has yet may lie here; the next is asked to come again (429).</summary>
    public long OpenUploadBytes { get; init; } = 2L << 30;

    /// <summary>How many bytes of the disk files leave free, so that reports in words still fit.</summary>
    public long LeastFreeBytes { get; init; } = 1L << 30;

    /// <summary>The folder with <c>assets/</c> and <c>texts/</c> that the build made; beside the program by default.</summary>
    public string WebRoot { get; init; } = Path.Combine(AppContext.BaseDirectory, "wwwroot");

    /// <summary>Id of the questionnaire whose questions are asked (docs/formats/questionnaire.md).</summary>
    public string Questionnaire { get; init; } = "core";

    /// <summary>Codes of the languages that the site offers; null for all that there are texts in.</summary>
    public IReadOnlyList<string>? Languages { get; init; }

    /// <summary>Within how many days reporters were promised an answer, 1 to 7.</summary>
    public int AnswerWithinDays { get; init; } = MostDaysToAnswer;

    /// <summary>No reporter is promised an answer later than that.</summary>
    public const int MostDaysToAnswer = 7;

    /// <summary>The folder of the site's own questionnaires, one file each; need not be there.</summary>
    public string QuestionnaireFolder => Path.Combine(DataFolder, "questionnaires");

    /// <summary>The folder of the organisations' own templates, one file each; need not be there.</summary>
    public string TemplateFolder => Path.Combine(DataFolder, "templates");

    /// <summary>Where "Leave this page" goes: a harmless page on another host.</summary>
    public Uri Exit { get; init; } = Features.Exit.Usual;

    /// <summary>True when one machine holds all three trustees: every page then says so.</summary>
    public bool Trial => Manifest.Trial;
}
