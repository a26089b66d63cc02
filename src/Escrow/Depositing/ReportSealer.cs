using Chorus.Escrow.Manifests;
using Chorus.Sealing;

namespace Chorus.Escrow.Depositing;

/// <summary>
/// Seals reports under one manifest: content to the organisation, its key into escrow, the escrow key and fingerprints
/// in parts to the three trustees, all bound by a statement that the receipt signs. Safe for use by several threads.
/// </summary>
public sealed class ReportSealer
{
    private readonly Manifest _manifest;
    private readonly RandomFill _random;

    // Epoch and public key, by trustee.
    private readonly (uint Epoch, byte[] Key)[] _packetKeys;

    /// <summary>A sealer for reports under <paramref name="manifest"/>.</summary>
    /// <param name="manifest">its signatures checked by the caller.</param>
    /// <param name="packetKeys">the newest list of packet keys, its signatures checked by the caller; null before the first refresh.</param>
    public ReportSealer(Manifest manifest, PacketKeyList? packetKeys = null)
        : this(manifest, packetKeys, SecureRandom.Fill)
    {
    }

    internal ReportSealer(Manifest manifest, RandomFill random)
        : this(manifest, null, random)
    {
    }

    private ReportSealer(Manifest manifest, PacketKeyList? list, RandomFill random)
    {
        _manifest = manifest;
        _random = random;
        _packetKeys = list?.CountsUnder(manifest) == true
            ? [.. list.Keys.Select(key => (list.Epoch, key))]
            : [.. manifest.Trustees.Select(trustee => (trustee.Epoch, trustee.PacketKey))];
    }

    /// <summary>Seals version 1 of a new report.</summary>
    /// <param name="draft">what she wrote and chose.</param>
    /// <param name="fingerprints">one for each identifier with <c>MayRelease</c>, in order of the identifiers.</param>
    /// <param name="keys">her receipt's keys.</param>
    /// <param name="number">0 to 15: which of her reports this is.</param>
    /// <exception cref="ArgumentException">the manifest does not have the organisation.</exception>
    public SealedDeposit Deposit(ReportDraft draft, IReadOnlyList<ulong> fingerprints, ReceiptKeys keys, byte number)
    {
        var recipientKey = CurrentRecipientKey(draft.Organisation);
        var place = new ReportPlace(_manifest.Deployment, Handle.New(_random), 1, recipientKey);
        return Seal(Operation.Deposit, place, draft, fingerprints, keys, number, new byte[32], NewThreadKey());
    }

    /// <summary>Seals the next version of a report, whole, with new keys.</summary>
    /// <param name="draft">what she now wants.</param>
    /// <param name="fingerprints">as for <see cref="Deposit"/>.</param>
    /// <param name="keys">her receipt's keys.</param>
    /// <param name="last">the statement of the last version.</param>
    /// <param name="before">the document of the last version: its message thread goes on unless the organisation changes.</param>
    public SealedDeposit Change(
        ReportDraft draft, IReadOnlyList<ulong> fingerprints, ReceiptKeys keys, SignedStatement last, ReportDocument before)
    {
        RequireOwn(keys, last);
        var recipientKey = CurrentRecipientKey(draft.Organisation);
        var place = new ReportPlace(_manifest.Deployment, last.Statement.Handle, last.Statement.Version + 1, recipientKey);
        var sameOrganisation = string.Equals(draft.Organisation, before.Organisation, StringComparison.Ordinal);
        var threadKey = sameOrganisation ? before.ThreadKey : NewThreadKey();
        return Seal(Operation.Change, place, draft, fingerprints, keys, last.Statement.Number, last.Hash, threadKey);
    }

    /// <summary>The signed statement that ends a report.</summary>
    public SignedStatement Withdraw(ReceiptKeys keys, SignedStatement last)
    {
        RequireOwn(keys, last);
        byte[][] none = [new byte[32], new byte[32], new byte[32]];
        return Sign(keys, new Statement
        {
            Operation = Operation.Withdraw,
            Deployment = _manifest.Deployment,
            ManifestHash = _manifest.Hash,
            Handle = last.Statement.Handle,
            Version = last.Statement.Version + 1,
            Depositor = keys.Signing.PublicKey,
            Number = last.Statement.Number,
            RecipientKey = new byte[32],
            ContentHash = new byte[32],
            Commitments = none,
            PacketHashes = none,
            Predecessor = last.Hash,
        });
    }

