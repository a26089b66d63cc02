using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Data;

/// <summary>A case of an organisation. What it is follows from its events; what is derived here is for the list alone.</summary>
[Comment("Cases of organisations. What a case is follows from its events (CaseEvents); what is derived here is for the list.")]
internal sealed class Case
{
    [Comment("Random 16 bytes in hexadecimal, chosen by the browser that opened it.")]
    public required string Id { get; init; }

    [Comment("The organisation whose case it is.")]
    public required string OrganisationId { get; init; }

    [Comment("The sealed title's row in CaseContents; null for none.")]
    public string? TitleId { get; init; }

    [Comment("SHA-256 of the sealed title in hexadecimal, which the log has too; null for none.")]
    public string? TitleHash { get; init; }

    [Comment("Derived from the events, as JSON: process, when it was opened, whether it is closed, open duties with their days, who is assigned or in conflict by number.")]
    public required string Summary { get; set; }

    [Comment("By which version of the program the summary was derived; another is derived anew at the next start.")]
    public required int SummaryVersion { get; set; }
}

/// <summary>An accepted event, with what opens its entry in the site's log.</summary>
[Comment("Accepted events of cases with what opens their entries in the site's log (docs/formats/log.md).")]
internal sealed class CaseEventRow
{
    [Comment("The case.")]
    public required string CaseId { get; init; }

    [Comment("Place in the case, from 1.")]
    public required int Number { get; init; }

    [Comment("The organisation whose case it is.")]
    public required string OrganisationId { get; init; }

    [Comment("Index of its entry in the log.")]
    public required long Entry { get; init; }

    [Comment("The event in its canonical form (docs/formats/case-events.md): codes, pseudonyms and times alone.")]
    public required string Line { get; init; }

    [Comment("Pseudonym of the member who wrote it down.")]
    public required string By { get; init; }

    [Comment("The member who wrote it down. The id of one who has left names nobody any more.")]
    public required string MemberId { get; init; }

    [Comment("Random 32 bytes: opens the entry.")]
    public required byte[] Salt { get; init; }
}

/// <summary>Sealed content that an event of the case refers to, or its title.</summary>
[Comment("Sealed content of cases: what was said, shown, named or reasoned, for the case team alone (docs/formats/case-content.md).")]
internal sealed class CaseContentRow
{
    [Comment("The case.")]
    public required string CaseId { get; init; }

    [Comment("Random 16 bytes in hexadecimal, chosen by the browser that sealed it.")]
    public required string Id { get; init; }

    [Comment("The organisation to whose key it is sealed.")]
    public required string OrganisationId { get; init; }

    [Comment("The ciphertext, padded to one of six sizes.")]
    public required byte[] Sealed { get; init; }
}

/// <summary>Which member is staff-N in a case.</summary>
[Comment("Pseudonyms of an organisation's members in its cases. Each case has its own.")]
internal sealed class CaseMember
{
    [Comment("The case.")]
    public required string CaseId { get; init; }

    [Comment("The member. The id of one who has left names nobody any more.")]
    public required string MemberId { get; init; }

    [Comment("The organisation whose case it is.")]
    public required string OrganisationId { get; init; }

    [Comment("N of staff-N, from 1.")]
    public required int Number { get; init; }
}
