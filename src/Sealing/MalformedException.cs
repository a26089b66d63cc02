namespace Chorus.Sealing;

/// <summary>Bytes or text that do not follow the page of docs/formats/ that fixes them.</summary>
public sealed class MalformedException(string message) : FormatException(message)
{
    /// <summary>The message as a sentence, for whoever brought the bytes.</summary>
    public string Sentence => $"{char.ToUpperInvariant(Message[0])}{Message[1..]}.";
}
