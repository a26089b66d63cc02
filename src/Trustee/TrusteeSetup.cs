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
        DataFolder.WriteWhole(data.DescriptorFile, Descriptor.Of(keys, settings.Name, identity.SpkiHash));
        // Last, so that a folder with settings is a whole one.
        settings.Save(data);
        return data.DescriptorFile;
    }

    /// <summary>Signs a manifest's file after checking that it lists this trustee's own keys, and remembers it.</summary>
    /// <returns>the signature, 64 bytes.</returns>
    /// <exception cref="OperatorException">where it must not be signed.</exception>
    public static byte[] Sign(DataFolder data, string manifestFile)
    {
        var settings = TrusteeSettings.Load(data);
        using var keys = KeyFolder.Load(data, settings.Index);
        using var identity = KeyFolder.LoadTls(data);
        return new ManifestShelf(data).Sign(manifestFile, keys, identity.SpkiHash);
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
