using Chorus.Escrow.Identifiers.Text;

namespace Chorus.Escrow.Identifiers.Role;

/// <summary>What somebody does at a place (with shift or crew, if known): plain words in their order.</summary>
internal static class RoleIdentifier
{
    private static readonly HashSet<string> Articles = SharedData.Read<HashSet<string>>("articles.json");

    public static Attempt Canonical(Identifier identifier)
    {
        var words = Words.Of(identifier.Value);
        // "the night supervisor" and "night supervisor" are one; a title stays, since here it may be the whole role.
        if (words.Count > 1 && Articles.Contains(words[0]))
        {
            words.RemoveAt(0);
        }
        return words.Count == 0
            ? Attempt.Refuse("nothing-readable")
            : Attempt.Accept($"{string.Join(' ', words)}|{Place.Normalise(identifier.Place)}");
    }
}
