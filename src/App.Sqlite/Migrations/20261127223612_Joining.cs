using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Chorus.App.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Joining : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Invitations",
                columns: table => new
                {
                    CodeHash = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "SHA-256(label chorus/v1/site-invitation, deployment, code), 32 bytes. The code, 32 random bytes, is in the link only."),
                    OrganisationId = table.Column<string>(type: "TEXT", nullable: false, comment: "The organisation."),
                    Name = table.Column<string>(type: "TEXT", nullable: false, comment: "For whom it was made, so that administrators can tell invitations apart."),
                    Roles = table.Column<string>(type: "TEXT", nullable: false, comment: "The roles it gives, as in docs/who-may-do-what.md, with spaces between: advocate administrator."),
                    InvitedBy = table.Column<string>(type: "TEXT", nullable: false, comment: "The administrator who made it; it goes with that member."),
                    Hour = table.Column<string>(type: "TEXT", nullable: false, comment: "The hour in which it was made.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Invitations", x => x.CodeHash);
                    table.ForeignKey(
                        name: "FK_Invitations_Members_InvitedBy",
                        column: x => x.InvitedBy,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Invitations_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                },
                comment: "Open invitations: used once, within seven days.");

            migrationBuilder.CreateTable(
                name: "KeyRequests",
                columns: table => new
                {
                    MemberId = table.Column<string>(type: "TEXT", nullable: false, comment: "Who asks."),
                    OrganisationId = table.Column<string>(type: "TEXT", nullable: false, comment: "The organisation."),
                    PublicKey = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The joining key's X25519 public half, 32 bytes."),
                    Kept = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "Its private half under the member's passphrase, 82 bytes."),
                    Epoch = table.Column<uint>(type: "INTEGER", nullable: true, comment: "The epoch of the key that was granted; null until then."),
                    Granted = table.Column<byte[]>(type: "BLOB", nullable: true, comment: "The master key sealed to the joining key, 80 bytes; null until it is granted."),
                    Hour = table.Column<string>(type: "TEXT", nullable: false, comment: "The hour in which it was asked for.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KeyRequests", x => x.MemberId);
                    table.ForeignKey(
                        name: "FK_KeyRequests_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_KeyRequests_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                },
                comment: "Members who wait for the organisation's key, and what was granted to them until they fetch it; at most seven days.");

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_InvitedBy",
                table: "Invitations",
                column: "InvitedBy");

            migrationBuilder.CreateIndex(
                name: "IX_Invitations_OrganisationId",
                table: "Invitations",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_KeyRequests_OrganisationId",
                table: "KeyRequests",
                column: "OrganisationId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Invitations");

            migrationBuilder.DropTable(
                name: "KeyRequests");
        }
    }
}
