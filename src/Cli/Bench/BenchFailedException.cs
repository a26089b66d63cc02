namespace Chorus.Cli.Bench;

/// <summary>A measurement did not come to its end; the message is a sentence for whoever started it.</summary>
internal sealed class BenchFailedException(string sentence, Exception? cause = null) : Exception(sentence, cause);
