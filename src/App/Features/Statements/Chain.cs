using Chorus.App.Data;
using Chorus.Escrow.Depositing;

namespace Chorus.App.Features.Statements;

/// <summary>Whether a change or withdrawal follows the version that is stored (docs/formats/deposit.md, check 7).</summary>
internal static class Chain
{
    public static bool Follows(Statement next, Report report, ReportVersion last) =>
        next.Version == last.Version + 1
        && next.Number == report.Number
        && next.Depositor.AsSpan().SequenceEqual(report.Family)
        && next.Predecessor.AsSpan().SequenceEqual(Statement.HashOf(last.Statement));
}

/// <summary>Three acknowledgements as one column.</summary>
internal static class Acks
{
    public static byte[] Join(IReadOnlyList<byte[]> acks) => [.. acks.SelectMany(a => a)];

    public static IReadOnlyList<byte[]> Split(byte[] joined) => [.. joined.Chunk(Acknowledgement.Length)];
}
