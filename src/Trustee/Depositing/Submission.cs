namespace Chorus.Trustee.Depositing;

/// <summary>A signed statement as the site hands it on.</summary>
/// <param name="Statement">411 bytes.</param>
/// <param name="Signature">64 bytes, by the receipt.</param>
/// <param name="Packet">217 bytes; null for a withdrawal.</param>
public sealed record Submission(byte[] Statement, byte[] Signature, byte[]? Packet);
