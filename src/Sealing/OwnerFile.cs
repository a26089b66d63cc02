namespace Chorus.Sealing;

/// <summary>Files and folders that only their owner may read (modes 0600 and 0700).</summary>
public static class OwnerFile
{
    /// <summary>The rights of such a file; no other is to be there.</summary>
    public const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Creates a file. An existing one is never overwritten.</summary>
    /// <exception cref="IOException">the file exists.</exception>
    public static void Create(string path, ReadOnlySpan<byte> bytes)
    {
        using var stream = Open(path, FileMode.CreateNew);
        stream.Write(bytes);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Puts a file in the place of another, whole or not at all.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> bytes)
    {
        using (var stream = Open($"{path}.part", FileMode.Create))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }

        File.Move($"{path}.part", path, overwrite: true);
    }

    /// <summary>Opens a file for writing; one that is made now has these rights.</summary>
    public static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Mode;
        }

        return new(path, options);
    }

    /// <summary>Makes a folder, where there is none, into which only its owner can look.</summary>
    public static DirectoryInfo Folder(string path) =>
        OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, Mode | UnixFileMode.UserExecute);
}
