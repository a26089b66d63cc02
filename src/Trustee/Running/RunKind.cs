using Chorus.Sealing;

namespace Chorus.Trustee.Running;

/// <summary>What the three trustees meet for.</summary>
internal enum RunKind
{
    /// <summary>A run over all reports.</summary>
    Match = 1,

    /// <summary>A refresh: new parts of every report, the old ones destroyed.</summary>
    Refresh = 2,

    /// <summary>Trustee 0 takes the place of a lost one: the others hand it its parts, and a refresh follows.</summary>
    Replace0 = 3,

    /// <summary>Trustee 1 does.</summary>
    Replace1 = 4,

    /// <summary>Trustee 2 does.</summary>
    Replace2 = 5,
}

/// <summary>Kinds on links and for people.</summary>
internal static class RunKinds
{
    /// <exception cref="MalformedException">where it is no kind.</exception>
    internal static RunKind Read(ref ByteReader reader) =>
        (RunKind)reader.U8() is var kind and >= RunKind.Match and <= RunKind.Replace2 ? kind : throw new MalformedException("a proposal or consent is for something unknown here");

    /// <summary>The replacement of a trustee.</summary>
    internal static RunKind Replace(int trustee) => RunKind.Replace0 + trustee;

    extension(RunKind kind)
    {
        /// <summary>The trustee that takes the place of a lost one, or null.</summary>
        internal int? Newcomer() => kind >= RunKind.Replace0 ? kind - RunKind.Replace0 : null;

        /// <summary>For logs and answers.</summary>
        internal string Name() => kind switch
        {
            RunKind.Match => "run",
            RunKind.Refresh => "refresh",
            _ => $"replacement of trustee {kind.Newcomer()}",
        };
    }
}
