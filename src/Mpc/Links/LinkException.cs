namespace Chorus.Mpc.Links;

/// <summary>A link closed, broke, or brought a message that does not fit the step. The run it served is over.</summary>
public sealed class LinkException : Exception
{
    /// <summary>What happened to the link, in a sentence without secrets.</summary>
    public LinkException(string reason, Exception? inner = null) : base(reason, inner) => Reason = reason;

    private LinkException(string step, int party, LinkException inner)
        : base($"{step}, link to trustee {party}: {inner.Reason}", inner)
    {
        (Reason, Step, Party) = (inner.Reason, step, party);
    }

    /// <summary>What happened, without the step.</summary>
    public string Reason { get; }

    /// <summary>The step in which it happened, where a session was open.</summary>
    public string? Step { get; }

    /// <summary>The trustee at the other end, where a session was open.</summary>
    public int? Party { get; }

    internal LinkException At(string step, int party) => new(step, party, this);
}
