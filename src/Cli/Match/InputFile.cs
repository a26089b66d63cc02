namespace Chorus.Cli.Match;

/// <summary>The lines of an input file, read in order and checked on all cores. Blank lines are left out.</summary>
internal static class InputFile
{
    /// <summary>The most bytes of a line: a text of 100,000 escaped characters takes an eighth of it.</summary>
    internal const int LongestLine = 8 << 20;

    private const int Batch = 1024;

    public static IEnumerable<ReadLine> Read(string path)
    {
        foreach (var lines in Lines(path).Chunk(Batch))
        {
            var read = new ReadLine[lines.Length];
            Parallel.For(0, lines.Length, i => read[i] = lines[i].Line is { } line
                ? LineReader.Read(lines[i].Number, line)
                : new ReadLine(lines[i].Number, null, $"it is longer than {LongestLine >> 20} MiB"));
            foreach (var line in read)
            {
                yield return line;
            }
        }
    }

    /// <summary>Numbered lines without their ends; null for one that is too long.</summary>
    private static IEnumerable<(int Number, byte[]? Line)> Lines(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        var line = new MemoryStream();
        var buffer = new byte[1 << 16];
        var (number, tooLong) = (1, false);
        for (var count = file.Read(buffer); count > 0; count = file.Read(buffer))
        {
            var start = 0;
            while (Array.IndexOf(buffer, (byte)'\n', start, count - start) is >= 0 and var end)
            {
                line.Write(buffer, start, end - start);
                if (Take(line, number, tooLong) is { } taken)
                {
                    yield return taken;
                }
                (number, tooLong, start) = (number + 1, false, end + 1);
            }
            if (line.Length + count - start > LongestLine)
            {
                tooLong = true;
                line.SetLength(0);
            }
            else
            {
                line.Write(buffer, start, count - start);
            }
        }
        if (Take(line, number, tooLong) is { } last)
        {
            yield return last;
        }
    }

    private static (int Number, byte[]? Line)? Take(MemoryStream line, int number, bool tooLong)
    {
        var bytes = line.GetBuffer().AsSpan(0, (int)line.Length);
        line.SetLength(0);
        if (tooLong)
        {
            return (number, null);
        }
        if (number == 1 && bytes.StartsWith("\ufeff"u8))
        {
            bytes = bytes[3..];
        }
        bytes = bytes.Trim(" \t\r"u8);
        return bytes.IsEmpty ? null : (number, bytes.ToArray());
    }
}
