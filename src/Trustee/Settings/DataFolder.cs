namespace Chorus.Trustee.Settings;

/// <summary>
/// The places inside a trustee's data folder. Folders are made with mode 0700 and files with 0600, so that only the
/// account that runs the trustee reads them.
/// </summary>
public sealed class DataFolder(string path)
{
    /// <summary>Ends the name of a file that is being written.</summary>
    internal const string DraftEnding = ".new";

    private const UnixFileMode OwnerFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The folder itself, as a full path.</summary>
    public string Root { get; } = Path.GetFullPath(path);

    internal string SettingsFile => Path.Combine(Root, "trustee.json");

    internal string DescriptorFile => Path.Combine(Root, "descriptor.json");

    internal string KeysFolder => Path.Combine(Root, "keys");

    internal string ManifestsFolder => Path.Combine(Root, "manifests");

    internal string Database => Path.Combine(Root, "reports.db");

    internal string ReportKeys => Path.Combine(Root, "reports.keys");

    internal string SiteLog => Path.Combine(Root, "site-log");

    internal string LogFile => Path.Combine(Root, "trustee.log");

    internal string ControlSocket => Path.Combine(Root, "control.sock");

    internal void Create()
    {
        foreach (var folder in new[] { Root, KeysFolder, ManifestsFolder })
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, OwnerFolder);
            }
        }
    }

    internal static FileStream CreateFile(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerFile;
        }

        return new FileStream(file, options);
    }

    internal static void KeepForOwner(string file)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, OwnerFile);
        }
    }

    /// <summary>Writes a whole file or, where the machine stops half way, none of it.</summary>
    internal static void WriteWhole(string file, ReadOnlySpan<byte> content)
    {
        var draft = file + DraftEnding;
        using (var stream = CreateFile(draft))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, file, overwrite: true);
    }
}
