using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Chorus.Escrow.Depositing;
using Chorus.Sealing;

namespace Chorus.Escrow.Messages;

/// <summary>Who wrote a message.</summary>
public enum Direction
{
    /// <summary>The reporter; signed by the family's key.</summary>
    FromReporter = 0,

    /// <summary>The organisation; signed by its signing key.</summary>
    FromOrganisation = 1,
}

/// <summary>Why a message is not shown.</summary>
public enum MessageFault
{
    /// <summary>No check failed.</summary>
    None,

    /// <summary>The signature is not that of the side that it claims to come from.</summary>
    Signature,

    /// <summary>The envelope does not open under the report's thread key.</summary>
    Envelope,

    /// <summary>The text inside does not follow its format.</summary>
    Text,
}

/// <summary>The text inside. Prints nothing of itself.</summary>
/// <param name="Format"><c>chorus/message/1</c>, or <c>/2</c> for one with a kind.</param>
/// <param name="Text">what was written.</param>
/// <param name="Hour">when, by the hour.</param>
public sealed record MessageText(string Format, string Text, string Hour)
{
    internal const string CurrentFormat = "chorus/message/1";

    /// <summary>What it says as data beside its text; null for words alone.</summary>
    [JsonIgnore]
    public MessageKind? Kind { get; init; }

    /// <summary>Always <c>[message]</c>.</summary>
    public override string ToString() => "[message]";
}

/// <summary>A message as it is sent and stored (docs/formats/message.md).</summary>
/// <param name="Handle">the report that it belongs to.</param>
/// <param name="Id">16 random bytes; a reader ignores an id that it has seen.</param>
/// <param name="Direction">who wrote it.</param>
/// <param name="Envelope">the sealed text.</param>
/// <param name="Signature">64 bytes.</param>
public sealed record SealedMessage(Handle Handle, byte[] Id, Direction Direction, byte[] Envelope, byte[] Signature)
{
    internal const int IdLength = 16;

    private static readonly byte[] s_key = Label.Of("chorus/v1/message-key");
    private static readonly byte[] s_signed = Label.Of("chorus/v1/message");

    /// <summary>Seals a message under a report's thread key.</summary>
    /// <param name="threadKey">32 bytes, from the report's document.</param>
    /// <param name="deployment">16 bytes.</param>
    /// <param name="handle">the report.</param>
    /// <param name="direction">who writes.</param>
    /// <param name="text">what.</param>
    /// <param name="hour">when, by the hour.</param>
    /// <param name="signing">the family's key, or the organisation's.</param>
    public static SealedMessage Seal(
        ReadOnlySpan<byte> threadKey, ReadOnlySpan<byte> deployment, Handle handle, Direction direction, string text, string hour,
        SigningKey signing) =>
        Seal(threadKey, deployment, handle, direction, text, hour, signing, SecureRandom.Fill);

    /// <summary>Seals a message that says something as data beside its text.</summary>
    /// <param name="threadKey">32 bytes, from the report's document.</param>
    /// <param name="deployment">16 bytes.</param>
    /// <param name="handle">the report.</param>
    /// <param name="kind">what; it also says who writes.</param>
    /// <param name="text">the same in words.</param>
    /// <param name="hour">when, by the hour.</param>
    /// <param name="signing">the family's key, or the organisation's.</param>
    public static SealedMessage Seal(
        ReadOnlySpan<byte> threadKey, ReadOnlySpan<byte> deployment, Handle handle, MessageKind kind, string text, string hour,
        SigningKey signing) =>
        Seal(threadKey, deployment, handle, kind, text, hour, signing, SecureRandom.Fill);

    /// <summary>Whether the signature is that of the side that the message claims to come from: all that a store can check.</summary>
    public bool Verify(ReadOnlySpan<byte> deployment, ReadOnlySpan<byte> signingKey) =>
        Id.Length == IdLength
        && Direction is Direction.FromReporter or Direction.FromOrganisation
        && SigningKey.Verify(signingKey, Signed(deployment, Handle, Id, Direction, Envelope), Signature);

