namespace Chorus.App.Members.Record;

/// <summary>What can be done with members, roles and keys (docs/formats/member-events.md).</summary>
internal static class MemberEventKind
{
    /// <summary>Who was a member when the record began.</summary>
    public const string Found = "found";

    /// <summary>The site's operator made a member.</summary>
    public const string Enrolled = "enrolled";

    /// <summary>An administrator made an invitation.</summary>
    public const string Invited = "invited";

    /// <summary>An invitation was taken back.</summary>
    public const string InvitationWithdrawn = "invitation-withdrawn";

    /// <summary>Somebody with an invitation became a member.</summary>
    public const string Joined = "joined";

    /// <summary>A member's roles are others now.</summary>
    public const string RolesSet = "roles-set";

    /// <summary>A member left or was removed.</summary>
    public const string Left = "left";

    /// <summary>Who has the key gave it to a member.</summary>
    public const string KeyGiven = "key-given";

    /// <summary>A member put the key under a passphrase.</summary>
    public const string KeyKept = "key-kept";

    /// <summary>A member made a key for the next epoch; the trustees have yet to sign it.</summary>
    public const string KeyMade = "key-made";

    /// <summary>The manifest names a key of the organisation that it did not name before.</summary>
    public const string KeyNew = "key-new";

    /// <summary>A member fetched what opens the log.</summary>
    public const string OpeningsFetched = "openings-fetched";

    /// <summary>A member asked for an extract of a report.</summary>
    public const string ExtractAsked = "extract-asked";

    /// <summary>Another approved it.</summary>
    public const string ExtractApproved = "extract-approved";

    /// <summary>It was refused by another, or taken back by who asked.</summary>
    public const string ExtractRefused = "extract-refused";

    /// <summary>One of the two made the file.</summary>
    public const string ExtractMade = "extract-made";

    /// <summary>Whether a record can begin with such an event: with nobody before who was not written down.</summary>
    public static bool Begins(string kind) => kind is Found or Enrolled or KeyNew;
}
