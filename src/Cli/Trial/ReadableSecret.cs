using Chorus.Sealing;

namespace Chorus.Cli.Trial;

/// <summary>Random secrets that can be read out and typed: groups of four signs that do not look alike, 20 bits a group.</summary>
internal static class ReadableSecret
{
    private const string Signs = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int GroupLength = 4;

    public static string New(int groups)
    {
        // 32 signs: five bits of each random byte choose one, all equally likely.
        var signs = SecureRandom.Bytes(groups * GroupLength).Select(b => Signs[b % Signs.Length]);
        return string.Join('-', signs.Chunk(GroupLength).Select(group => new string(group)));
    }
}
