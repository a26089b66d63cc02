using Chorus.Sealing;

namespace Chorus.Trustee.Running;

/// <summary>
/// What trustee 0 proposes: a run at a published time, a refresh that is due, or either on command with the consents of two operators.
/// <c>u8 kind || u64 Unix seconds || u8 number of consents (0 or 2) || consents</c>; the body of a hello of purpose 1.
/// </summary>
internal sealed record RunProposal(RunKind Kind, long At, IReadOnlyList<RunConsent> Consents)
{
    internal bool OnCommand => Consents.Count > 0;

    internal byte[] Encode()
    {
        var writer = new ByteWriter().U8((int)Kind).U64((ulong)At).U8(Consents.Count);
        foreach (var consent in Consents)
        {
            consent.Encode(writer);
        }

        return writer.ToArray();
    }

    /// <exception cref="MalformedException">where the bytes are no proposal.</exception>
    internal static RunProposal Decode(ReadOnlySpan<byte> body)
    {
        var reader = new ByteReader(body);
        var kind = RunKinds.Read(ref reader);
        var at = RunTime.Read(ref reader);
        var count = reader.U8();
        if (count is not (0 or 2))
        {
            throw new MalformedException("a proposal carries no consents or two");
        }

        var consents = new List<RunConsent>();
        for (var i = 0; i < count; i++)
        {
            consents.Add(RunConsent.Decode(ref reader));
        }

        reader.End();
        return new RunProposal(kind, at, consents);
    }
}
