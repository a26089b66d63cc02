using System.Text;
using System.Text.Json;
using Chorus.Escrow;
using Chorus.Escrow.Depositing;
using Chorus.Escrow.Exporting;
using Chorus.Escrow.Extracts;
using Chorus.Escrow.Findings;
using Chorus.Escrow.Manifests;
using Chorus.Escrow.Messages;
using Chorus.Escrow.Sheets;
using Chorus.Escrow.Releasing;
using Chorus.Escrow.TimeStamps;
using Chorus.Sealing;
using Chorus.Tests.Fuzzing;
using Chorus.Unit.Tests.Escrow;
using Chorus.Unit.Tests.Escrow.Releasing;
using Chorus.Unit.Tests.Vectors;

namespace Chorus.Unit.Tests.Fuzzing;

/// <summary>What reporters, the site, organisations and trustees send one another, from the examples in <c>vectors/</c>.</summary>
internal static class EscrowFormats
{
    private static readonly Trial s_trial = new("fuzzing");
    private static readonly SealedDeposit s_deposit = s_trial.Deposit();
    private static readonly SeededRandom s_random = new("escrow formats");
    private static readonly byte[] s_ack = Acknowledgement.SignAll(s_trial.Trustees[0], 0, [s_random.Bytes(32), s_random.Bytes(32), s_deposit.Signed.Hash])[2];

    internal static IEnumerable<FuzzedFormat> All()
    {
        yield return new("statement", Of("statement.json", "statement"), bytes => Statement.Decode(bytes).Encode(), typeof(MalformedException));
        yield return new("statement at a trustee", [s_deposit.Signed.Bytes], CheckedStatement);
        yield return new("part", [.. VectorEntry.Good("packet.json").SelectMany(v => v.List("parts"))], Part_, typeof(MalformedException));
        yield return new("packet", [s_deposit.Packets[0]], Opened, typeof(SealingException));
        yield return new("text of a packet", [PacketText()], OpenedText, typeof(SealingException));
        yield return new("acknowledgement", [s_ack], bytes => Acknowledged(bytes) ? s_ack : null);
        yield return new("release record", [.. Release.Records(s_trial, s_deposit).Select(r => r.Record)], bytes => ReleaseRecord.Decode(bytes).Encode(), typeof(MalformedException));
        yield return new("release record that its trustee signed", [Release.Records(s_trial, s_deposit)[1].Record], Released);
        yield return new("manifest", Of("manifest.json", "manifest"), Manifest_, typeof(MalformedException)) { Json = true };
        yield return new("manifest signatures", [Signatures()], bytes => ManifestSignatures.Parse(bytes).ToJson(), typeof(MalformedException)) { Json = true };
        yield return new("packet keys", Of("packet-keys.json", "list"), bytes => SignedPacketKeys.Parse(bytes).ToJson(), typeof(MalformedException)) { Json = true };
        yield return new("report document", [.. Of("deposit.json", "document"), WithFiles()], bytes => ReportDocument.Parse(bytes).ToJson(), typeof(MalformedException)) { Json = true };
        yield return new("message", [MessageOfWords(), MessageOfAKind()], Message) { Json = true };
        yield return new("sheet", [SheetJson()], Sheet_, typeof(MalformedException), typeof(SealingException)) { Json = true };
        yield return new("extract", [ExtractJson()], Extract, typeof(MalformedException), typeof(SealingException)) { Json = true };
        yield return new("export", Of("export.json", "file"), Export, typeof(MalformedException)) { Json = true };
        yield return new("time-stamp of a version", Of("timestamp.json", "stamp"), Stamp, typeof(MalformedException)) { AllowedBytes = 1 << 20 };
        yield return new("finding statement", Of("finding-statement.json", "file"), bytes => FindingStatement.Parse(bytes).ToJson(), typeof(MalformedException)) { Json = true };
        yield return new("draft", [Draft()], bytes => Drafted(DraftFile.Parse(bytes)), typeof(MalformedException)) { Json = true };
    }

