using System.Globalization;

namespace Chorus.Tests.Fuzzing;

/// <summary>
/// One reader of bytes that come from outside, with what holds for whatever is fed to it: it reads them or refuses them by
/// one of its own exceptions, sets aside no more memory than the bytes justify, and what it read is written as it was.
/// </summary>
/// <param name="Name">as the pages of docs/formats/ call it.</param>
/// <param name="Examples">bytes that are read.</param>
/// <param name="Read">reads, and gives what writing it again gives; null where there is nothing to write.</param>
/// <param name="Refusals">the exceptions by which it refuses.</param>
internal sealed record FuzzedFormat(string Name, IReadOnlyList<byte[]> Examples, Func<byte[], byte[]?> Read, params Type[] Refusals)
{
    /// <summary>The environment variable that repeats one seed.</summary>
    internal const string SeedVariable = "CHORUS_FUZZ_SEED";

    // A few copies of the input, and objects for lists whose entries take few bytes.
    private const int AllowedTimes = 64;

    /// <summary>Whether the examples are JSON, which may be written in more than one way: then writing twice has to give the same.</summary>
    internal bool Json { get; init; }

    /// <summary>Bytes that reading may set aside whatever the input: exceptions, keys, buffers of a fixed size.</summary>
    internal int AllowedBytes { get; init; } = 128 << 10;

    public override string ToString() => Name;

    /// <summary>The bytes of a case.</summary>
    internal byte[] Case(ulong seed) => new Mutator(seed, Examples, Json).Next();

    /// <summary>Reads all examples, then the cases of seeds 1 to <paramref name="seeds"/>.</summary>
    internal void Hold(int seeds)
    {
        foreach (var example in Examples)
        {
            // What happens once, such as reading tables, is not the cost of a case.
            Compare(example, Read(example), "example");
        }

        var (first, last) = (1UL, (ulong)seeds);
        if (Environment.GetEnvironmentVariable(SeedVariable) is { Length: > 0 } one)
        {
            first = last = ulong.Parse(one, CultureInfo.InvariantCulture);
        }

        for (var seed = first; seed <= last; seed++)
        {
            Hold(seed, Case(seed));
        }
    }

    private void Hold(ulong seed, byte[] input)
    {
        var what = string.Create(CultureInfo.InvariantCulture, $"seed {seed} ({SeedVariable}={seed} repeats it)");
        byte[]? written = null;
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            written = Read(input);
        }
        catch (Exception e) when (Refusals.Contains(e.GetType()))
        {
            // Refused, as it should be.
        }
        catch (Exception e)
        {
            throw Failure(what, input, $"threw {e}");
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (allocated > AllowedBytes + ((long)AllowedTimes * input.Length))
        {
            throw Failure(what, input, $"set aside {allocated} bytes for an input of {input.Length}");
        }

        Compare(input, written, what);
    }

    private void Compare(byte[] input, byte[]? written, string what)
    {
        if (written is null)
        {
            return;
        }

        if (!Json && !written.AsSpan().SequenceEqual(input))
        {
            throw Failure(what, input, $"was read, but is written as {Convert.ToHexStringLower(written)}");
        }

        if (Json && !(Read(written) ?? []).AsSpan().SequenceEqual(written))
        {
            throw Failure(what, input, "was read and written, and what was written is read as something else");
        }
    }

    private FormatFailure Failure(string what, byte[] input, string failure) =>
        new($"{Name}, {what}: {failure}\nthe bytes in hex: {Convert.ToHexStringLower(input)}");
}

/// <summary>A reader that did what no reader may; the message has format, seed and bytes.</summary>
internal sealed class FormatFailure(string message) : Exception(message);
