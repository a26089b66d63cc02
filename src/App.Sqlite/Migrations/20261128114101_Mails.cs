using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Chorus.App.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Mails : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "MemberMails",
                columns: table => new
                {
                    MemberId = table.Column<string>(type: "TEXT", nullable: false, comment: "The member."),
                    OrganisationId = table.Column<string>(type: "TEXT", nullable: false, comment: "The member's organisation."),
                    Address = table.Column<string>(type: "TEXT", nullable: false, comment: "Where to write to; need not be the address that the member signs in with."),
                    Language = table.Column<string>(type: "TEXT", nullable: false, comment: "The language of the mail: that of the page on which it was switched on."),
                    LookedTo = table.Column<string>(type: "TEXT", nullable: false, comment: "The hour up to which was looked for something new; it is that at which a day's mails go out, or that of switching on."),
                    TriedHour = table.Column<string>(type: "TEXT", nullable: true, comment: "The hour of the last attempt to send one; null for none. In one hour there is one attempt."),
                    MailedHour = table.Column<string>(type: "TEXT", nullable: true, comment: "Of the last mail that was sent, the hour at which the mails of that day went out; null for none.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MemberMails", x => x.MemberId);
                    table.ForeignKey(
                        name: "FK_MemberMails_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_MemberMails_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                },
                comment: "Members who want to be told by e-mail that something is waiting. Removed when they switch it off, with the member, or with the last role that opens reports.");

            migrationBuilder.CreateIndex(
                name: "IX_MemberMails_OrganisationId",
                table: "MemberMails",
                column: "OrganisationId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "MemberMails");
        }
    }
}
