using System.IO.Compression;
using System.Text;
using Chorus.App.Hosting;
using CsCheck;

namespace Chorus.App.Tests.Hosting;

public sealed class CompressedPagesTests
{
    [Fact]
    public void Every_page_comes_back_as_it_was_the_first_time_and_from_memory()
    {
        var pages = new CompressedPages(most: 2000);
        Gen.Byte.Array[0, 700].Sample(page =>
        {
            Unpacked(pages.Of(page)).ShouldBe(page);
            Unpacked(pages.Of(page)).ShouldBe(page);
        }, iter: 300);
    }

    [Fact]
    public void The_same_page_is_compressed_once_until_newer_ones_take_its_place()
    {
        var pages = new CompressedPages(most: 100);
        var first = pages.Of("one"u8);
        pages.Of("one"u8).ShouldBeSameAs(first);
        foreach (var n in Enumerable.Range(0, 50))
        {
            pages.Of(Encoding.UTF8.GetBytes($"page {n}"));
        }
        pages.Of("one"u8).ShouldNotBeSameAs(first);
    }

    [Fact]
    public void Many_at_once_get_what_they_asked_for()
    {
        var pages = new CompressedPages();
        var asked = Enumerable.Range(0, 64).Select(n => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat($"<p>{n % 8}</p>", 5000)))).ToList();
        asked.AsParallel().Select(page => (page, pages.Of(page))).ToList().ForEach(pair => Unpacked(pair.Item2).ShouldBe(pair.page));
    }

    private static byte[] Unpacked(byte[] compressed)
    {
        using var plain = new MemoryStream();
        using (var brotli = new BrotliStream(new MemoryStream(compressed), CompressionMode.Decompress))
        {
            brotli.CopyTo(plain);
        }
        return plain.ToArray();
    }
}
