namespace Chorus.Sealing;

/// <summary>Bytes or text that do not follow the page of docs/formats/ that fixes them.</summary>
public sealed class MalformedException(string message) : FormatException(message);