    /// <summary>Whatever form it has, all of it can be checked.</summary>
    private static byte[] Export(byte[] bytes)
    {
        var export = RecordExport.Parse(bytes);
        var found = ExportCheck.Check(export);
        ExportOpener.Open(export, found.Manifest, s_trial.Receipt);
        return export.ToJson();
    }

    private static byte[] Stamp(byte[] bytes)
    {
        var stamp = VersionStamp.Decode(bytes);
        stamp.Verify(s_deposit.Signed.Bytes, s_deposit.Signed.Signature, null, out var token);
        // Whatever the imprint, so that all of a token is looked at.
        _ = token?.AuthorityName;
        return stamp.Encode();
    }

    private static byte[] Draft()
    {
        var draft = Trial.Draft();
        return Drafted(new DraftFile(DraftFile.CurrentFormat, draft.Questionnaire, draft.Language, draft.Organisation, draft.Quorum, draft.Answers, draft.Identifiers));
    }

    private static byte[] Drafted(DraftFile draft)
    {
        try
        {
            draft.Ready(s_trial.Manifest, "2026-11-23T21Z");
        }
        catch (MalformedException)
        {
            // Read, and not fit to be sealed.
        }

        return JsonSerializer.SerializeToUtf8Bytes(draft, StrictJson.Options);
    }

    /// <summary>A document with two files, one of which could not be looked into and answers a question.</summary>
    private static byte[] WithFiles()
    {
        var key = new byte[32];
        ReportAttachment[] files =
        [
            new(new byte[16], key, "photo.jpg", "image/jpeg", 482_113, key, ["location", "device"]),
            new([.. new byte[15], 1], key, "voice", "audio/webm", 0, key, null, "story"),
        ];
        return (ReportDocument.Parse(Of("deposit.json", "document")[0]) with { Attachments = files }).ToJson();
    }

    /// <summary>A field of the good entries of a vector file: base64url, or a text as it is.</summary>
    private static IReadOnlyList<byte[]> Of(string file, string field) =>
        [.. VectorEntry.Good(file).Select(v => Base64UrlText.TryDecode(v.Text(field), out var bytes) ? bytes : Encoding.UTF8.GetBytes(v.Text(field)))];

    private static byte[]? CheckedStatement(byte[] bytes) =>
        s_trial.Check(0).Check(bytes, s_trial.Receipt.Signing.Sign(bytes), s_deposit.Packets[0]) is StatementVerdict.Accepted accepted
            ? accepted.Signed.Statement.Encode()
            : null;

    private static byte[] Part_(byte[] bytes)
    {
        using var part = Part.Decode(bytes);
        return part.Bytes.ToArray();
    }

    private static byte[] Opened(byte[] bytes)
    {
        Packet.EpochOf(bytes);
        Packet.Open(s_trial.PacketKeys[0], 0, PacketPlace.Of(s_deposit.Signed.Statement), bytes);
        return s_deposit.Packets[0];
    }

    private static byte[] PacketText()
    {
        var opened = Packet.Open(s_trial.PacketKeys[0], 0, PacketPlace.Of(s_deposit.Signed.Statement), s_deposit.Packets[0]);
        return [1, .. opened.Own.Bytes, .. opened.Next.Bytes];
    }

    private static byte[] OpenedText(byte[] text)
    {
        var place = PacketPlace.Of(s_deposit.Signed.Statement);
        var opened = Packet.Open(s_trial.PacketKeys[0], 0, place, Packet.SealText(s_trial.PacketKeys[0].PublicKey, 0, 1, place, text, s_random.Fill));
        return [1, .. opened.Own.Bytes, .. opened.Next.Bytes];
    }

    private static bool Acknowledged(byte[] ack) =>
        Acknowledgement.Verify(s_trial.Trustees[0].PublicKey, 0, s_deposit.Signed.Hash, ack);

