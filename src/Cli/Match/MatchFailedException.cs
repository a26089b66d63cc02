namespace Chorus.Cli.Match;

/// <summary>Something that good input never leads to: a refused statement, an aborted run, a report that does not open.</summary>
internal sealed class MatchFailedException(string message) : Exception(message);
