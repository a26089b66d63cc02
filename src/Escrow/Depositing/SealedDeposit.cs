namespace Chorus.Escrow.Depositing;

/// <summary>A statement with its signature, as it is sent and stored.</summary>
/// <param name="Statement">what was signed.</param>
/// <param name="Bytes">its 411 bytes.</param>
/// <param name="Signature">the family's Ed25519 signature, 64 bytes.</param>
public sealed record SignedStatement(Statement Statement, byte[] Bytes, byte[] Signature)
{
    /// <summary>SHA-256 of <see cref="Bytes"/>.</summary>
    public byte[] Hash { get; } = Statement.HashOf(Bytes);
}

/// <summary>One version of a report, sealed and ready to post (docs/formats/site-api.md, <c>POST /api/statements</c>).</summary>
/// <param name="Signed">the statement and its signature.</param>
/// <param name="Content">the content envelope.</param>
/// <param name="Escrowed">the organisation's wrapped key under the escrow key, 131 bytes.</param>
/// <param name="SelfWrap">the content key for the reporter herself, 80 bytes.</param>
/// <param name="Packets">one for each trustee, 217 bytes each.</param>
/// <param name="Lookup">16 bytes by which the site finds her reports.</param>
/// <param name="Document">what was sealed, for the page that shows it to her.</param>
public sealed record SealedDeposit(
    SignedStatement Signed,
    byte[] Content,
    byte[] Escrowed,
    byte[] SelfWrap,
    IReadOnlyList<byte[]> Packets,
    byte[] Lookup,
    ReportDocument Document);
