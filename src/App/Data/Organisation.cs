using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Data;

/// <summary>An organisation that reports can be addressed to. What is here repeats the signed manifest.</summary>
[Comment("Organisations that reports can be addressed to, as in the signed manifest.")]
internal sealed class Organisation
{
    [Comment("The manifest's id, lower-case ASCII: workers-centre.")]
    public required string Id { get; init; }

    [Comment("The name that reporters and members see.")]
    public required string Name { get; set; }

    [Comment("support or institution, as in the manifest.")]
    public required string Kind { get; set; }

    [Comment("The network in which it agreed to be named when a group spans organisations; null for none.")]
    public string? NetworkId { get; set; }

    [Comment("The hour in which a member who had the newest key left, or lost all roles that open reports; null for none since the newest key.")]
    public string? KeyChangeDue { get; set; }

    [Comment("The highest epoch for which a member ever made a new key; null for none. It is given to no other key, since a trustee may have signed that one.")]
    public uint? LastEpochMade { get; set; }
}

/// <summary>Organisations that agreed to be told of each other when reports to them are released together.</summary>
[Comment("Networks of organisations that agreed to be told of each other's matches.")]
internal sealed class Network
{
    [Comment("The manifest's id, lower-case ASCII: hospitality.")]
    public required string Id { get; init; }

    [Comment("The name that reporters and members see.")]
    public required string Name { get; set; }
}

/// <summary>The public halves of an organisation's key of one epoch; private halves exist only wrapped (<see cref="KeyWrap"/>).</summary>
[Comment("Public keys of an organisation, one row an epoch; older epochs stay, since what was sealed to them does.")]
internal sealed class OrganisationKeyRow
{
    [Comment("Whose keys these are.")]
    public required string OrganisationId { get; init; }

    [Comment("Epoch of the key, from 1.")]
    public required uint Epoch { get; init; }

    [Comment("X25519 public key, 32 bytes: what content keys are wrapped to, and how a statement names its organisation.")]
    public required byte[] RecipientKey { get; init; }

    [Comment("Ed25519 public key, 32 bytes: verifies the organisation's messages.")]
    public required byte[] SigningKey { get; init; }

    [Comment("The key of the epoch before, sealed under this one, 61 bytes (docs/formats/organisation-key.md); null for the first epoch.")]
    public byte[]? Link { get; init; }
}

/// <summary>How a member's method opens an organisation key.</summary>
internal enum KeyWrapMethod
{
    /// <summary>PBKDF2 of a passphrase (docs/formats/organisation-key.md).</summary>
    Passphrase = 1,
}

/// <summary>The organisation's master key, wrapped for one member and method; only that member's browser can open it.</summary>
[Comment("An organisation's master key of one epoch, wrapped for one member and method; the site cannot open it.")]
internal sealed class KeyWrap
{
    [Comment("Whose key this is.")]
    public required string OrganisationId { get; init; }

    [Comment("Epoch of the key.")]
    public required uint Epoch { get; init; }

    [Comment("The member it is wrapped for.")]
    public required string MemberId { get; init; }

    [Comment("1 = passphrase.")]
    public required KeyWrapMethod Method { get; init; }

    [Comment("The wrapped master key, 82 bytes for a passphrase (docs/formats/organisation-key.md).")]
    public required byte[] Wrapped { get; set; }
}
