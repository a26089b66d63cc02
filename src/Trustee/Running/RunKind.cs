using Chorus.Sealing;

namespace Chorus.Trustee.Running;

/// <summary>What the three trustees meet for.</summary>
internal enum RunKind
{
    /// <summary>A run over all reports.</summary>
    Match = 1,

    /// <summary>A refresh: new parts of every report, the old ones destroyed.</summary>
    Refresh = 2,
}

/// <summary>Reads kinds from links.</summary>
internal static class RunKinds
{
    /// <exception cref="MalformedException">where it is no kind.</exception>
    internal static RunKind Read(ref ByteReader reader) =>
        (RunKind)reader.U8() is var kind and (RunKind.Match or RunKind.Refresh) ? kind : throw new MalformedException("a proposal or consent is for something unknown here");
}
