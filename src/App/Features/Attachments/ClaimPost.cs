using System.Diagnostics.CodeAnalysis;
using Chorus.App.Hosting;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;

namespace Chorus.App.Features.Attachments;

/// <summary>The body of <c>POST /api/attachments/claims</c> (docs/formats/attachment.md): which files belong to the version of a statement.</summary>
internal sealed record ClaimPost(byte[] Statement, byte[] StatementSignature, IReadOnlyList<ClaimedFile> Files, byte[] Signature)
{
    /// <summary>Everything that can be checked without what is stored: lengths, deployment, and both signatures.</summary>
    public bool TryCheck(Manifest manifest, [NotNullWhen(true)] out Statement? statement, [NotNullWhen(false)] out IResult? refusal)
    {
        statement = null;
        try
        {
            var read = Escrow.Depositing.Statement.Decode(Statement);
            refusal = Refusal(manifest, read);
            statement = refusal is null ? read : null;
        }
        catch (MalformedException)
        {
            refusal = Problems.Malformed("The statement does not follow docs/formats/deposit.md.");
        }
        return statement is not null;
    }

    private IResult? Refusal(Manifest manifest, Statement statement)
    {
        if (!statement.Deployment.AsSpan().SequenceEqual(manifest.Deployment))
        {
            return Problems.Malformed("The statement is for another deployment.");
        }
        if (statement.Operation is Operation.Withdraw || manifest.FindRecipient(statement.RecipientKey) is null)
        {
            return Problems.Malformed("The statement is not that of a version for one of the organisations.");
        }
        if (Files.Count is 0 or > ReportAttachment.Most
            || Files.Any(f => f is not { Id.Length: AttachmentPlace.IdLength, Digest.Length: Sealing.Digest.Length })
            || Files.Select(f => Base64UrlText.Encode(f.Id)).Distinct(StringComparer.Ordinal).Count() != Files.Count)
        {
            return Problems.Malformed($"A claim names 1 to {ReportAttachment.Most} files, each once.");
        }
        return Signed(statement.Depositor, Statement, StatementSignature)
            && Signed(statement.Depositor, AttachmentClaim.Signed(Statement, [.. Files.Select(f => (f.Id, f.Digest))]), Signature)
            ? null
            : Problems.Refuse(StatusCodes.Status400BadRequest, StatementProblem.BadSignature, "The signature is not that of the receipt.");
    }

    private static bool Signed(byte[] key, byte[] message, byte[] signature) =>
        signature.Length == SigningKey.SignatureLength && SigningKey.Verify(key, message, signature);
}

/// <param name="Id">16 bytes.</param>
/// <param name="Digest">of all chunks.</param>
/// <param name="Token">that of the upload; null for a file that an earlier version of the report has.</param>
internal sealed record ClaimedFile(byte[] Id, byte[] Digest, byte[]? Token = null);
