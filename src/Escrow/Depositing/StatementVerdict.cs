namespace Chorus.Escrow.Depositing;

/// <summary>Names of a trustee's refusals, <c>urn:chorus:NAME</c> (docs/formats/trustee-api.md).</summary>
public static class StatementProblem
{
    public const string Malformed = "malformed";
    public const string UnknownManifest = "unknown-manifest";
    public const string StaleEpoch = "stale-epoch";
    public const string BadSignature = "bad-signature";
    public const string BadPacket = "bad-packet";
    public const string Withdrawn = "withdrawn";
    public const string VersionConflict = "version-conflict";
    public const string FamilyFull = "family-full";
    public const string UnknownReport = "unknown-report";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlySet<string> All = new HashSet<string>(StringComparer.Ordinal)
    {
        Malformed, UnknownManifest, StaleEpoch, BadSignature, BadPacket, Withdrawn, VersionConflict, FamilyFull, UnknownReport,
    };
}

/// <summary>What a trustee finds out about a statement by itself, before it looks at what it holds.</summary>
public abstract record StatementVerdict
{
    private StatementVerdict()
    {
    }

    /// <summary>Every check that needs no state was passed.</summary>
    /// <param name="Signed">the statement.</param>
    /// <param name="Parts">the trustee's two parts; null for a withdrawal.</param>
    public sealed record Accepted(SignedStatement Signed, OpenedPacket? Parts) : StatementVerdict;

    /// <summary>A check failed.</summary>
    /// <param name="Problem">one of <see cref="StatementProblem"/>.</param>
    /// <param name="Sentence">what is wrong, with nothing secret in it.</param>
    public sealed record Refused(string Problem, string Sentence) : StatementVerdict;
}
