using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Data;

/// <summary>What was done with the members, roles and keys of an organisation, with what opens its entry in the site's log.</summary>
[Comment("What was done with members, roles and keys of organisations, with what opens the entries in the site's log (docs/formats/member-events.md).")]
internal sealed class MemberEventRow
{
    [Comment("The organisation.")]
    public required string OrganisationId { get; init; }

    [Comment("Place in the organisation's record, from 1.")]
    public required int Number { get; init; }

    [Comment("Index of its entry in the log.")]
    public required long Entry { get; init; }

    [Comment("The event in its canonical form: kind, hour, roles, epochs and ids of members, which name nobody once a member has left.")]
    public required string Line { get; init; }

    [Comment("Random 32 bytes: opens the entry.")]
    public required byte[] Salt { get; init; }
}
