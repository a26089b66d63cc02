using Chorus.Escrow;

namespace Chorus.App.Members;

/// <summary>How long what one member asks of another lives: an invitation, the wish for a key, a request for an extract.</summary>
internal static class Joining
{
    private static readonly TimeSpan s_lives = TimeSpan.FromDays(7);

    /// <summary>What was made before this hour is over. Hours are written so that their order as text is their order in time.</summary>
    public static string Oldest(TimeProvider clock) => Hour.Of(clock.GetUtcNow() - s_lives);
}
