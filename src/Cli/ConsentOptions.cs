using System.CommandLine;
using Chorus.Trustee;

namespace Chorus.Cli;

/// <summary>The options by which an operator says what the organisations themselves said of a manifest.</summary>
internal sealed class ConsentOptions
{
    private readonly Option<string[]> _numbers = new("--numbers") { Description = "The 20 numbers of an organisation's new key, as its member read them to you: workers-centre=12345678901234567890. Once for each organisation with a new key; for several keys of one, once each as ORGANISATION/EPOCH=DIGITS.", HelpName = "ORGANISATION=DIGITS" };
    private readonly Option<string[]> _agree = new("--agree") { Description = "An organisation of which you know, not from the site, that it is rightly missing or changed in this manifest. Once for each.", HelpName = "ORGANISATION" };

    internal ConsentOptions(Command command)
    {
        command.Add(_numbers);
        command.Add(_agree);
    }

    internal OperatorConsent Read(ParseResult parsed)
    {
        var numbers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in parsed.GetValue(_numbers) ?? [])
        {
            if (entry.Split('=', 2) is not [{ Length: > 0 } organisation, var digits] || !numbers.TryAdd(organisation, digits))
            {
                throw new OperatorException("Write the numbers as --numbers ORGANISATION=DIGITS, once for each organisation, such as --numbers workers-centre=12345678901234567890.");
            }
        }
        return new(numbers, new HashSet<string>(parsed.GetValue(_agree) ?? [], StringComparer.Ordinal));
    }
}
