using Chorus.Sealing.TimeStamps;

namespace Chorus.App.TimeStamps;

/// <summary>The authority that stamps this site's versions: a configured one, or a trial's own.</summary>
internal interface ITimeStampAuthority
{
    /// <summary>The pinned certificates that its tokens have to lead to.</summary>
    TimeStampRoots Roots { get; }

    /// <summary>Its answer to a question; null where none came that could be read, with a few words for the log.</summary>
    Task<(byte[]? Answer, string Why)> AskAsync(byte[] query, CancellationToken stop);
}

/// <summary>A trial's own, in the site's folder. Not evidence of anything: whoever holds the key can stamp any time.</summary>
internal sealed class OwnTimeStamps(TimeStampAuthority authority) : ITimeStampAuthority, IDisposable
{
    public TimeStampRoots Roots => authority.Roots;

    public Task<(byte[]? Answer, string Why)> AskAsync(byte[] query, CancellationToken stop) => Task.FromResult<(byte[]?, string)>((authority.Answer(query), ""));

    public void Dispose() => authority.Dispose();
}
