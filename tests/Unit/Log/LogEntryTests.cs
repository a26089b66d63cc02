using System.Text;
using Chorus.Log.Entries;
using Chorus.Sealing;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Log;

/// <summary>What of an event stands in a log.</summary>
public sealed class LogEntryTests
{
    private static readonly byte[] s_salt = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Fact]
    public void An_entry_is_of_one_log_one_kind_one_salt_and_one_content()
    {
        var entry = LogEntry.Of("example.org/cases", "case-event", s_salt, "e1"u8);
        entry.Length.ShouldBe(LogEntry.Length);
        entry[0].ShouldBe((byte)1);
        byte[][] others =
        [
            LogEntry.Of("example.org/case", "scase-event", s_salt, "e1"u8), LogEntry.Of("example.org/cases", "case-even", s_salt, "e1"u8),
            LogEntry.Of("example.org/cases", "case-event", [.. s_salt.Reverse()], "e1"u8), LogEntry.Of("example.org/cases", "case-event", s_salt, "e2"u8),
        ];
        others.ShouldAllBe(other => !other.SequenceEqual(entry));
    }

    [Fact]
    public void An_entry_is_what_the_page_says_byte_by_byte()
    {
        byte[] bound =
        [
            19, .. "chorus/v1/log-entry"u8, 0, 0, 0, 1, (byte)'o', 0, 0, 0, 1, (byte)'k', .. s_salt, .. "content"u8,
        ];
        LogEntry.Of("o", "k", s_salt, "content"u8).ShouldBe([1, .. Digest.Sha256(bound)]);
    }

    [Fact]
    public void Entries_lie_in_a_bundle_each_after_its_length_and_nothing_is_left_over()
    {
        var bundle = EntryBundle.Write([[1, 2, 3], [], new byte[300]]);
        bundle.ShouldBe([0, 3, 1, 2, 3, 0, 0, 1, 44, .. new byte[300]]);
        EntryBundle.Read(bundle, 3).ShouldBe([[1, 2, 3], [], new byte[300]]);
        Should.Throw<MalformedException>(() => EntryBundle.Read(bundle, 2));
        Should.Throw<MalformedException>(() => EntryBundle.Read(bundle, 4));
        Should.Throw<MalformedException>(() => EntryBundle.Read(bundle[..^1], 3));
    }

    [Fact]
    public void An_opening_is_read_as_it_was_written_and_nothing_else_is()
    {
        var opening = new Opening(7, "case-event", s_salt, """{"id":"e1","who":"Ünal"}""");
        var read = Opening.Parse(opening.ToLine());
        (read.Index, read.Kind, read.Content).ShouldBe((7, "case-event", opening.Content));
        read.Entry("o").ShouldBe(LogEntry.Of("o", "case-event", s_salt, Encoding.UTF8.GetBytes(opening.Content)));
        foreach (var wrong in new[]
        {
            "", "{}", "null", opening.ToLine().Replace("7", "-7", StringComparison.Ordinal), opening.ToLine().Replace("\"kind\"", "\"sort\"", StringComparison.Ordinal),
            opening.ToLine().Replace("AAEC", "AA", StringComparison.Ordinal),
        })
        {
            Should.Throw<MalformedException>(() => Opening.Parse(wrong)).Message.ShouldNotContain("Ünal");
        }
    }
}
