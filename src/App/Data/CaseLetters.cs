using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Data;

/// <summary>That a party of a case has a code for letters. One that ended stays: what it signed still counts.</summary>
[Comment("Codes by which parties of cases read and write letters (docs/formats/case-letter.md): public keys alone.")]
internal sealed class CaseAccess
{
    [Comment("The code's Ed25519 public key, 32 bytes: verifies what the party writes.")]
    public required byte[] SigningKey { get; init; }

    [Comment("The case.")]
    public required string CaseId { get; init; }

    [Comment("The organisation whose case it is.")]
    public required string OrganisationId { get; init; }

    [Comment("Pseudonym of the respondent of whom the letters are.")]
    public required string Of { get; init; }

    [Comment("Pseudonym of who has the code: the same, or an adviser.")]
    public required string Party { get; init; }

    [Comment("The code's look-up id, 16 bytes; null once a later code ended it.")]
    public byte[]? Lookup { get; set; }

    [Comment("SHA-256 of the look-up id, 32 bytes, which the organisation signed.")]
    public required byte[] LookupHash { get; init; }

    [Comment("The code's X25519 public key, 32 bytes: copies are sealed to it.")]
    public required byte[] BoxKey { get; init; }

    [Comment("The organisation's signature of the access, 64 bytes.")]
    public required byte[] Signature { get; init; }

    [Comment("The signature of the code's own key, 64 bytes.")]
    public required byte[] Proof { get; init; }

    [Comment("The hour in which it was given.")]
    public required string Hour { get; init; }
}

/// <summary>A letter between the organisation and a party of a case.</summary>
[Comment("Letters between organisation and respondents of cases (docs/formats/case-letter.md): ciphertext. Destroyed where an event destroys its content.")]
internal sealed class CaseLetterRow
{
    [Comment("Order of arrival.")]
    public long Sequence { get; init; }

    [Comment("The case.")]
    public required string CaseId { get; init; }

    [Comment("Random 16 bytes in hexadecimal, chosen by the writer's browser; the id of the content where the letter is recorded.")]
    public required string Id { get; init; }

    [Comment("The organisation whose case it is.")]
    public required string OrganisationId { get; init; }

    [Comment("Pseudonym of the respondent of whom the letters are.")]
    public required string Of { get; init; }

    [Comment("Pseudonym of who wrote it.")]
    public required string By { get; init; }

    [Comment("0 from the party, 1 from the organisation.")]
    public required byte Direction { get; init; }

    [Comment("What it is: 1 to 5, of each direction.")]
    public required byte Kind { get; init; }

    [Comment("SHA-256 of what it says with its salt, 32 bytes, which the writer signed.")]
    public required byte[] DataHash { get; init; }

    [Comment("The letter sealed to the team, padded to one of five sizes.")]
    public required byte[] Sealed { get; init; }

    [Comment("SHA-256 of that, 32 bytes, which the writer signed: given without loading it.")]
    public required byte[] SealedHash { get; init; }

    [Comment("The signing key of the code that wrote it, 32 bytes; null for the organisation's.")]
    public byte[]? Signer { get; init; }

    [Comment("The writer's signature, 64 bytes.")]
    public required byte[] Signature { get; init; }

    [Comment("The hour in which it arrived.")]
    public required string Hour { get; init; }
}

/// <summary>A letter sealed to one code.</summary>
[Comment("Letters of cases sealed to those who have a code. Destroyed with the letter.")]
internal sealed class CaseLetterCopy
{
    [Comment("The letter's row in CaseLetters.")]
    public required long Sequence { get; init; }

    [Comment("The code's signing key, 32 bytes.")]
    public required byte[] SigningKey { get; init; }

    [Comment("The organisation whose case it is.")]
    public required string OrganisationId { get; init; }

    [Comment("The copy, padded to one of five sizes.")]
    public required byte[] Sealed { get; init; }

    public CaseLetterRow? Letter { get; init; }
}
