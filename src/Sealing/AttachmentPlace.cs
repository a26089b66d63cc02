namespace Chorus.Sealing;

/// <summary>Which file a chunk belongs to (docs/formats/attachment.md): bound into its key, so it opens as part of no other.</summary>
public sealed class AttachmentPlace
{
    private readonly byte[] _deployment;
    private readonly byte[] _id;

    /// <param name="deployment">16 bytes.</param>
    /// <param name="id">16 random bytes.</param>
    /// <param name="count">how many chunks the file has; one of the classes.</param>
    /// <exception cref="ArgumentException">for another length or count.</exception>
    public AttachmentPlace(ReadOnlySpan<byte> deployment, ReadOnlySpan<byte> id, int count)
    {
        if (deployment.Length != IdLength || id.Length != IdLength || !AttachmentSize.IsCount(count))
        {
            throw new ArgumentException("deployments and attachment ids are 16 bytes, counts one of the classes", nameof(count));
        }

        (_deployment, _id, Count) = (deployment.ToArray(), id.ToArray(), count);
    }

    /// <summary>Bytes of an attachment's id.</summary>
    public const int IdLength = 16;

    /// <summary>How many chunks the file has.</summary>
    public int Count { get; }

    internal byte[] Context => Write("chorus/v1/attachment").ToArray();

    internal ByteWriter Write(string label) => new ByteWriter(96).Label(label).Bytes(_deployment).Bytes(_id).U32((uint)Count);
}
