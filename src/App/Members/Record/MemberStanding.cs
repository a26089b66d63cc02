namespace Chorus.App.Members.Record;

/// <summary>Who is a member with which roles, as a record says; and where the database says something else.</summary>
internal static class MemberStanding
{
    /// <summary>Roles of those who are members by their events.</summary>
    /// <param name="events">in their order.</param>
    public static IReadOnlyDictionary<string, IReadOnlyList<Role>> Of(IEnumerable<MemberEvent> events)
    {
        var standing = new Dictionary<string, IReadOnlyList<Role>>(StringComparer.Ordinal);
        foreach (var done in events)
        {
            if (done is { Kind: MemberEventKind.Left, Member: { } gone })
            {
                standing.Remove(gone);
            }
            else if (done is { Member: { } member, Roles: { } roles })
            {
                standing[member] = roles;
            }
        }
        return standing;
    }

    /// <summary>Members who stand in the database otherwise than by their events: with other roles, or there and not here, or here and not there.</summary>
    /// <param name="recorded">by their events.</param>
    /// <param name="held">roles of each who is in the database; of one without a role none.</param>
    /// <returns>ids, each once, in their order.</returns>
    public static IReadOnlyList<string> Differing(IReadOnlyDictionary<string, IReadOnlyList<Role>> recorded, IReadOnlyDictionary<string, IReadOnlyList<Role>> held) =>
    [
        .. recorded.Keys.Union(held.Keys, StringComparer.Ordinal)
            .Where(id => !recorded.TryGetValue(id, out var said) || !held.TryGetValue(id, out var has) || !said.ToHashSet().SetEquals(has))
            .Order(StringComparer.Ordinal),
    ];
}
