using Chorus.Tests.Fuzzing;
using Xunit;

namespace Chorus.Unit.Tests.Fuzzing;

/// <summary>
/// Every reader of bytes that come from outside, fed with what almost follows its format (docs/formats/fuzzing.md): it reads
/// or refuses, and does nothing else. CHORUS_FUZZ_SEED=N repeats one case.
/// </summary>
public sealed class FormatTests
{
    private static readonly Dictionary<string, FuzzedFormat> s_formats =
        SealingFormats.All().Concat(EscrowFormats.All()).Concat(TextFormats.All()).Concat(LogFormats.All()).ToDictionary(f => f.Name, StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. s_formats.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Mutated_bytes_are_read_as_they_are_written_or_refused(string format) => s_formats[format].Hold(2000);

    [Theory]
    [Trait("Size", "Long")]
    [MemberData(nameof(Names))]
    public void Many_more_mutated_bytes_are_read_as_they_are_written_or_refused(string format) => s_formats[format].Hold(50_000);

    [Fact]
    public void A_reader_that_fails_takes_too_much_or_forgets_a_byte_is_found_with_seed_and_bytes()
    {
        byte[] example = [1, 2, 3, 4, 5, 6, 7, 8];
        FuzzedFormat Format(Func<byte[], byte[]?> read) => new("bytes", [example], read, typeof(FormatException));

        foreach (var (bad, sentence) in new (Func<byte[], byte[]?>, string)[]
        {
            (bytes => [bytes[0], .. bytes[1..]], "threw System.IndexOutOfRangeException"),
            (bytes => bytes.Length == 8 ? bytes : new byte[bytes.Length << 20] is { } ? bytes : null, "set aside"),
            (bytes => bytes.Length == 8 ? bytes : [.. bytes.Take(8)], "is written as"),
        })
        {
            var failure = Assert.Throws<FormatFailure>(() => Format(bad).Hold(2000));
            Assert.Contains(sentence, failure.Message, StringComparison.Ordinal);
            Assert.Contains("CHORUS_FUZZ_SEED=", failure.Message, StringComparison.Ordinal);
        }

        Format(bytes => bytes.Length == 8 ? bytes : throw new FormatException()).Hold(2000);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_most_seeds_give_different_ones()
    {
        foreach (var format in s_formats.Values)
        {
            Assert.Equal(format.Case(7), format.Case(7));
            var cases = Enumerable.Range(1, 200).Select(seed => Convert.ToHexString(format.Case((ulong)seed))).Distinct(StringComparer.Ordinal);
            Assert.True(cases.Count() > 150, format.Name);
        }
    }

    [Fact]
    public void Changes_to_json_reach_the_rules_behind_the_parser()
    {
        // Of the cases of a report's document, a good part is JSON still, and among them are some that are read and many that are not.
        var format = s_formats["report document"];
        var (json, read) = (0, 0);
        for (var seed = 1UL; seed <= 500; seed++)
        {
            var bytes = format.Case(seed);
            json += IsJson(bytes) ? 1 : 0;
            read += IsRead(format, bytes) ? 1 : 0;
        }

        Assert.InRange(json, 100, 450);
        Assert.InRange(read, 10, json - 50);
    }

    private static bool IsJson(byte[] bytes)
    {
        try
        {
            using var document = System.Text.Json.JsonDocument.Parse(bytes, new System.Text.Json.JsonDocumentOptions { MaxDepth = 6000 });
            return true;
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }

    private static bool IsRead(FuzzedFormat format, byte[] bytes)
    {
        try
        {
            return format.Read(bytes) is not null;
        }
        catch (Chorus.Sealing.MalformedException)
        {
            return false;
        }
    }
}
