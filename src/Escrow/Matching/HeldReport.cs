namespace Chorus.Escrow.Matching;

/// <summary>
/// One report as a trustee brings it into a run: what all three know of it, and this trustee's two parts of its
/// quorum and slots (docs/formats/deposit.md).
/// </summary>
/// <param name="Handle">16 bytes, unique in the run.</param>
/// <param name="Version">The version that takes part.</param>
/// <param name="Family">32 bytes: the depositor. Reports of one family count once for one identifier.</param>
/// <param name="Number">0..15, which report of its family this is.</param>
/// <param name="EntryHash">32 bytes that fix the deposit: the SHA-256 of its statement, which holds c_0..c_2 and h.</param>
/// <param name="Own">Part i of trustee i.</param>
/// <param name="Next">Part i+1 (mod 3) of trustee i.</param>
public sealed record HeldReport(
    ReadOnlyMemory<byte> Handle,
    uint Version,
    ReadOnlyMemory<byte> Family,
    byte Number,
    ReadOnlyMemory<byte> EntryHash,
    MatchPart Own,
    MatchPart Next)
{
    /// <summary>Bytes of a handle.</summary>
    public const int HandleBytes = 16;

    /// <summary>Bytes of a family and of an entry hash.</summary>
    public const int HashBytes = 32;

    /// <summary>Never prints parts.</summary>
    public override string ToString() => $"held report {Convert.ToHexStringLower(Handle.Span)}, version {Version}";
}
