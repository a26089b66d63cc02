using System.Text;
using Chorus.Log;

namespace Chorus.Cli;

/// <summary>Files that only their owner reads.</summary>
internal static class OwnerFile
{
    /// <summary>Creates a file. An existing one is never overwritten.</summary>
    internal static void Create(string path, string text) => Write(path, FileMode.CreateNew, text);

    /// <summary>Keeps everybody else who asks for the same from going on, until it is disposed of.</summary>
    /// <exception cref="LogException">where somebody has it.</exception>
    internal static FileStream Lock(string path)
    {
        try
        {
            return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new LogException($"Another process has {path}. Wait until it has ended.");
        }
    }

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
        stream.Write(Encoding.UTF8.GetBytes(text));
        stream.Flush(flushToDisk: true);
    }
}
