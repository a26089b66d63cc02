using System.Text;
using Chorus.App.Languages;
using Chorus.Sealing;

namespace Chorus.Cli.Record;

/// <summary>Asks for the 28 numbers, or the ten words of the same receipt: on a terminal without showing them, else as one line of standard input.</summary>
internal static class ReceiptPrompt
{
    /// <exception cref="BadRecordException">what came is no receipt.</exception>
    internal static async Task<Receipt> AskAsync(TextWriter prompt, CancellationToken cancel)
    {
        var typed = Console.IsInputRedirected ? await Console.In.ReadLineAsync(cancel) : await TypedAsync(prompt);
        // The words of every language lie beside the program, as the pages have them.
        return WordLists.Read(Path.Combine(AppContext.BaseDirectory, "wwwroot")).ReadReceipt(typed)
            ?? throw new BadRecordException($"A receipt has 28 numbers, or ten words, and {Digits(typed)} numbers came. Spaces between them do not matter.");
    }

    private static async Task<string> TypedAsync(TextWriter prompt)
    {
        await prompt.WriteAsync("Your 28 numbers or ten words (they are not shown): ");
        var typed = new StringBuilder();
        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key == ConsoleKey.Backspace && typed.Length > 0)
            {
                typed.Length--;
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.Append(key.KeyChar);
            }
        }

        await prompt.WriteLineAsync();
        return typed.ToString();
    }

    private static int Digits(string? typed) => typed?.Count(char.IsDigit) ?? 0;
}
