using System.CommandLine;

namespace Chorus.Cli;

/// <summary><c>chorus trustee</c>: everything that a trustee's operator does.</summary>
internal static class TrusteeCommand
{
    internal static Command Create() => new("trustee", "Run one of the three trustees: init, sign, serve; and see or ask for runs and refreshes.")
    {
        TrusteeInitCommand.Create(),
        TrusteeSignCommand.Create(),
        TrusteeServeCommand.Create(),
        TrusteeAskCommand.Run(),
        TrusteeAskCommand.Refresh(),
        TrusteeAskCommand.Status(),
    };
}
