using System.CommandLine;
using Chorus.Cli;

// A trial ends three processes before its own; a second Ctrl-C is for the impatient.
var invocation = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(20) };
return await CommandTree.Root().Parse(args).InvokeAsync(invocation);
