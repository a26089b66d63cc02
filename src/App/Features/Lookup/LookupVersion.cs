using Chorus.App.Data;

namespace Chorus.App.Features.Lookup;

/// <summary>A version for its reporter. The newest comes whole; of an earlier one the content is asked for by itself, and its escrowed key is a hash.</summary>
internal sealed record LookupVersion(
    byte[] Statement, byte[] Signature, byte[]? Content, byte[]? Escrowed, byte[]? EscrowedHash, byte[] SelfWrap, IReadOnlyList<byte[]> Acks, string Hour, byte[]? Stamp)
{
    public static LookupVersion Newest(ReportVersion v, byte[]? stamp) =>
        new(v.Statement, v.Signature, v.Content, v.Escrowed, null, v.SelfWrap, Statements.Acks.Split(v.Acks!.Acks), v.Hour, stamp);

    /// <param name="statement">the signed statement.</param>
    /// <param name="signature">its signature.</param>
    /// <param name="escrowedHash">also where the escrowed key is still here, since the version was released: that must not show.</param>
    /// <param name="selfWrap">the content key for the reporter.</param>
    /// <param name="acks">joined.</param>
    /// <param name="hour">of its arrival.</param>
    /// <param name="stamp">its time-stamp, once it has one.</param>
    public static LookupVersion Earlier(byte[] statement, byte[] signature, byte[] escrowedHash, byte[] selfWrap, byte[] acks, string hour, byte[]? stamp) =>
        new(statement, signature, null, null, escrowedHash, selfWrap, Statements.Acks.Split(acks), hour, stamp);
}
