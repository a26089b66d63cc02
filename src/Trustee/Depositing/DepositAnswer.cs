namespace Chorus.Trustee.Depositing;

/// <summary>A trustee's answer to a statement: its acknowledgement, or why not and a sentence for whoever sent it.</summary>
public sealed record DepositAnswer
{
    private DepositAnswer(byte[]? ack, string? problem, string sentence)
    {
        Ack = ack;
        Problem = problem;
        Sentence = sentence;
    }

    /// <summary><see cref="Escrow.Depositing.Acknowledgement.Length"/> bytes, or null where the statement was refused.</summary>
    public byte[]? Ack { get; }

    /// <summary>One of <see cref="Escrow.Depositing.StatementProblem"/>, or null.</summary>
    public string? Problem { get; }

    /// <summary>What went wrong and what to do; nothing secret. Empty with an acknowledgement.</summary>
    public string Sentence { get; }

    internal static DepositAnswer Acknowledged(byte[] ack) => new(ack, null, "");

    internal static DepositAnswer Refuse(string problem, string sentence) => new(null, problem, sentence);
}
