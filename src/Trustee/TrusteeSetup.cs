using Chorus.Sealing;
using Chorus.Trustee.Control;
using Chorus.Trustee.Keys;
using Chorus.Trustee.Settings;
using Chorus.Trustee.Storing;

namespace Chorus.Trustee;

/// <summary>What an operator does besides serving: makes a trustee, signs manifests, asks for a run, looks at its state.</summary>
public static class TrusteeSetup
{
    /// <summary>
    /// Makes keys, settings and an empty store in a data folder, and <c>descriptor.json</c>, the trustee's entry for the manifest.
    /// </summary>
    /// <returns>the path of the descriptor.</returns>
    /// <exception cref="OperatorException">where the folder holds a trustee already or the settings are unfit.</exception>
    public static string Initialise(DataFolder data, TrusteeSettings settings, TimeProvider time)
    {
        if (File.Exists(data.SettingsFile) || Directory.Exists(data.KeysFolder))
        {
            throw new OperatorException($"{data.Root} holds a trustee already. Choose an empty folder, so that no key is overwritten.");
        }

        settings.Check();
        data.Create();
        KeyFolder.Create(data, $"chorus-trustee-{settings.Index}", time);
        KeyFile.Create(data.ReportKeys);
        DataFolder.CreateFile(data.Database).Dispose();
        DataFolder.CreateFile(data.LogFile).Dispose();
        SqliteReportStore.Open(data.Database, data.ReportKeys, KeyFolder.LoadSalt(data)).Dispose();
        using var keys = KeyFolder.Load(data, settings.Index);
        using var identity = KeyFolder.LoadTls(data);
        Descriptor.Write(data, keys, settings.Name, identity.SpkiHash);
        // Last, so that a folder with settings is a whole one.
        settings.Save(data);
        return data.DescriptorFile;
    }

    /// <summary>Signs a manifest's file after checking that it lists this trustee's own keys, and remembers it.</summary>
    /// <returns>the signature, 64 bytes.</returns>
    /// <exception cref="OperatorException">where it must not be signed.</exception>
    public static byte[] Sign(DataFolder data, string manifestFile) => Sign(data, manifestFile, OperatorConsent.None);

    /// <summary>As <see cref="Sign(DataFolder, string)"/>, for a manifest in which organisations or their keys have changed.</summary>
    /// <param name="data">this trustee's folder.</param>
    /// <param name="manifestFile">the manifest.</param>
    /// <param name="consent">what the operator learnt from the organisations.</param>
    /// <returns>the signature, 64 bytes.</returns>
    /// <exception cref="OperatorException">where it must not be signed: also for a new key without its digits.</exception>
    public static byte[] Sign(DataFolder data, string manifestFile, OperatorConsent consent) => Sign(data, manifestFile, null, consent);

    /// <summary>As <see cref="Sign(DataFolder, string)"/>, for a manifest in which another trustee, lost for good, is replaced by a successor.</summary>
    /// <param name="data">this trustee's folder.</param>
    /// <param name="manifestFile">the manifest.</param>
    /// <param name="replaced">the lost trustee, 0 to 2, another than this one.</param>
    /// <returns>the signature, 64 bytes.</returns>
    /// <exception cref="OperatorException">where it must not be signed.</exception>
    public static byte[] SignReplacing(DataFolder data, string manifestFile, int replaced) => SignReplacing(data, manifestFile, replaced, OperatorConsent.None);

    /// <summary>As <see cref="SignReplacing(DataFolder, string, int)"/>, for a manifest in which organisations or their keys have changed as well.</summary>
    /// <param name="data">this trustee's folder.</param>
    /// <param name="manifestFile">the manifest.</param>
    /// <param name="replaced">the lost trustee, 0 to 2, another than this one.</param>
    /// <param name="consent">what the operator learnt from the organisations.</param>
    /// <returns>the signature, 64 bytes.</returns>
    /// <exception cref="OperatorException">where it must not be signed.</exception>
    public static byte[] SignReplacing(DataFolder data, string manifestFile, int replaced, OperatorConsent consent)
    {
        RequireOther(data, replaced);
        return Sign(data, manifestFile, replaced, consent);
    }

    /// <summary>Gives this operator's consent to hand over a lost trustee's parts to its successor now; that of the other trustee that is left has to follow within ten minutes.</summary>
    /// <param name="data">this trustee's folder.</param>
    /// <param name="replaced">the lost trustee, 0 to 2, another than this one.</param>
    /// <param name="cancel">gives up.</param>
    /// <returns>a sentence that says what happens.</returns>
    /// <exception cref="OperatorException">where the trustee is not running.</exception>
    public static Task<string> AskForReplacementAsync(DataFolder data, int replaced, CancellationToken cancel)
    {
        RequireOther(data, replaced);
        return ControlSocket.AskAsync(data, $"replace {replaced}", cancel);
    }

    private static void RequireOther(DataFolder data, int replaced)
    {
        if (replaced is < 0 or >= TrusteeSettings.Trustees || replaced == TrusteeSettings.Load(data).Index)
        {
            throw new OperatorException("Give the index of the trustee that is lost: 0, 1 or 2, and not your own. Both trustees that are left have to agree to it.");
        }
    }

    private static byte[] Sign(DataFolder data, string manifestFile, int? replaced, OperatorConsent consent)
    {
        var settings = TrusteeSettings.Load(data);
        using var keys = KeyFolder.LoadNewest(data, settings.Index);
        using var identity = KeyFolder.LoadTls(data);
        return new ManifestShelf(data).Sign(manifestFile, keys, identity.SpkiHash, replaced, consent);
    }

    /// <summary>Gives this operator's consent to a run now; a second operator's has to follow within ten minutes.</summary>
    /// <returns>a sentence that says what happens.</returns>
    /// <exception cref="OperatorException">where the trustee is not running.</exception>
    public static Task<string> AskForRunAsync(DataFolder data, CancellationToken cancel) => ControlSocket.AskAsync(data, "run", cancel);

    /// <summary>Gives this operator's consent to a refresh now; a second operator's has to follow within ten minutes.</summary>
    /// <returns>a sentence that says what happens.</returns>
    /// <exception cref="OperatorException">where the trustee is not running.</exception>
    public static Task<string> AskForRefreshAsync(DataFolder data, CancellationToken cancel) => ControlSocket.AskAsync(data, "refresh", cancel);

    /// <summary>The running trustee's state, in lines for people.</summary>
    /// <exception cref="OperatorException">where the trustee is not running.</exception>
    public static Task<string> StatusAsync(DataFolder data, CancellationToken cancel) => ControlSocket.AskAsync(data, "status", cancel);
}
