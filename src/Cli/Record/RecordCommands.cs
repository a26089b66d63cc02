using System.CommandLine;
using System.CommandLine.Parsing;
using Chorus.Escrow.Exporting;
using Chorus.Sealing;

namespace Chorus.Cli.Record;

/// <summary>What the verbs of the record have in common: exit codes, and sentences for what somebody can mend.</summary>
internal static class RecordCommands
{
    internal const int Done = 0;

    /// <summary>The input is right in form, and something in it does not hold.</summary>
    internal const int Failed = 1;

    /// <summary>The input cannot be used.</summary>
    internal const int BadInput = 2;

    /// <summary>Runs a verb; what can be mended becomes a sentence on standard error.</summary>
    internal static async Task<int> GuardAsync(ParseResult parsed, Func<TextWriter, Task<int>> verb)
    {
        var error = parsed.InvocationConfiguration.Error;
        try
        {
            return await verb(parsed.InvocationConfiguration.Output);
        }
        catch (BadRecordException e)
        {
            await error.WriteLineAsync(e.Message);
        }
        catch (MalformedException e)
        {
            await error.WriteLineAsync(e.Sentence);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or HttpRequestException)
        {
            await error.WriteLineAsync(e.Message);
        }

        return BadInput;
    }

    /// <summary>Reads a file that is there and not too long.</summary>
    /// <param name="file">where.</param>
    /// <param name="most">bytes.</param>
    /// <exception cref="BadRecordException">saying what to do.</exception>
    internal static async Task<byte[]> ReadAsync(FileInfo file, long most, CancellationToken cancel)
    {
        return There(file).Length <= most
            ? await File.ReadAllBytesAsync(file.FullName, cancel)
            : throw new BadRecordException($"{file} is too long to be read: it has {file.Length} bytes, and at most {most} are read.");
    }

    /// <summary>Begins to read a copy that is there.</summary>
    /// <exception cref="BadRecordException">saying what to do.</exception>
    internal static async Task<ExportFile> ReadCopyAsync(FileInfo file, CancellationToken cancel)
    {
        var stream = There(file).OpenRead();
        try
        {
            return await ExportFile.ReadAsync(stream, cancel);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    private static FileInfo There(FileInfo file) =>
        file.Exists ? file : throw new BadRecordException($"There is no file {file}. Check the name.");

    /// <summary>The hash that somebody gave to compare with, 32 bytes; null where none was given.</summary>
    internal static byte[]? PinOf(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var hex = text.Replace(" ", "", StringComparison.Ordinal);
        return hex.Length == 64 && hex.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(hex)
            : throw new BadRecordException("--manifest-hash takes 64 hex digits, as the trustees publish them.");
    }
}

/// <summary>Input that cannot be used; the message is a sentence that says what to do.</summary>
internal sealed class BadRecordException(string message) : Exception(message);
