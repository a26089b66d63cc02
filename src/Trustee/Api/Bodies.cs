using System.Text.Json;
using System.Text.Json.Serialization;
using Chorus.Sealing;
using Chorus.Trustee.Depositing;
using Chorus.Trustee.Running;

namespace Chorus.Trustee.Api;

/// <summary>Body of <c>POST /v1/statements</c>: at most <see cref="MostStatements"/>.</summary>
internal sealed record StatementsBody(IReadOnlyList<StatementBody> Statements)
{
    internal const int MostStatements = 64;
}

/// <summary>One of them; packet absent for a withdrawal.</summary>
internal sealed record StatementBody(byte[] Statement, byte[] Signature, byte[]? Packet);

/// <summary>The answers, in order.</summary>
internal sealed record AnswersBody(IReadOnlyList<AnswerBody> Answers);

/// <summary>One of them: an acknowledgement of 257 bytes, or the name of a problem and a sentence.</summary>
internal sealed record AnswerBody(byte[]? Ack, string? Problem, string? Sentence)
{
    internal static AnswerBody Of(DepositAnswer answer) => answer.Ack is { } ack ? new(ack, null, null) : new(null, answer.Problem, answer.Sentence);
}

/// <summary>Body of <c>POST /v1/kept</c>: at most <see cref="MostReports"/>, of 48 bytes each.</summary>
internal sealed record KeptBody(IReadOnlyList<byte[]> Reports, bool Last)
{
    internal const int MostReports = 1000;
}

/// <summary>The answer of <c>POST /v1/kept</c>.</summary>
internal sealed record KeptAnswerBody(bool Wanted);

/// <summary>One release in the answer of <c>GET /v1/releases</c>.</summary>
internal sealed record ReleaseBody(long Sequence, byte[] Record, byte[] Signature);

/// <summary>The answer of <c>GET /v1/releases</c>.</summary>
internal sealed record ReleasesBody(IReadOnlyList<ReleaseBody> Releases);

/// <summary>The answer of <c>GET /v1/packet-keys</c>; null before the first refresh.</summary>
internal sealed record PacketKeysBody(PacketKeyListBody? List);

/// <summary>A list of packet keys with one trustee's signature.</summary>
internal sealed record PacketKeyListBody(uint Epoch, IReadOnlyList<byte[]> PacketKeys, byte[] Signature);

/// <summary>The answer of <c>GET /v1/status</c>.</summary>
internal sealed record StatusBody(int Trustee, uint Epoch, int Reports, string? LastRun, uint LastRunNumber, string LastOutcome, string NextRun, string Mode, IReadOnlyList<LackingBody> Lacking, IReadOnlyList<LackingBody> Denied);

/// <summary>What one other trustee left out of its list, or which releases it did not admit to, in <see cref="StatusBody"/>.</summary>
internal sealed record LackingBody(int Trustee, int Reports, int Runs)
{
    internal static LackingBody Of(PeerCount count) => new(count.Trustee, count.Reports, count.Runs);
}

/// <summary>JSON of the API: camel case, bytes in base64url. Unknown, repeated or differently written members are refused.</summary>
internal static class ApiJson
{
    internal static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new Base64UrlConverter() },
        RespectRequiredConstructorParameters = false,
        PropertyNameCaseInsensitive = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
    };
}
