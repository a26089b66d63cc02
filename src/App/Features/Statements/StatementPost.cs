using System.Diagnostics.CodeAnalysis;
using Chorus.App.Hosting;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;

namespace Chorus.App.Features.Statements;

/// <summary>The body of <c>POST /api/statements</c>. A withdrawal has only the first two members.</summary>
internal sealed record StatementPost(
    byte[] Statement,
    byte[] Signature,
    byte[]? Lookup = null,
    byte[]? Content = null,
    byte[]? Escrowed = null,
    byte[]? SelfWrap = null,
    IReadOnlyList<byte[]>? Packets = null)
{
    private const int LookupLength = 16;
    private const int SelfWrapLength = 80;

    /// <summary>
    /// Everything that the site can check without what it stores: lengths, deployment, manifest, signature, and that
    /// packets, content and escrowed key are those that were signed.
    /// </summary>
    public bool TryCheck(Manifest manifest, [NotNullWhen(true)] out SignedStatement? signed, [NotNullWhen(false)] out IResult? refusal)
    {
        signed = null;
        try
        {
            var statement = Escrow.Depositing.Statement.Decode(Statement);
            refusal = Refusal(manifest, statement);
            if (refusal is null)
            {
                signed = new SignedStatement(statement, Statement, Signature);
                return true;
            }
        }
        catch (MalformedException e)
        {
            refusal = Problems.Malformed(Sentence(e.Message));
        }
        return false;
    }

    private IResult? Refusal(Manifest manifest, Statement statement)
    {
        if (!statement.Deployment.AsSpan().SequenceEqual(manifest.Deployment))
        {
            return Problems.Malformed("The statement is for another deployment.");
        }
        if (!statement.ManifestHash.AsSpan().SequenceEqual(manifest.Hash))
        {
            return Problems.Refuse(StatusCodes.Status409Conflict, StatementProblem.UnknownManifest,
                "The keys of this site have changed since the page was loaded. Nothing is lost: load the page again and send once more.");
        }
        if (Signature.Length != SigningKey.SignatureLength || !SigningKey.Verify(statement.Depositor, Statement, Signature))
        {
            return Problems.Refuse(StatusCodes.Status400BadRequest, StatementProblem.BadSignature, "The signature is not that of the receipt.");
        }
        return statement.Operation is Operation.Withdraw ? RefusalOfWithdrawal() : RefusalOfContent(manifest, statement);
    }

    private IResult? RefusalOfWithdrawal() => Lookup is null && Content is null && Escrowed is null && SelfWrap is null && Packets is null
        ? null
        : Problems.Malformed("A withdrawal has a statement and a signature and nothing else.");

    private IResult? RefusalOfContent(Manifest manifest, Statement statement)
    {
        if (Lookup is not { Length: LookupLength } || SelfWrap is not { Length: SelfWrapLength } || Escrowed is not { Length: SmallEnvelope.SealedLength }
            || Content is null || !Envelope.IsSealedLength(Content.Length)
            || Packets is not { Count: Manifest.TrusteeCount } || Packets.Any(p => p is not { Length: Packet.Length }))
        {
            return Problems.Malformed("A part of the deposit is missing or has a wrong length.");
        }
        if (!manifest.IsCurrent(statement.RecipientKey))
        {
            return Problems.Malformed("The deposit is sealed to a key that no organisation uses now. Load the page again and send once more.");
        }
        for (var i = 0; i < Packets.Count; i++)
        {
            if (!Digest.Sha256(Packets[i]).AsSpan().SequenceEqual(statement.PacketHashes[i]))
            {
                return Problems.Refuse(StatusCodes.Status400BadRequest, StatementProblem.BadPacket, "A packet is not the one that the statement names.");
            }
        }
        return StatementContent.Fits(statement, Content, Escrowed)
            ? null
            : Problems.Malformed("The content is not the one that the statement names.");
    }

    private static string Sentence(string message) => char.ToUpperInvariant(message[0]) + message[1..] + ".";
}

/// <summary>The answer: the three trustees' acknowledgements, in order.</summary>
internal sealed record StatementAcks(IReadOnlyList<byte[]> Acks);
