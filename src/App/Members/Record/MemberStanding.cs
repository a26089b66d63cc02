namespace Chorus.App.Members.Record;

/// <summary>Who is a member with which roles and keys, as a record says; and where the database says something else.</summary>
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
            else if (done is { Kind: MemberEventKind.Found or MemberEventKind.Enrolled or MemberEventKind.Joined or MemberEventKind.RolesSet, Member: { } member, Roles: { } roles })
            {
                standing[member] = roles;
            }
        }
        return standing;
    }

    /// <summary>Which member has the key of which epoch, by their events. Who lost all roles that read lost the key too.</summary>
    /// <param name="events">in their order.</param>
    public static IReadOnlySet<(string Member, uint Epoch)> KeysOf(IEnumerable<MemberEvent> events)
    {
        var keys = new HashSet<(string Member, uint Epoch)>();
        foreach (var done in events)
        {
            if (done is { Kind: MemberEventKind.Found or MemberEventKind.Enrolled or MemberEventKind.KeyKept or MemberEventKind.KeyNew, Member: { } member, Epoch: { } epoch })
            {
                keys.Add((member, epoch));
            }
            else if (done is { Kind: MemberEventKind.Left } or { Kind: MemberEventKind.RolesSet, Roles: { } } && (done.Roles is null || !done.Roles.Intersect(Roles.Reading).Any()))
            {
                keys.RemoveWhere(k => k.Member == done.Member);
            }
        }
        return keys;
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
