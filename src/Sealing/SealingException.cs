namespace Chorus.Sealing;

/// <summary>Why sealed bytes were refused.</summary>
public enum SealingFault
{
    /// <summary>A length or a field does not fit the format.</summary>
    Malformed,

    /// <summary>The format's version byte is not one that this code reads.</summary>
    UnknownVersion,

    /// <summary>The suite byte is not one that this code reads.</summary>
    UnknownSuite,

    /// <summary>The key commitment differs: another key, or another context.</summary>
    WrongKey,

    /// <summary>An authentication tag differs: changed bytes, or another key or context.</summary>
    Altered,

    /// <summary>Padding that is not zero, or a length that its size class does not fit.</summary>
    Padding,
}

/// <summary>Sealed bytes that do not open. The message names the check that failed and holds nothing secret.</summary>
public sealed class SealingException(SealingFault fault, string message) : Exception(message)
{
    /// <summary>The check that failed.</summary>
    public SealingFault Fault { get; } = fault;
}
