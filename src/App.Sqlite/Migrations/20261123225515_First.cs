using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Chorus.App.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class First : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Networks",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false, comment: "The manifest's id, lower-case ASCII: hospitality."),
                    Name = table.Column<string>(type: "TEXT", nullable: false, comment: "The name that reporters and members see.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Networks", x => x.Id);
                },
                comment: "Networks of organisations that agreed to be told of each other's matches.");

            migrationBuilder.CreateTable(
                name: "ReleaseCursors",
                columns: table => new
                {
                    Trustee = table.Column<byte>(type: "INTEGER", nullable: false, comment: "The trustee, 0 to 2."),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false, comment: "The last sequence number that was read.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReleaseCursors", x => x.Trustee);
                },
                comment: "How far the site has read each trustee's list of releases.");

            migrationBuilder.CreateTable(
                name: "Tombstones",
                columns: table => new
                {
                    HandleHash = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "SHA-256(label chorus/v1/site-tombstone, deployment, handle), 32 bytes.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Tombstones", x => x.HandleHash);
                },
                comment: "Withdrawn handles, hashed with the deployment's id: refuses what a replay or a restored backup brings back. Never destroyed.");

            migrationBuilder.CreateTable(
                name: "Organisations",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false, comment: "The manifest's id, lower-case ASCII: workers-centre."),
                    Name = table.Column<string>(type: "TEXT", nullable: false, comment: "The name that reporters and members see."),
                    Kind = table.Column<string>(type: "TEXT", nullable: false, comment: "support or institution, as in the manifest."),
                    NetworkId = table.Column<string>(type: "TEXT", nullable: true, comment: "The network in which it agreed to be named when a group spans organisations; null for none.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Organisations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Organisations_Networks_NetworkId",
                        column: x => x.NetworkId,
                        principalTable: "Networks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                },
                comment: "Organisations that reports can be addressed to, as in the signed manifest.");

            migrationBuilder.CreateTable(
                name: "Members",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false, comment: "Random 16 bytes in hexadecimal; bound into the member's key wraps."),
                    OrganisationId = table.Column<string>(type: "TEXT", nullable: false, comment: "The organisation that the member works for."),
                    UserName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true, comment: "The e-mail address the member signs in with."),
                    NormalizedUserName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true, comment: "The same, upper case, for look-up."),
                    Email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true, comment: "The member's e-mail address."),
                    NormalizedEmail = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true, comment: "The same, upper case, for look-up."),
                    EmailConfirmed = table.Column<bool>(type: "INTEGER", nullable: false, comment: "Identity's; the address is given by the organisation, so true."),
                    PasswordHash = table.Column<string>(type: "TEXT", nullable: true, comment: "Identity's PBKDF2 hash of the password."),
                    SecurityStamp = table.Column<string>(type: "TEXT", nullable: true, comment: "Changes when a credential does, which ends the member's sessions."),
                    ConcurrencyStamp = table.Column<string>(type: "TEXT", nullable: true, comment: "Identity's guard against two changes at once."),
                    PhoneNumber = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true, comment: "Identity's; always null, none is asked for."),
                    PhoneNumberConfirmed = table.Column<bool>(type: "INTEGER", nullable: false, comment: "Identity's; always false."),
                    TwoFactorEnabled = table.Column<bool>(type: "INTEGER", nullable: false, comment: "Identity's; whether a second factor is asked for."),
                    LockoutEnd = table.Column<DateTimeOffset>(type: "TEXT", nullable: true, comment: "Until when sign-in is refused after wrong passwords."),
                    LockoutEnabled = table.Column<bool>(type: "INTEGER", nullable: false, comment: "Identity's; always true."),
                    AccessFailedCount = table.Column<int>(type: "INTEGER", nullable: false, comment: "Wrong passwords since the last right one.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Members", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Members_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                },
                comment: "Members of organisations: ASP.NET Core Identity's user, with the organisation. Removed when the member leaves.");

            migrationBuilder.CreateTable(
                name: "OrganisationKeys",
                columns: table => new
                {
                    OrganisationId = table.Column<string>(type: "TEXT", nullable: false, comment: "Whose keys these are."),
                    Epoch = table.Column<uint>(type: "INTEGER", nullable: false, comment: "Epoch of the key, from 1."),
                    RecipientKey = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "X25519 public key, 32 bytes: what content keys are wrapped to, and how a statement names its organisation."),
                    SigningKey = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "Ed25519 public key, 32 bytes: verifies the organisation's messages.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OrganisationKeys", x => new { x.OrganisationId, x.Epoch });
                    table.ForeignKey(
                        name: "FK_OrganisationKeys_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                },
                comment: "Public keys of an organisation, one row an epoch; older epochs stay, since what was sealed to them does.");

            migrationBuilder.CreateTable(
                name: "Reports",
                columns: table => new
                {
                    Handle = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "Random 16 bytes, chosen by the reporter's browser."),
                    OrganisationId = table.Column<string>(type: "TEXT", nullable: false, comment: "The organisation that the newest deposited version is sealed to."),
                    Family = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The receipt's Ed25519 public key, 32 bytes: every statement about the report is verified under it."),
                    Number = table.Column<byte>(type: "INTEGER", nullable: false, comment: "0 to 15: which report of its family this is."),
                    Lookup = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The receipt's look-up id, 16 bytes, by which the reporter finds the report; emptied at withdrawal."),
                    Version = table.Column<uint>(type: "INTEGER", nullable: false, comment: "The newest version that three trustees acknowledged; 0 while the first is pending."),
                    State = table.Column<int>(type: "INTEGER", nullable: false, comment: "1 pending, 2 deposited, 3 withdrawn after a release.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Reports", x => x.Handle);
                    table.ForeignKey(
                        name: "FK_Reports_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                },
                comment: "Reports: one row for a chain of versions under one handle. Destroyed at withdrawal, unless a version was released.");

            migrationBuilder.CreateTable(
                name: "KeyWraps",
                columns: table => new
                {
                    OrganisationId = table.Column<string>(type: "TEXT", nullable: false, comment: "Whose key this is."),
                    Epoch = table.Column<uint>(type: "INTEGER", nullable: false, comment: "Epoch of the key."),
                    MemberId = table.Column<string>(type: "TEXT", nullable: false, comment: "The member it is wrapped for."),
                    Method = table.Column<int>(type: "INTEGER", nullable: false, comment: "1 = passphrase."),
                    Wrapped = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The wrapped master key, 82 bytes for a passphrase (docs/formats/organisation-key.md).")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KeyWraps", x => new { x.OrganisationId, x.Epoch, x.MemberId, x.Method });
                    table.ForeignKey(
                        name: "FK_KeyWraps_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_KeyWraps_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                },
                comment: "An organisation's master key of one epoch, wrapped for one member and method; the site cannot open it.");

            migrationBuilder.CreateTable(
                name: "MemberClaims",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    UserId = table.Column<string>(type: "TEXT", nullable: false),
                    ClaimType = table.Column<string>(type: "TEXT", nullable: true),
                    ClaimValue = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MemberClaims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MemberClaims_Members_UserId",
                        column: x => x.UserId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                },
                comment: "Identity's; not used.");

            migrationBuilder.CreateTable(
                name: "MemberLogins",
                columns: table => new
                {
                    LoginProvider = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    ProviderKey = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    ProviderDisplayName = table.Column<string>(type: "TEXT", nullable: true),
                    UserId = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MemberLogins", x => new { x.LoginProvider, x.ProviderKey });
                    table.ForeignKey(
                        name: "FK_MemberLogins_Members_UserId",
                        column: x => x.UserId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                },
                comment: "Identity's; not used: nobody signs in through another site.");

            migrationBuilder.CreateTable(
                name: "MemberPasskeys",
                columns: table => new
                {
                    CredentialId = table.Column<byte[]>(type: "BLOB", maxLength: 1024, nullable: false),
                    UserId = table.Column<string>(type: "TEXT", nullable: false),
                    Data = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MemberPasskeys", x => x.CredentialId);
                    table.ForeignKey(
                        name: "FK_MemberPasskeys_Members_UserId",
                        column: x => x.UserId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                },
                comment: "Identity's: public halves of passkeys, when they come.");

            migrationBuilder.CreateTable(
                name: "MemberRoles",
                columns: table => new
                {
                    MemberId = table.Column<string>(type: "TEXT", nullable: false, comment: "The member."),
                    Role = table.Column<int>(type: "INTEGER", nullable: false, comment: "1 advocate, 2 case officer, 3 administrator."),
                    OrganisationId = table.Column<string>(type: "TEXT", nullable: false, comment: "The organisation.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MemberRoles", x => new { x.MemberId, x.Role });
                    table.ForeignKey(
                        name: "FK_MemberRoles_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_MemberRoles_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                },
                comment: "Roles of members in their organisation.");

            migrationBuilder.CreateTable(
                name: "MemberTokens",
                columns: table => new
                {
                    UserId = table.Column<string>(type: "TEXT", nullable: false),
                    LoginProvider = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MemberTokens", x => new { x.UserId, x.LoginProvider, x.Name });
                    table.ForeignKey(
                        name: "FK_MemberTokens_Members_UserId",
                        column: x => x.UserId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                },
                comment: "Identity's: secrets of authenticator apps, when they come.");

            migrationBuilder.CreateTable(
                name: "Messages",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false, comment: "Order of arrival.")
                        .Annotation("Sqlite:Autoincrement", true),
                    Handle = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The report's handle, 16 bytes."),
                    Id = table.Column<byte[]>(type: "BLOB", nullable: true, comment: "Random 16 bytes, chosen by the sender's browser."),
                    OrganisationId = table.Column<string>(type: "TEXT", nullable: false, comment: "The organisation that the report was addressed to when the message came."),
                    Direction = table.Column<byte>(type: "INTEGER", nullable: false, comment: "0 from the reporter, 1 from the organisation."),
                    Envelope = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The message's envelope (docs/formats/message.md)."),
                    Signature = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The sender's signature, 64 bytes."),
                    Hour = table.Column<string>(type: "TEXT", nullable: false, comment: "The hour in which it arrived.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Messages", x => x.Sequence);
                    table.ForeignKey(
                        name: "FK_Messages_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Messages_Reports_Handle",
                        column: x => x.Handle,
                        principalTable: "Reports",
                        principalColumn: "Handle",
                        onDelete: ReferentialAction.Cascade);
                },
                comment: "Messages between reporter and organisation: ciphertext. Destroyed at withdrawal, unless the report was released.");

            migrationBuilder.CreateTable(
                name: "ReleasedSlots",
                columns: table => new
                {
                    Run = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The run's random id, 16 bytes."),
                    Handle = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The report's handle, 16 bytes."),
                    Slot = table.Column<byte>(type: "INTEGER", nullable: false, comment: "The slot, 0 to 3."),
                    Tag = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "Random 8 bytes, the same for all rows of one group of this run."),
                    Version = table.Column<uint>(type: "INTEGER", nullable: false, comment: "The version that was released."),
                    OrganisationId = table.Column<string>(type: "TEXT", nullable: false, comment: "The organisation that it was released to."),
                    RunNumber = table.Column<uint>(type: "INTEGER", nullable: false, comment: "The run's number, for the order of the list.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReleasedSlots", x => new { x.Run, x.Handle, x.Slot });
                    table.ForeignKey(
                        name: "FK_ReleasedSlots_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ReleasedSlots_Reports_Handle",
                        column: x => x.Handle,
                        principalTable: "Reports",
                        principalColumn: "Handle",
                        onDelete: ReferentialAction.Cascade);
                },
                comment: "Released slots by run and tag: rows of one run and tag are one group. Written once two trustees' records agree.");

            migrationBuilder.CreateTable(
                name: "Releases",
                columns: table => new
                {
                    Run = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The run's random id, 16 bytes."),
                    Handle = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The report's handle, 16 bytes."),
                    Trustee = table.Column<byte>(type: "INTEGER", nullable: false, comment: "The trustee whose record it is, 0 to 2."),
                    Version = table.Column<uint>(type: "INTEGER", nullable: false, comment: "The version that was released."),
                    OrganisationId = table.Column<string>(type: "TEXT", nullable: false, comment: "The organisation that it was released to."),
                    RunNumber = table.Column<uint>(type: "INTEGER", nullable: false, comment: "The run's number."),
                    Record = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The record, with two of the three parts of the escrow key and sealed fingerprints."),
                    Signature = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The trustee's signature of the record, 64 bytes."),
                    Hour = table.Column<string>(type: "TEXT", nullable: false, comment: "The hour in which the site fetched it.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Releases", x => new { x.Run, x.Handle, x.Trustee });
                    table.ForeignKey(
                        name: "FK_Releases_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Releases_Reports_Handle",
                        column: x => x.Handle,
                        principalTable: "Reports",
                        principalColumn: "Handle",
                        onDelete: ReferentialAction.Cascade);
                },
                comment: "Signed release records as the trustees gave them. Kept as long as the organisation keeps the report.");

            migrationBuilder.CreateTable(
                name: "ReportVersions",
                columns: table => new
                {
                    Handle = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The report's handle, 16 bytes."),
                    Version = table.Column<uint>(type: "INTEGER", nullable: false, comment: "1 for the deposit, then rising by one."),
                    OrganisationId = table.Column<string>(type: "TEXT", nullable: false, comment: "The organisation whose key this version is sealed to."),
                    Statement = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The signed statement, 411 bytes (docs/formats/deposit.md)."),
                    Signature = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The family's signature of the statement, 64 bytes."),
                    Content = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The content envelope: what was written, sealed and padded to a size class."),
                    Escrowed = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The wrapped content key under the escrow key, 131 bytes; nobody has that key before a release."),
                    SelfWrap = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The content key wrapped for the reporter's own receipt, 80 bytes; emptied at withdrawal."),
                    Packets = table.Column<byte[]>(type: "BLOB", nullable: true, comment: "While pending: the three packets sealed to the trustees, so that a later try can complete. Null once acknowledged."),
                    Acks = table.Column<byte[]>(type: "BLOB", nullable: true, comment: "Trustee 0, 1 and 2's signatures of acknowledgement, 192 bytes; null while pending."),
                    Hour = table.Column<string>(type: "TEXT", nullable: false, comment: "The hour in which this version arrived, 2026-11-23T21Z.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReportVersions", x => new { x.Handle, x.Version });
                    table.ForeignKey(
                        name: "FK_ReportVersions_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ReportVersions_Reports_Handle",
                        column: x => x.Handle,
                        principalTable: "Reports",
                        principalColumn: "Handle",
                        onDelete: ReferentialAction.Cascade);
                },
                comment: "Versions of reports: ciphertext and signed statements. A version goes when the next is acknowledged or the report is withdrawn, unless it was released.");

            migrationBuilder.CreateIndex(
                name: "IX_KeyWraps_MemberId",
                table: "KeyWraps",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_MemberClaims_UserId",
                table: "MemberClaims",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_MemberLogins_UserId",
                table: "MemberLogins",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_MemberPasskeys_UserId",
                table: "MemberPasskeys",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_MemberRoles_OrganisationId",
                table: "MemberRoles",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "Members",
                column: "NormalizedEmail");

            migrationBuilder.CreateIndex(
                name: "IX_Members_OrganisationId",
                table: "Members",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "Members",
                column: "NormalizedUserName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Messages_Handle_Id",
                table: "Messages",
                columns: new[] { "Handle", "Id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Messages_OrganisationId",
                table: "Messages",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_OrganisationKeys_RecipientKey",
                table: "OrganisationKeys",
                column: "RecipientKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Organisations_NetworkId",
                table: "Organisations",
                column: "NetworkId");

            migrationBuilder.CreateIndex(
                name: "IX_ReleasedSlots_Handle",
                table: "ReleasedSlots",
                column: "Handle");

            migrationBuilder.CreateIndex(
                name: "IX_ReleasedSlots_OrganisationId",
                table: "ReleasedSlots",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_ReleasedSlots_Run_Tag",
                table: "ReleasedSlots",
                columns: new[] { "Run", "Tag" });

            migrationBuilder.CreateIndex(
                name: "IX_Releases_Handle",
                table: "Releases",
                column: "Handle");

            migrationBuilder.CreateIndex(
                name: "IX_Releases_OrganisationId",
                table: "Releases",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_ReportVersions_OrganisationId",
                table: "ReportVersions",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_Reports_Lookup",
                table: "Reports",
                column: "Lookup");

            migrationBuilder.CreateIndex(
                name: "IX_Reports_OrganisationId",
                table: "Reports",
                column: "OrganisationId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "KeyWraps");

            migrationBuilder.DropTable(
                name: "MemberClaims");

            migrationBuilder.DropTable(
                name: "MemberLogins");

            migrationBuilder.DropTable(
                name: "MemberPasskeys");

            migrationBuilder.DropTable(
                name: "MemberRoles");

            migrationBuilder.DropTable(
                name: "MemberTokens");

            migrationBuilder.DropTable(
                name: "Messages");

            migrationBuilder.DropTable(
                name: "OrganisationKeys");

            migrationBuilder.DropTable(
                name: "ReleaseCursors");

            migrationBuilder.DropTable(
                name: "ReleasedSlots");

            migrationBuilder.DropTable(
                name: "Releases");

            migrationBuilder.DropTable(
                name: "ReportVersions");

            migrationBuilder.DropTable(
                name: "Tombstones");

            migrationBuilder.DropTable(
                name: "Members");

            migrationBuilder.DropTable(
                name: "Reports");

            migrationBuilder.DropTable(
                name: "Organisations");

            migrationBuilder.DropTable(
                name: "Networks");
        }
    }
}
