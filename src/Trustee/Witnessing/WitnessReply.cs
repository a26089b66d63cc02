using Chorus.Log.Notes;

namespace Chorus.Trustee.Witnessing;

/// <summary>The answers of C2SP tlog-witness, with its status codes.</summary>
public enum WitnessAnswer
{
    /// <summary>The cosignature.</summary>
    Signed = 200,

    /// <summary>No such request, or its old size is above the checkpoint's.</summary>
    Malformed = 400,

    /// <summary>Not signed by the key of the log that this witness knows.</summary>
    NotSigned = 403,

    /// <summary>Another log than the one that this witness looks at.</summary>
    UnknownLog = 404,

    /// <summary>The old size is not that of the last checkpoint which it signed, or it signed another of this size.</summary>
    Conflict = 409,

    /// <summary>The checkpoint does not continue the last.</summary>
    NotContinued = 422,
}

/// <summary>What a witness answers.</summary>
public sealed record WitnessReply
{
    internal WitnessReply(NoteSignature signature) => (Answer, Signature, Sentence) = (WitnessAnswer.Signed, signature, "");

    internal WitnessReply(WitnessAnswer answer, string sentence, long seen = 0) => (Answer, Sentence, Seen) = (answer, sentence, seen);

    /// <summary>Which.</summary>
    public WitnessAnswer Answer { get; }

    /// <summary>Of the checkpoint, where it was signed; else null.</summary>
    public NoteSignature? Signature { get; }

    /// <summary>Why it was not.</summary>
    public string Sentence { get; }

    /// <summary>Of a conflict, how many entries were signed last.</summary>
    public long Seen { get; }
}
