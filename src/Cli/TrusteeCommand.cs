using System.CommandLine;

namespace Chorus.Cli;

/// <summary><c>chorus trustee</c>: everything that a trustee's operator does.</summary>
internal static class TrusteeCommand
{
    internal static Command Create() => new("trustee", "Run one of the three trustees: init, sign, serve; see or ask for runs and refreshes; replace one that is lost.")
    {
        TrusteeInitCommand.Create(),
        TrusteeSignCommand.Create(),
        TrusteeServeCommand.Create(),
        TrusteeAskCommand.Run(),
        TrusteeAskCommand.Refresh(),
        TrusteeReplaceCommand.Create(),
        TrusteeAskCommand.Status(),
    };
}
