using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Chorus.App.Mail;
using Chorus.App.TimeStamps;
using Chorus.App.Trustees;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;
using Chorus.Sealing.TimeStamps;

namespace Chorus.App;

/// <summary>
/// A site's files on disk: <c>site.json</c> (where the trustees listen, where "Leave this page" goes, which questionnaire is asked, in which languages, how soon an answer is promised, which mail server is used),
/// <c>manifest.json</c> and its signatures, <c>site.pem</c> (the site's TLS key towards the trustees), <c>packet-keys.json</c> (their newest
/// packet keys), <c>site.db</c> (and its <c>-lock</c>, held while a start migrates it), <c>site.log</c>, <c>session-keys/</c>, <c>case-log/</c> (the log of cases and its key), of a trial
/// <c>time-stamp-authority.pem</c> (its own authority's key) and, where the operator made them, <c>questionnaires/</c>, <c>templates/</c> and <c>help/</c>.
/// </summary>
public sealed class SiteFolder(string path)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public string Root { get; } = Path.GetFullPath(path);

    public string SettingsFile => Path.Combine(Root, "site.json");

    public string ManifestFile => Path.Combine(Root, "manifest.json");

    public string SignaturesFile => Path.Combine(Root, "manifest.signatures.json");

    /// <summary>The manifest that the site proposes to the trustees (docs/formats/manifest.md).</summary>
    public string NextManifestFile => Path.Combine(Root, "manifest.next.json");

    private string NextSignaturesFile => Path.Combine(Root, "manifest.next.signatures.json");

    public string IdentityFile => Path.Combine(Root, "site.pem");

    /// <summary>A trial's own time-stamp authority: certificate and key.</summary>
    public string OwnAuthorityFile => Path.Combine(Root, "time-stamp-authority.pem");

    public string Database => Path.Combine(Root, "site.db");

    /// <summary>Writes where the trustees listen, in order of index. What else the file says stays.</summary>
    public void SaveTrustees(IReadOnlyList<Uri> trustees)
    {
        var settings = File.Exists(SettingsFile) ? ReadSettings() : new Settings(trustees);
        File.WriteAllBytes(SettingsFile, JsonSerializer.SerializeToUtf8Bytes(settings with { Trustees = trustees }, s_json));
    }

    /// <summary>Reads and checks everything, and builds the site.</summary>
    /// <param name="port">TCP port on this machine, 0 for a free one.</param>
    /// <param name="webRoot">where the build's files are; null for beside the program.</param>
    /// <param name="addStore">registers the database in this folder.</param>
    /// <exception cref="SiteStartException">A file is missing or does not fit; the message says which and what to do.</exception>
    public WebApplication Build(int port, string? webRoot, Action<IServiceCollection, string> addStore)
    {
        var (manifest, signatures) = ReadManifest();
        var settings = ReadSettings();
        var trustees = TrusteesOf(settings);
        var identity = ReadIdentity(manifest);
        var options = new SiteOptions
        {
            DataFolder = Root,
            Manifest = manifest,
            ManifestSignatures = signatures,
            Port = port,
            TimeStamps = TimeStampsOf(settings, manifest),
            Questionnaire = settings.Questionnaire ?? "core",
            Languages = settings.Languages,
            AnswerWithinDays = DaysToAnswerOf(settings),
            Mail = MailOf(settings),
            Exit = Features.Exit.Of(settings.Exit),
            WebRoot = webRoot ?? Path.Combine(AppContext.BaseDirectory, "wwwroot"),
        };
        return SiteHost.Build(options, builder =>
        {
            addStore(builder.Services, Database);
            builder.Services.AddTrustees(manifest, trustees, identity);
        });
    }

    /// <summary>Puts the manifest that was proposed in the place of the one in force, from the next start on, and keeps that under its number.</summary>
    /// <param name="signatures">of the three trustees, in order.</param>
    /// <returns>the version.</returns>
    /// <exception cref="SiteStartException">There is none, or a signature is not of it: then nothing is changed.</exception>
    public int AdoptNext(ManifestSignatures signatures)
    {
        var (now, nowSigned) = ReadManifest();
        if (!File.Exists(NextManifestFile))
        {
            throw new SiteStartException($"No new manifest is proposed: {NextManifestFile} is not there. A member makes a new key first, on the desk.");
        }
        var next = Read(() => Manifest.Parse(File.ReadAllBytes(NextManifestFile)));
        if (next.Version <= now.Version || signatures.FirstInvalid(next) is not null)
        {
            throw new SiteStartException($"These are not the three trustees' signatures of {NextManifestFile}, in their order, or it is older than the manifest in force. Nothing was changed. If a newer one was proposed meanwhile, have that signed.");
        }
        Keep(now, nowSigned);
        // This one as well: where the one before is put back, its version is still taken.
        Keep(next, signatures);
        // From here on it is adopted, whatever stops the rest: the next reader goes on.
        OwnerFile.Replace(NextSignaturesFile, signatures.ToJson());
        FinishAdopting();
        return next.Version;
    }

    /// <summary>The highest version of a manifest that was ever in place or is in the folder under its number; 0 for none.</summary>
    internal int HighestKept() => Directory.EnumerateFiles(Root, "manifest.*.json")
        .Select(file => int.TryParse(Path.GetFileName(file).Split('.')[1], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0).DefaultIfEmpty().Max();

    private void Keep(Manifest manifest, ManifestSignatures signatures)
    {
        File.WriteAllBytes(Path.Combine(Root, $"manifest.{manifest.Version:D6}.json"), manifest.File);
        File.WriteAllBytes(Path.Combine(Root, $"manifest.{manifest.Version:D6}.signatures.json"), signatures.ToJson());
    }

    private void FinishAdopting()
    {
        if (!File.Exists(NextSignaturesFile))
        {
            return;
        }
        if (File.Exists(NextManifestFile))
        {
            File.Move(NextManifestFile, ManifestFile, overwrite: true);
        }
        File.Move(NextSignaturesFile, SignaturesFile, overwrite: true);
    }

    /// <summary>The manifest and its signatures, checked against each other.</summary>
    /// <exception cref="SiteStartException">They are missing or do not verify.</exception>
    public (Manifest Manifest, ManifestSignatures Signatures) ReadManifest()
    {
        FinishAdopting();
        var (manifest, signatures) = Read(() => (
            Manifest.Parse(File.ReadAllBytes(ManifestFile)),
            ManifestSignatures.Parse(File.ReadAllBytes(SignaturesFile))));
        return signatures.FirstInvalid(manifest) is { } trustee
            ? throw new SiteStartException($"{SignaturesFile} does not hold the signature of trustee {trustee} for {ManifestFile}. Ask that trustee to sign the manifest (chorus trustee sign).")
            : (manifest, signatures);
    }

    internal Uri[] ReadTrustees() => TrusteesOf(ReadSettings());

    private Uri[] TrusteesOf(Settings settings) =>
        settings.Trustees is { Count: 3 } trustees && trustees.All(t => t is { IsAbsoluteUri: true, Scheme: "https" })
            ? [.. trustees]
            : throw new SiteStartException($"{SettingsFile} has to name the addresses of the three trustees, such as https://trustee.example.org:7100.");

    internal int ReadDaysToAnswer() => DaysToAnswerOf(ReadSettings());

    private int DaysToAnswerOf(Settings settings) => settings.AnswerWithinDays switch
    {
        null => SiteOptions.MostDaysToAnswer,
        >= 1 and <= SiteOptions.MostDaysToAnswer and int days => days,
        _ => throw new SiteStartException($"\"answerWithinDays\" in {SettingsFile} has to be 1 to {SiteOptions.MostDaysToAnswer}: within how many days reporters are promised an answer."),
    };

    internal MailServer? ReadMail() => MailOf(ReadSettings());

    private MailServer? MailOf(Settings settings) => settings.Mail is { } mail ? Read(() => mail.Read(SettingsFile, Root)) : null;

    // Whoever names an authority has its certificates from the authority itself; a trial that names none makes its own.
    private TimeStampSource? TimeStampsOf(Settings all, Manifest manifest)
    {
        var settings = all.TimeStamps;
        if (settings is null)
        {
            return manifest.Trial ? TimeStampSource.Own(Read(OwnAuthority)) : null;
        }
        if (settings is not { Url: { IsAbsoluteUri: true, Scheme: "http" or "https" } url, Roots.Length: > 0 })
        {
            throw new SiteStartException($"\"timeStamps\" in {SettingsFile} has to name the authority's address and the file of its certificates: {{ \"url\": \"https://tsa.example.org/\", \"roots\": \"tsa.pem\" }}.");
        }
        return TimeStampSource.At(url, Read(() => TimeStampRoots.FromPem(File.ReadAllText(Path.Combine(Root, settings.Roots)))));
    }

    private TimeStampAuthority OwnAuthority()
    {
        if (File.Exists(OwnAuthorityFile))
        {
            return TimeStampAuthority.Load(OwnAuthorityFile, TimeProvider.System);
        }
        var made = TimeStampAuthority.Create(TimeProvider.System);
        made.Save(OwnAuthorityFile);
        return made;
    }

    private Settings ReadSettings() =>
        Read(() => JsonSerializer.Deserialize<Settings>(File.ReadAllBytes(SettingsFile), s_json) ?? throw new JsonException("site.json is empty."));

    private TlsIdentity ReadIdentity(Manifest manifest)
    {
        var identity = Read(() => TlsIdentity.Load(IdentityFile));
        return identity.SpkiHash.AsSpan().SequenceEqual(manifest.Site.Certificate)
            ? identity
            : throw new SiteStartException($"The manifest names another key for the site than the one in {IdentityFile}. Put the right file there, or have a new manifest signed.");
    }

    private T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SiteStartException($"{Root} does not hold a site: {Path.GetFileName(((e as FileNotFoundException)?.FileName) ?? Root)} is missing. Name the folder of a site with --data; chorus trial makes one for trying, with everything in it.");
        }
        catch (Exception e) when (e is MalformedException or JsonException or UnauthorizedAccessException)
        {
            throw new SiteStartException($"A file in {Root} cannot be used: {e.Message}");
        }
    }

    private sealed record Settings(IReadOnlyList<Uri> Trustees, Uri? Exit = null, string? Questionnaire = null, TimeStampSettings? TimeStamps = null,
        IReadOnlyList<string>? Languages = null, int? AnswerWithinDays = null, MailSection? Mail = null);

    private sealed record TimeStampSettings(Uri? Url, string? Roots);
}
