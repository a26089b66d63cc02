using System.CommandLine;
using Chorus.Cli;

return await CommandTree.Root().Parse(args).InvokeAsync();
