namespace Chorus.Escrow.Messages;

/// <summary>What a message says as data beside its text (docs/formats/message.md).</summary>
public abstract record MessageKind
{
    private protected MessageKind()
    {
    }

    /// <summary>As the format spells it.</summary>
    public abstract string Name { get; }

    /// <summary>The side that may send it.</summary>
    public abstract Direction From { get; }
}

/// <summary>What she said about whether anything was done to her because she spoke.</summary>
/// <param name="Asked">after how many days she was asked: 30, 90, 180 or 365, in figures; null for one that she gave unasked.</param>
/// <param name="Since">the hour from which her page counted; null where it counts none yet.</param>
/// <param name="Said"><c>nothing</c>, <c>something</c> or <c>not-said</c>.</param>
/// <param name="Acts">codes R01 to R09, each once, in order.</param>
/// <param name="Other">whether it was something else too.</param>
/// <param name="When">in her words, 1 to 200 UTF-16 units, or null.</param>
/// <param name="Wish">whether it is to be looked into: <c>yes</c>, <c>no</c>, <c>unsure</c>, or null.</param>
public sealed record WatchAnswer(
    string? Asked, string? Since, string Said, IReadOnlyList<string> Acts, bool Other, string? When, string? Wish) : MessageKind
{
    internal const string Spelling = "watch-answer";
    internal const string Something = "something";

    /// <inheritdoc/>
    public override string Name => Spelling;

    /// <inheritdoc/>
    public override Direction From => Direction.FromReporter;

    /// <summary>Always <c>[watch-answer]</c>.</summary>
    public override string ToString() => $"[{Spelling}]";
}

/// <summary>That the organisation has read an answer and sees to it.</summary>
/// <param name="Answer">the id of the message, 16 bytes.</param>
public sealed record WatchSeen(byte[] Answer) : MessageKind
{
    internal const string Spelling = "watch-seen";

    /// <inheritdoc/>
    public override string Name => Spelling;

    /// <inheritdoc/>
    public override Direction From => Direction.FromOrganisation;
}

/// <summary>That the organisation asks whether parts of the report may go to an institution.</summary>
/// <param name="Institution">its id in the manifest, 1 to 64 UTF-16 units.</param>
public sealed record ReferralAsk(string Institution) : MessageKind
{
    internal const string Spelling = "referral-ask";

    /// <inheritdoc/>
    public override string Name => Spelling;

    /// <inheritdoc/>
    public override Direction From => Direction.FromOrganisation;
}

/// <summary>What she answered to such a question. It sends nothing: what she agreed to is a report of its own.</summary>
/// <param name="Ask">the id of the message that asked, 16 bytes.</param>
/// <param name="Said"><c>yes</c>, <c>no</c> or <c>not-now</c>.</param>
/// <param name="Parts">the names of the parts that she sent, each once; empty unless <paramref name="Said"/> is <c>yes</c>.</param>
public sealed record ReferralAnswer(byte[] Ask, string Said, IReadOnlyList<string> Parts) : MessageKind
{
    internal const string Spelling = "referral-answer";
    internal const string Yes = "yes";

    /// <inheritdoc/>
    public override string Name => Spelling;

    /// <inheritdoc/>
    public override Direction From => Direction.FromReporter;

    /// <summary>Always <c>[referral-answer]</c>.</summary>
    public override string ToString() => $"[{Spelling}]";
}
