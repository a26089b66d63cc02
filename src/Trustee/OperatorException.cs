namespace Chorus.Trustee;

/// <summary>Something that the trustee's operator has to put right. The message is one or two sentences that say what to do.</summary>
public sealed class OperatorException : Exception
{
    public OperatorException(string message)
        : base(message)
    {
    }

    public OperatorException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
