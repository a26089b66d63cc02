using System.Buffers.Binary;
using Chorus.Sealing;

namespace Chorus.Trustee.Links;

/// <summary>What a connection between trustees is for.</summary>
internal enum LinkPurpose
{
    Run = 1,
    Consent = 2,
}

/// <summary>
/// The first bytes on a link, from either side:
/// <c>label("chorus/v1/link") || deployment(16) || u8 from || u8 to || u8 purpose || var body</c>.
/// </summary>
internal sealed record Hello(byte[] Deployment, int From, int To, LinkPurpose Purpose, byte[] Body)
{
    private const string LinkLabel = "chorus/v1/link";
    private const int LongestBody = 4096;

    private static readonly int s_headLength = Label.Of(LinkLabel).Length + 16 + 3 + 4;

    internal async Task WriteAsync(Stream stream, CancellationToken cancel)
    {
        var bytes = new ByteWriter().Label(LinkLabel).Bytes(Deployment).U8(From).U8(To).U8((int)Purpose).Var(Body).ToArray();
        await stream.WriteAsync(bytes, cancel);
        await stream.FlushAsync(cancel);
    }

    /// <exception cref="MalformedException">where the bytes are no hello.</exception>
    /// <exception cref="EndOfStreamException">where the other side closes first.</exception>
    internal static async Task<Hello> ReadAsync(Stream stream, CancellationToken cancel)
    {
        var head = new byte[s_headLength];
        await stream.ReadExactlyAsync(head, cancel);
        var length = BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(^4..));
        if (length > LongestBody)
        {
            throw new MalformedException("a hello's body is too long");
        }

        var body = new byte[length];
        await stream.ReadExactlyAsync(body, cancel);
        return Decode(head, body);
    }

    private static Hello Decode(byte[] head, byte[] body)
    {
        var reader = new ByteReader(head);
        reader.Label(LinkLabel);
        return new Hello(reader.Bytes(16).ToArray(), reader.U8(), reader.U8(), (LinkPurpose)reader.U8(), body);
    }
}
