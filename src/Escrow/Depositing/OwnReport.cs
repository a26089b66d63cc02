using System.Diagnostics.CodeAnalysis;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;

namespace Chorus.Escrow.Depositing;

/// <summary>Opens a version of a report for the reporter herself, by her receipt.</summary>
public static class OwnReport
{
    /// <summary>Checks what the site returned against the receipt, then opens it.</summary>
    /// <param name="manifest">the deployment's manifest.</param>
    /// <param name="keys">her receipt's keys.</param>
    /// <param name="statement">the version's statement.</param>
    /// <param name="signature">its signature.</param>
    /// <param name="content">the content envelope.</param>
    /// <param name="escrowed">the escrowed key; hashed only.</param>
    /// <param name="selfWrap">the content key for herself.</param>
    /// <param name="opened">the statement and the document.</param>
    /// <param name="fault">the check that failed.</param>
    public static bool TryOpen(
        Manifest manifest, ReceiptKeys keys, ReadOnlySpan<byte> statement, ReadOnlySpan<byte> signature,
        ReadOnlySpan<byte> content, ReadOnlySpan<byte> escrowed, ReadOnlySpan<byte> selfWrap,
        [NotNullWhen(true)] out OpenedOwnReport? opened, out ReportFault fault) =>
        TryOpenKept(manifest, keys, statement, signature, content, Digest.Sha256(escrowed), selfWrap, out opened, out fault);

    /// <summary>The same of an earlier version, or one in an export: <paramref name="escrowedHash"/> is all that is left of the escrowed key.</summary>
    public static bool TryOpenKept(
        Manifest manifest, ReceiptKeys keys, ReadOnlySpan<byte> statement, ReadOnlySpan<byte> signature,
        ReadOnlySpan<byte> content, ReadOnlySpan<byte> escrowedHash, ReadOnlySpan<byte> selfWrap,
        [NotNullWhen(true)] out OpenedOwnReport? opened, out ReportFault fault)
    {
        opened = null;
        if (!SealedContent.TryCheckKept(manifest.Deployment, statement, signature, content, escrowedHash, out var signed, out fault))
        {
            return false;
        }

        if (!signed.Statement.Depositor.AsSpan().SequenceEqual(keys.Signing.PublicKey))
        {
            fault = ReportFault.WrongPlace;
            return false;
        }

        if (!ContentKey.TryUnwrapForSelf(keys.Box, ReportPlace.Of(signed.Statement), selfWrap, out var contentKey))
        {
            fault = ReportFault.ContentKey;
            return false;
        }

        if (!SealedContent.TryOpen(manifest, signed.Statement, contentKey, content, out var document, out fault))
        {
            return false;
        }

        opened = new(signed, document);
        return true;
    }
}

/// <summary>A version of her own report.</summary>
public sealed record OpenedOwnReport(SignedStatement Signed, ReportDocument Document);
