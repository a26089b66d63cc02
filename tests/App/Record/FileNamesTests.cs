using System.Text;
using Chorus.Cli.Record;

namespace Chorus.App.Tests.Record;

/// <summary>Names under which opened files are written: another person chose them.</summary>
public sealed class FileNamesTests
{
    [Theory]
    [InlineData("photo.jpg", "photo.jpg")]
    [InlineData("../.ssh/\u001b[2Jkeys", "_.ssh__[2Jkeys")]
    [InlineData("C:\\temp\\a?.png", "C__temp_a_.png")]
    // Turned around by U+202E it would be shown as "photoexe.jpg".
    [InlineData("photo\u202egpj.exe", "photogpj.exe")]
    [InlineData("a\u2028b\u200bc.txt", "abc.txt")]
    [InlineData("  ..  ", "")]
    public void A_name_leads_nowhere_and_turns_nothing_around(string name, string shown) => FilesInClear.Shown(name).ShouldBe(shown);

    [Theory]
    [InlineData("\u0928", ".jpeg")]
    [InlineData("\ud83d\ude00", ".m4a")]
    [InlineData("x", ".an-ending-that-is-longer-than-any")]
    public void A_long_name_is_cut_to_what_a_file_system_takes_and_keeps_its_ending(string letter, string ending)
    {
        var shown = FilesInClear.Shown(string.Concat(Enumerable.Repeat(letter, 300)) + ending);
        Encoding.UTF8.GetByteCount(shown).ShouldBeInRange(180, 200);
        shown.ShouldStartWith(letter);
        shown.EndsWith(ending, StringComparison.Ordinal).ShouldBe(ending.Length <= 20);
    }
}
