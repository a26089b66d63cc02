using System.CommandLine;
using Chorus.Cli.Bench;
using Chorus.Cli.Cases;
using Chorus.Cli.Generate;
using Chorus.Cli.Log;
using Chorus.Cli.Match;
using Chorus.Cli.Record;
using Chorus.Cli.Trial;

namespace Chorus.Cli;

/// <summary>The verbs of <c>chorus</c>. Each verb has a file of its own, which makes its <see cref="Command"/>.</summary>
internal static class CommandTree
{
    /// <summary>The root command with every verb, ready to parse a command line.</summary>
    public static RootCommand Root()
    {
        var root = new RootCommand("Chorus keeps a report sealed until as many others as its reporter asked for name the same person.");
        root.Subcommands.Add(GenerateCommand.Create());
        root.Subcommands.Add(MatchCommand.Create());
        root.Subcommands.Add(TrusteeCommand.Create());
        root.Subcommands.Add(TrialCommand.Create());
        root.Subcommands.Add(ServeCommand.Create());
        root.Subcommands.Add(ManifestCommand.Create());
        root.Subcommands.Add(BenchCommand.Create());
        root.Subcommands.Add(SealCommand.Create());
        root.Subcommands.Add(WorkCommand.Create());
        root.Subcommands.Add(VerifyCommand.Create());
        root.Subcommands.Add(OpenCommand.Create());
        root.Subcommands.Add(CaseCommand.Create());
        root.Subcommands.Add(WitnessCommand.Create());
        return root;
    }
}
