using Chorus.Sealing;

namespace Chorus.Trustee.Storing;

/// <summary>How far a trustee is with the parts of an epoch.</summary>
public enum EpochPhase
{
    /// <summary>They are the only ones that it has.</summary>
    Stable = 0,

    /// <summary>They lie beside the old ones, compared with both neighbours; the old ones are in use.</summary>
    Prepared = 1,

    /// <summary>They are in use; the old ones are kept until all three have got so far.</summary>
    Switched = 2,
}

/// <summary>
/// The newest epoch of which a trustee has parts: <c>u32 number || u8 phase || list(32)</c> on links
/// (docs/formats/trustee-api.md, "Steps of a refresh").
/// </summary>
/// <param name="Number">From 1; each refresh begins one more.</param>
/// <param name="Phase">How far it is.</param>
/// <param name="List">Hash of the list of reports whose parts were made anew; zeros in epoch 1.</param>
/// <param name="Hour">When its parts were prepared, by the hour; empty where a store was never served.</param>
public sealed record StoredEpoch(uint Number, EpochPhase Phase, byte[] List, string Hour)
{
    /// <summary>Bytes of <see cref="Encode"/>.</summary>
    internal const int Length = 4 + 1 + Digest.Length;

    /// <summary>The epoch in which a store begins.</summary>
    internal static StoredEpoch First { get; } = new(1, EpochPhase.Stable, new byte[Digest.Length], "");

    internal byte[] Encode() => new ByteWriter().U32(Number).U8((int)Phase).Bytes(List).ToArray();

    /// <exception cref="MalformedException">where the bytes are no state.</exception>
    internal static StoredEpoch Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        var number = reader.U32();
        var phase = (EpochPhase)reader.U8();
        var list = reader.Bytes(Digest.Length).ToArray();
        reader.End();
        return number > 0 && phase is EpochPhase.Stable or EpochPhase.Prepared or EpochPhase.Switched
            ? new StoredEpoch(number, phase, list, "")
            : throw new MalformedException("the state of an epoch has no number or an unknown phase");
    }
}
