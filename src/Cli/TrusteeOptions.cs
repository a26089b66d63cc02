using System.CommandLine;
using Chorus.Trustee;
using Chorus.Trustee.Settings;

namespace Chorus.Cli;

/// <summary>What the verbs of <c>chorus trustee</c> have in common.</summary>
internal static class TrusteeOptions
{
    internal static Option<string> Data() => new("--data")
    {
        Description = "The trustee's data folder.",
        HelpName = "DIR",
        Required = true,
    };

    /// <summary>Runs a verb; a mistake that its operator can mend becomes a sentence on standard error and exit code 1.</summary>
    internal static async Task<int> GuardAsync(Func<Task> verb)
    {
        try
        {
            await verb();
            return 0;
        }
        catch (OperatorException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        catch (UnauthorizedAccessException e)
        {
            await Console.Error.WriteLineAsync($"{e.Message} Run this as the account that owns the data folder.");
            return 1;
        }
    }

    internal static DataFolder Folder(ParseResult parsed, Option<string> data) => new(parsed.GetRequiredValue(data));
}
