using Chorus.App.Languages;
using Chorus.Sealing;

namespace Chorus.App.Tests.Languages;

public sealed class WordListTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_receipt_is_read_as_digits_or_as_words_of_any_list()
    {
        Write("en", n => $"{(char)('a' + (n / 26 / 26))}{(char)('a' + (n / 26 % 26))}{(char)('a' + (n % 26))}");
        Write("es", n => $"{(char)('a' + (n % 26))}{(char)('a' + (n / 26 % 26))}{(char)('a' + (n / 26 / 26))}{(n % 2 == 0 ? 'ñ' : 'í')}");
        var lists = WordLists.Read(_folder.Path);
        var receipt = Receipt.New();
        lists.ReadReceipt(receipt.Display)!.Digits.ShouldBe(receipt.Digits);
        foreach (var language in new[] { "en", "es" })
        {
            lists.ReadReceipt(string.Join(' ', lists.In(language)!.Of(receipt)))!.Digits.ShouldBe(receipt.Digits);
        }
        lists.In("xx").ShouldBeNull();
        lists.ReadReceipt("nothing of the kind").ShouldBeNull();
    }

    [Fact]
    public void A_list_that_is_cut_short_is_named_at_the_start()
    {
        Write("en", n => n < 1000 ? $"w{n}" : null);
        Should.Throw<SiteStartException>(() => WordLists.Read(_folder.Path)).Message.ShouldContain("en.json");
    }

    private void Write(string language, Func<int, string?> word)
    {
        Directory.CreateDirectory(_folder["words"]);
        File.WriteAllText(_folder[$"words/{language}.json"], System.Text.Json.JsonSerializer.Serialize(Enumerable.Range(0, 2048).Select(word).OfType<string>()));
    }
}