    /// <summary>Checks and opens a message.</summary>
    public bool TryOpen(
        ReadOnlySpan<byte> threadKey, ReadOnlySpan<byte> deployment, ReadOnlySpan<byte> signingKey,
        [NotNullWhen(true)] out MessageText? message, out MessageFault fault)
    {
        message = null;
        if (!Verify(deployment, signingKey))
        {
            fault = MessageFault.Signature;
            return false;
        }

        var key = Key(threadKey, Id, Direction);
        byte[] json;
        try
        {
            var context = EnvelopeContext.Message(deployment, Handle.ToArray(), Id, (byte)Direction);
            json = Sealing.Envelope.Open(key, context, Envelope);
        }
        catch (SealingException)
        {
            fault = MessageFault.Envelope;
            return false;
        }
        finally
        {
            Digest.Erase(key);
        }

        try
        {
            message = MessageJson.Read(json, Direction);
            fault = MessageFault.None;
            return true;
        }
        catch (MalformedException)
        {
            fault = MessageFault.Text;
            return false;
        }
        finally
        {
            Digest.Erase(json);
        }
    }

    internal static SealedMessage Seal(
        ReadOnlySpan<byte> threadKey, ReadOnlySpan<byte> deployment, Handle handle, Direction direction, string text, string hour,
        SigningKey signing, RandomFill random)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(new MessageText(MessageText.CurrentFormat, text, hour), StrictJson.Options);
        var sealedMessage = SealText(threadKey, deployment, handle, direction, json, signing, random);
        Digest.Erase(json);
        return sealedMessage;
    }

    internal static SealedMessage Seal(
        ReadOnlySpan<byte> threadKey, ReadOnlySpan<byte> deployment, Handle handle, MessageKind kind, string text, string hour,
        SigningKey signing, RandomFill random)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(MessageJson.Of(kind, text, hour), StrictJson.Options);
        var sealedMessage = SealText(threadKey, deployment, handle, kind.From, json, signing, random);
        Digest.Erase(json);
        return sealedMessage;
    }

    /// <summary>Seals any bytes, for messages that a reader must refuse.</summary>
    internal static SealedMessage SealText(
        ReadOnlySpan<byte> threadKey, ReadOnlySpan<byte> deployment, Handle handle, Direction direction, ReadOnlySpan<byte> json,
        SigningKey signing, RandomFill random)
    {
        var id = new byte[IdLength];
        random(id);
        // The id is fresh for every message, so the key derived from it seals one envelope only, as envelopes demand.
        var key = Key(threadKey, id, direction);
        var context = EnvelopeContext.Message(deployment, handle.ToArray(), id, (byte)direction);
        var envelope = Sealing.Envelope.Seal(key, context, json);
        Digest.Erase(key);
        return new(handle, id, direction, envelope, signing.Sign(Signed(deployment, handle, id, direction, envelope)));
    }

    private static byte[] Key(ReadOnlySpan<byte> threadKey, byte[] id, Direction direction)
    {
        if (threadKey.Length != Sealing.Envelope.KeyLength)
        {
            throw new ArgumentException("a thread key is 32 bytes", nameof(threadKey));
        }

        return Hkdf.Derive(threadKey, [.. s_key, .. id, (byte)direction], Sealing.Envelope.KeyLength);
    }

    private static byte[] Signed(ReadOnlySpan<byte> deployment, Handle handle, byte[] id, Direction direction, byte[] envelope) =>
        new ByteWriter(160)
            .Bytes(s_signed)
            .Bytes(deployment)
            .Bytes(handle.ToArray())
            .Bytes(id)
            .U8((int)direction)
            .Bytes(Digest.Sha256(envelope))
            .ToArray();
}