    private static SignedStatement Sign(ReceiptKeys keys, Statement statement)
    {
        var bytes = statement.Encode();
        return new(statement, bytes, keys.Signing.Sign(bytes));
    }

    private static void RequireOwn(ReceiptKeys keys, SignedStatement last)
    {
        if (!last.Statement.Depositor.AsSpan().SequenceEqual(keys.Signing.PublicKey) || last.Statement.Operation == Operation.Withdraw)
        {
            throw new ArgumentException("only the receipt of a report that was not withdrawn can change or withdraw it", nameof(last));
        }
    }

    private SealedDeposit Seal(
        Operation operation, ReportPlace place, ReportDraft draft, IReadOnlyList<ulong> fingerprints,
        ReceiptKeys keys, byte number, byte[] predecessor, byte[] threadKey)
    {
        if (fingerprints.Count == 0 && !draft.Quorum.IsKeep && draft.Referred is null)
        {
            throw new ArgumentException("a report that others may release names somebody", nameof(fingerprints));
        }

        var draw = SlotDraw.Of(draft.Identifiers, fingerprints, _random);
        var document = new ReportDocument(
            draft.Referred is null ? ReportDocument.CurrentFormat : ReportDocument.ReferredFormat, draft.Questionnaire, draft.Language, draft.Organisation, draft.Quorum,
            draft.Answers, draft.Identifiers, draw.Slots, draw.Padding, threadKey, draft.Written, draft.Attachments, draft.Referred);

        using var contentKey = SecretBytes.Random(Envelope.KeyLength, _random);
        using var escrowKey = SecretBytes.Random(Part.EscrowLength, _random);
        var json = document.ToJson();
        var handle = place.Handle.ToArray();
        var content = Envelope.Seal(
            contentKey.Span, EnvelopeContext.Content(place.Deployment, handle, place.Version), json);
        Digest.Erase(json);
        var escrowed = SmallEnvelope.Seal(
            escrowKey.Span,
            EnvelopeContext.Escrow(place.Deployment, handle, place.Version),
            ContentKey.Wrap(contentKey.Span, place, _random));
        var selfWrap = ContentKey.WrapForSelf(contentKey.Span, keys.Box.PublicKey, place, _random);

        var parts = Part.Split(escrowKey.Span, draft.Quorum, draw.Fingerprints, _random);
        var packetPlace = new PacketPlace(place.Deployment, place.Handle, place.Version, keys.Signing.PublicKey, _manifest.Hash);
        var packets = new byte[Manifest.TrusteeCount][];
        for (var i = 0; i < packets.Length; i++)
        {
            packets[i] = Packet.Seal(_packetKeys[i].Key, i, _packetKeys[i].Epoch, packetPlace, parts[i], parts[(i + 1) % 3], _random);
        }

        var signed = Sign(keys, new Statement
        {
            Operation = operation,
            Deployment = place.Deployment,
            ManifestHash = _manifest.Hash,
            Handle = place.Handle,
            Version = place.Version,
            Depositor = keys.Signing.PublicKey,
            Number = number,
            RecipientKey = place.RecipientKey,
            ContentHash = ContentKey.Hash(content, escrowed, place),
            Commitments = [.. parts.Select((part, j) => PartCommitment.Of(j, place.Handle, place.Version, part))],
            PacketHashes = [.. packets.Select(packet => Digest.Sha256(packet))],
            Predecessor = predecessor,
        });
        Array.ForEach(parts, part => part.Dispose());
        return new(signed, content, escrowed, selfWrap, packets, keys.Lookup, document);
    }

    private byte[] CurrentRecipientKey(string organisation) =>
        _manifest.FindOrganisation(organisation)?.CurrentKey.RecipientKey
        ?? throw new ArgumentException($"the manifest has no organisation {organisation}", nameof(organisation));

    private byte[] NewThreadKey()
    {
        var key = new byte[Envelope.KeyLength];
        _random(key);
        return key;
    }
}
