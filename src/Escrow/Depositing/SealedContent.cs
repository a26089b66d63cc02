using System.Diagnostics.CodeAnalysis;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;

namespace Chorus.Escrow.Depositing;

/// <summary>The checks that the reporter and the recipient share: statement, content hash, envelope, document.</summary>
internal static class SealedContent
{
    /// <summary>Whether the statement is a genuine deposit or change and the content is what it names.</summary>
    internal static bool TryCheck(
        ReadOnlySpan<byte> deployment, ReadOnlySpan<byte> statement, ReadOnlySpan<byte> signature,
        ReadOnlySpan<byte> content, ReadOnlySpan<byte> escrowed,
        [NotNullWhen(true)] out SignedStatement? signed, out ReportFault fault) =>
        TryCheckKept(deployment, statement, signature, content, Digest.Sha256(escrowed), out signed, out fault);

    /// <summary>The same, where of the escrowed key only the hash is left.</summary>
    internal static bool TryCheckKept(
        ReadOnlySpan<byte> deployment, ReadOnlySpan<byte> statement, ReadOnlySpan<byte> signature,
        ReadOnlySpan<byte> content, ReadOnlySpan<byte> escrowedHash,
        [NotNullWhen(true)] out SignedStatement? signed, out ReportFault fault)
    {
        signed = null;
        Statement decoded;
        try
        {
            decoded = Statement.Decode(statement);
        }
        catch (MalformedException)
        {
            fault = ReportFault.Statement;
            return false;
        }

        fault = decoded.Operation == Operation.Withdraw ? ReportFault.Statement
            : !SigningKey.Verify(decoded.Depositor, statement, signature) ? ReportFault.StatementSignature
            : !decoded.Deployment.AsSpan().SequenceEqual(deployment) ? ReportFault.WrongPlace
            : !StatementContent.FitsHash(decoded, content, escrowedHash) ? ReportFault.ContentHash
            : ReportFault.None;
        if (fault != ReportFault.None)
        {
            return false;
        }

        signed = new(decoded, statement.ToArray(), signature.ToArray());
        return true;
    }

    /// <summary>Opens the content with its key and reads the document, which has to name the organisation of the key.</summary>
    internal static bool TryOpen(
        Manifest manifest, Statement statement, byte[] contentKey, ReadOnlySpan<byte> content,
        [NotNullWhen(true)] out ReportDocument? document, out ReportFault fault)
    {
        document = null;
        byte[] json;
        try
        {
            var context = EnvelopeContext.Content(statement.Deployment, statement.Handle.ToArray(), statement.Version);
            json = Envelope.Open(contentKey, context, content);
        }
        catch (SealingException)
        {
            fault = ReportFault.Content;
            return false;
        }
        finally
        {
            Digest.Erase(contentKey);
        }

        try
        {
            var parsed = ReportDocument.Parse(json);
            var organisation = manifest.FindRecipient(statement.RecipientKey);
            if (!string.Equals(organisation?.Id, parsed.Organisation, StringComparison.Ordinal))
            {
                fault = ReportFault.Document;
                return false;
            }

            document = parsed;
            fault = ReportFault.None;
            return true;
        }
        catch (MalformedException)
        {
            fault = ReportFault.Document;
            return false;
        }
        finally
        {
            Digest.Erase(json);
        }
    }
}