    /// <summary>One trustee turns bad and signs whatever it likes: the advocate's side names a fault, or it is what it should be.</summary>
    private static byte[]? Released(byte[] record)
    {
        var first = Release.Record(s_trial, s_deposit, 0).Sign(s_trial.Trustees[0]);
        var second = new SignedRecord(record, s_trial.Trustees[1].Sign(record));
        return new ReportOpener(s_trial.Manifest).TryOpen(s_trial.Organisation, Release.Sealed(s_deposit), first, second, out _, out _) ? ReleaseRecord.Decode(record).Encode() : null;
    }

    private static byte[] Manifest_(byte[] bytes)
    {
        var read = Manifest.Parse(bytes);
        return Manifest.Create(new ManifestContent(
            Manifest.Format, read.Version, read.Deployment, read.Salt, read.Trial, read.RunEverySeconds, read.Trustees, read.Site, read.Networks, read.Organisations)).File;
    }

    private static byte[] Signatures() =>
        new ManifestSignatures([.. s_trial.Trustees.Select(t => ManifestSignatures.Sign(t, s_trial.Manifest.Hash))]).ToJson();

    private static byte[] MessageOfWords() => Written(new(MessageText.CurrentFormat, "Only on weekdays.", "2026-11-23T21Z"))!;

    private static byte[] MessageOfAKind() => Written(new(MessageJson.OfKinds, "They cut my hours.", "2026-11-23T21Z")
    {
        Kind = new WatchAnswer("30", "2026-10-20T08Z", "something", ["R02", "R05"], true, "since Monday", "unsure"),
    })!;

    private static byte[]? Written(MessageText message) => message switch
    {
        { Kind: { } kind } => JsonSerializer.SerializeToUtf8Bytes(MessageJson.Of(kind, message.Text, message.Hour), StrictJson.Options),
        { Format: MessageText.CurrentFormat } => JsonSerializer.SerializeToUtf8Bytes(message, StrictJson.Options),
        // A kind that nobody knows: nothing to write.
        _ => null,
    };

    /// <summary>Whoever has the thread key can put any text into a genuine message.</summary>
    private static byte[]? Message(byte[] json)
    {
        var (thread, deployment) = (new byte[32], s_trial.Manifest.Deployment);
        var signing = s_trial.Receipt.Signing;
        var message = SealedMessage.SealText(thread, deployment, s_deposit.Signed.Statement.Handle, Direction.FromReporter, json, signing, s_random.Fill);
        return message.TryOpen(thread, deployment, signing.PublicKey, out var text, out _)
            ? Written(text)
            : null;
    }

    private static byte[] ExtractJson() => Encoding.UTF8.GetBytes(
        """{"format":"chorus/extract/1","language":"en","reason":"For the court.","with":["answers/where","answers/story/2","messages/00112233445566778899aabbccddeeff"],"blacked":["Ana","room 12"]}""");

    /// <summary>A colleague's browser can put any text into a genuine request.</summary>
    private static byte[] Extract(byte[] json)
    {
        var (root, place) = (new byte[32], new ExtractPlace(s_trial.Manifest.Deployment, new byte[16], 1, "m"));
        return JsonSerializer.SerializeToUtf8Bytes(SealedExtract.Open(root, place, SealedExtract.SealText(root, place, json, s_random.Fill)), StrictJson.Options);
    }

    private static byte[] SheetJson() => JsonSerializer.SerializeToUtf8Bytes(
        new Sheet(Sheet.CurrentFormat, [new SheetNote(new byte[16], "m", "2026-11-23T21Z", "Called.")], ["urgent"], "m", "2026-12-03", new SetAside("m", "2026-11-23T21Z", "n")), StrictJson.Options);

    /// <summary>A colleague's browser can put any text into a genuine sheet.</summary>
    private static byte[] Sheet_(byte[] json)
    {
        var (root, place) = (new byte[32], new SheetPlace(s_trial.Manifest.Deployment, new byte[16], null, 1));
        return JsonSerializer.SerializeToUtf8Bytes(SealedSheet.Open(root, place, SealedSheet.SealText(root, place, json, s_random.Fill)), StrictJson.Options);
    }
}
