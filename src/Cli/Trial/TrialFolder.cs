using System.Text.Json;
using Chorus.App;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;

namespace Chorus.Cli.Trial;

/// <summary>
/// A trial's files: <c>site/</c>, <c>trustee-0/</c> to <c>trustee-2/</c>, and <c>trial/sign-in.json</c>, which holds the
/// demonstration members' secrets in clear, since whoever tries Chorus out has to be told them.
/// </summary>
internal sealed class TrialFolder(string path)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public string Root { get; } = Path.GetFullPath(path);

    public SiteFolder Site => new(Path.Combine(Root, "site"));

    /// <summary>Everything is made; the file is written last.</summary>
    public bool IsMade => File.Exists(SignInFile);

    /// <summary>Where the first start makes everything, before it is moved to its place.</summary>
    public TrialFolder Unfinished => new(Path.Combine(Root, "unfinished"));

    private string TrialPath => Path.Combine(Root, "trial");

    private string SignInFile => Path.Combine(TrialPath, "sign-in.json");

    public string Trustee(int index) => Path.Combine(Root, $"trustee-{index}");

    public IReadOnlyList<SignIn> ReadSignIns() => JsonSerializer.Deserialize<IReadOnlyList<SignIn>>(File.ReadAllBytes(SignInFile), s_json)
        ?? throw new SiteStartException($"{SignInFile} is empty. Start a new trial in another folder with --data DIR.");

    public void SaveSignIns(IReadOnlyList<SignIn> signIns)
    {
        OwnerFile.Folder(TrialPath);
        OwnerFile.Create(SignInFile, JsonSerializer.SerializeToUtf8Bytes(signIns, s_json));
    }

    /// <summary>An empty place to make everything in; what an interrupted first start left there goes.</summary>
    public TrialFolder BeginMaking()
    {
        if (Places().Any(Directory.Exists))
        {
            throw new SiteStartException($"{Root} holds a part of a trial, or something else. Choose another folder with --data DIR, or empty this one.");
        }
        if (Directory.Exists(Unfinished.Root))
        {
            Directory.Delete(Unfinished.Root, recursive: true);
        }
        OwnerFile.Folder(Root);
        OwnerFile.Folder(Unfinished.Root);
        OwnerFile.Folder(Unfinished.Site.Root);
        return Unfinished;
    }

    /// <summary>Moves what was made to its place.</summary>
    public void FinishMaking()
    {
        foreach (var place in Places())
        {
            Directory.Move(Path.Combine(Unfinished.Root, Path.GetFileName(place)), place);
        }
        Directory.Delete(Unfinished.Root);
    }

    /// <summary>Keeps a second trial out of the same folder as long as the result lives.</summary>
    public IDisposable Lock()
    {
        OwnerFile.Folder(Root);
        try
        {
            return new FileStream(Path.Combine(Root, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            throw new SiteStartException($"A trial is running in {Root} already. Stop it, or choose another folder with --data DIR.");
        }
    }

    // The folder that says that all is made is moved last.
    private IEnumerable<string> Places() => [Site.Root, .. Enumerable.Range(0, Manifest.TrusteeCount).Select(Trustee), TrialPath];
}

/// <summary>How to sign in as a demonstration member.</summary>
/// <param name="Organisation">its id.</param>
/// <param name="Name">the organisation's name.</param>
/// <param name="Email">to sign in with.</param>
/// <param name="Password">to sign in with.</param>
/// <param name="Passphrase">opens the organisation's key.</param>
/// <param name="Title">who it is there; null in a folder of the time when each organisation had one member.</param>
internal sealed record SignIn(string Organisation, string Name, string Email, string Password, string Passphrase, string? Title = null);
