namespace Chorus.Cli.Log;

/// <summary>Files that only their owner reads.</summary>
internal static class OwnerFile
{
    /// <summary>Creates a file. An existing one is never overwritten.</summary>
    internal static void Create(string path, string text) => Write(path, FileMode.CreateNew, text);

    /// <summary>Adds lines to a file, which is made where it is not there; on disk on return.</summary>
    internal static void Append(string path, string text) => Write(path, FileMode.Append, text);

    /// <summary>Puts a file in the place of another, whole or not at all.</summary>
    internal static void Replace(string path, string text)
    {
        Write($"{path}.part", FileMode.Create, text);
        File.Move($"{path}.part", path, overwrite: true);
    }

    private static void Write(string path, FileMode mode, string text)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = new FileStream(path, options);
        stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
        stream.Flush(flushToDisk: true);
    }
}
