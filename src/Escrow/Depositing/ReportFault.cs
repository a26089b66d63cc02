namespace Chorus.Escrow.Depositing;

/// <summary>Which check refused a report; its name is shown to people, so that a tampering is reported as what it is.</summary>
public enum ReportFault
{
    /// <summary>No check failed.</summary>
    None,

    /// <summary>The statement's bytes do not follow the format, or it is not a deposit or change.</summary>
    Statement,

    /// <summary>The statement's signature is not the family's.</summary>
    StatementSignature,

    /// <summary>The statement is another deployment's, family's or recipient's.</summary>
    WrongPlace,

    /// <summary>The content and the escrowed key do not hash to what was deposited.</summary>
    ContentHash,

    /// <summary>A release record does not follow the format.</summary>
    Record,

    /// <summary>A release record is not signed by its trustee, or both are by the same trustee.</summary>
    RecordSignature,

    /// <summary>The two records differ in more than trustee and parts, or do not fit the statement.</summary>
    RecordsDisagree,

    /// <summary>The copies of a part in the two records differ.</summary>
    PartsDisagree,

    /// <summary>A fingerprint does not open for this organisation.</summary>
    SealedFingerprint,

    /// <summary>The escrow key of the parts does not open the escrowed key.</summary>
    EscrowKey,

    /// <summary>The content key does not open with the recipient's or the receipt's key.</summary>
    ContentKey,

    /// <summary>The content envelope does not open.</summary>
    Content,

    /// <summary>The document inside does not follow its format, or names another organisation than the key's.</summary>
    Document,

    /// <summary>A released slot holds a fingerprint that is none of the document's.</summary>
    Slot,
}
