using Chorus.Sealing;

namespace Chorus.Trustee.Running;

/// <summary>
/// One operator's consent to a run outside the published times, or to a refresh, signed by the trustee's key:
/// <c>label("chorus/v1/run-consent") || deployment(16) || u8 kind || u8 trustee || u64 Unix seconds</c>, then the signature.
/// </summary>
internal sealed record RunConsent(RunKind Kind, int Trustee, long At, byte[] Signature)
{
    /// <summary>Bytes of <see cref="Encode"/>.</summary>
    internal const int Length = 1 + 1 + 8 + SigningKey.SignatureLength;

    private const int ValidSeconds = 600;

    internal static RunConsent Give(RunKind kind, int trustee, SigningKey key, byte[] deployment, DateTimeOffset now)
    {
        var at = now.ToUnixTimeSeconds();
        return new RunConsent(kind, trustee, at, key.Sign(Signed(kind, trustee, at, deployment)));
    }

    internal static RunConsent Decode(ref ByteReader reader) => new(RunKinds.Read(ref reader), reader.U8(), RunTime.Read(ref reader), reader.Bytes(SigningKey.SignatureLength).ToArray());

    internal void Encode(ByteWriter writer) => writer.U8((int)Kind).U8(Trustee).U64((ulong)At).Bytes(Signature);

    /// <summary>Whether it was given within the last ten minutes by the trustee that it names.</summary>
    internal bool Holds(byte[] deployment, byte[] trusteeKey, DateTimeOffset now) =>
        RunTime.IsNear(At, now, ValidSeconds) && SigningKey.Verify(trusteeKey, Signed(Kind, Trustee, At, deployment), Signature);

    private static byte[] Signed(RunKind kind, int trustee, long at, byte[] deployment) =>
        new ByteWriter().Label("chorus/v1/run-consent").Bytes(deployment).U8((int)kind).U8(trustee).U64((ulong)at).ToArray();
}
