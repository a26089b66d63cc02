namespace Chorus.App.Trustees;

/// <summary>What the site asks of one trustee (docs/formats/trustee-api.md). Over HTTPS in production; in tests a trustee in this process.</summary>
internal interface ITrusteeClient
{
    /// <summary>0, 1 or 2.</summary>
    int Index { get; }

    /// <summary>Hands on a signed statement and this trustee's packet (none for a withdrawal).</summary>
    Task<TrusteeAnswer> SubmitAsync(byte[] statement, byte[] signature, byte[]? packet, CancellationToken stop);

    /// <summary>At most 500 releases after a sequence number, rising; null when the trustee cannot be reached.</summary>
    Task<IReadOnlyList<TrusteeRelease>?> ReleasesAsync(long after, CancellationToken stop);

    /// <summary>Names reports that the site keeps.</summary>
    /// <param name="reports">at most 1000, <c>handle(16) || statement hash(32)</c> each; none to ask only.</param>
    /// <param name="last">whether that was all.</param>
    /// <param name="stop">gives up.</param>
    /// <returns>whether the trustee wants to be told (more); null when it cannot be reached.</returns>
    Task<bool?> KeptAsync(IReadOnlyList<byte[]> reports, bool last, CancellationToken stop);

    /// <summary>The packet keys of the epoch in use there; null before the first refresh or when the trustee cannot be reached.</summary>
    Task<TrusteePacketKeys?> PacketKeysAsync(CancellationToken stop);
}

/// <summary>A trustee's answer to a statement.</summary>
internal abstract record TrusteeAnswer
{
    private TrusteeAnswer()
    {
    }

    /// <summary>Its acknowledgement, 257 bytes, not yet verified.</summary>
    public sealed record Acknowledged(byte[] Ack) : TrusteeAnswer;

    /// <summary>It refuses for a reason of trustee-api.md, <c>stale-epoch</c> and so on.</summary>
    public sealed record Refused(string Name, string Sentence) : TrusteeAnswer;

    /// <summary>It is down, busy, or does not speak as agreed; a later try may succeed.</summary>
    public sealed record Unreachable(string Why) : TrusteeAnswer;

    /// <summary>It was not asked, since it kept the job that would ask it waiting for too long already (<see cref="PassPatience"/>).</summary>
    public sealed record NotAsked : TrusteeAnswer;
}

/// <summary>One entry of a trustee's list of releases.</summary>
internal sealed record TrusteeRelease(long Sequence, byte[] Record, byte[] Signature);

/// <summary>The three packet keys of an epoch, with one trustee's signature of the list, not yet verified.</summary>
internal sealed record TrusteePacketKeys(uint Epoch, IReadOnlyList<byte[]> PacketKeys, byte[] Signature);
