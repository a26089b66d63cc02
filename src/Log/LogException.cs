namespace Chorus.Log;

/// <summary>A log that cannot be used as it lies there; the message is a sentence that says what is the matter.</summary>
public sealed class LogException(string message) : Exception(message);
