namespace Chorus.Sealing;

/// <summary>What an envelope is for (docs/formats/envelope.md): bound into its key, so it opens as nothing else.</summary>
public sealed class EnvelopeContext
{
    private EnvelopeContext(byte[] bytes) => Bytes = bytes;

    internal byte[] Bytes { get; }

    /// <summary>The content of version <paramref name="version"/> of a report.</summary>
    public static EnvelopeContext Content(ReadOnlySpan<byte> deployment, ReadOnlySpan<byte> handle, uint version) =>
        new(Start("chorus/v1/content", deployment, handle).U32(version).ToArray());

    /// <summary>The wrapped content key under the escrow key.</summary>
    public static EnvelopeContext Escrow(ReadOnlySpan<byte> deployment, ReadOnlySpan<byte> handle, uint version) =>
        new(Start("chorus/v1/escrow", deployment, handle).U32(version).ToArray());

    /// <summary>A message about a report; <paramref name="direction"/> is 0 from the reporter, 1 from the organisation.</summary>
    public static EnvelopeContext Message(
        ReadOnlySpan<byte> deployment, ReadOnlySpan<byte> handle, ReadOnlySpan<byte> messageId, byte direction) =>
        new(Start("chorus/v1/message", deployment, handle).Bytes(Sixteen(messageId)).U8(direction).ToArray());

    /// <summary>Version <paramref name="version"/> of a sheet that members keep on a report.</summary>
    public static EnvelopeContext Sheet(ReadOnlySpan<byte> deployment, ReadOnlySpan<byte> handle, uint version) =>
        new(Start("chorus/v1/sheet", deployment, handle).U32(version).ToArray());

    /// <summary>A request for an extract of version <paramref name="version"/> of a report.</summary>
    public static EnvelopeContext Extract(ReadOnlySpan<byte> deployment, ReadOnlySpan<byte> handle, uint version) =>
        new(Start("chorus/v1/extract", deployment, handle).U32(version).ToArray());

    /// <summary>An entry of a circle, by the hash of its header, 32 bytes.</summary>
    public static EnvelopeContext Circle(ReadOnlySpan<byte> deployment, ReadOnlySpan<byte> circle, ReadOnlySpan<byte> headerHash) =>
        new(Start("chorus/v1/circle", deployment, circle).Bytes(headerHash).ToArray());

    private static ByteWriter Start(string purpose, ReadOnlySpan<byte> deployment, ReadOnlySpan<byte> handle) =>
        new ByteWriter(96).Label(purpose).Bytes(Sixteen(deployment)).Bytes(Sixteen(handle));

    private static ReadOnlySpan<byte> Sixteen(ReadOnlySpan<byte> id) =>
        id.Length == 16 ? id : throw new ArgumentException("deployments, handles and message ids are 16 bytes", nameof(id));
}
