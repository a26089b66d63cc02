using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Chorus.App.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Readings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Readings",
                columns: table => new
                {
                    Handle = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The report's handle, 16 bytes."),
                    Version = table.Column<uint>(type: "INTEGER", nullable: false, comment: "The version that was given."),
                    MemberId = table.Column<string>(type: "TEXT", nullable: false, comment: "The member. The id of one who has left names nobody any more."),
                    OrganisationId = table.Column<string>(type: "TEXT", nullable: false, comment: "The member's organisation."),
                    GivenHour = table.Column<string>(type: "TEXT", nullable: false, comment: "The hour in which the content was first given to a browser of this member."),
                    ReadHour = table.Column<string>(type: "TEXT", nullable: true, comment: "The hour in which it was first shown there, as that browser says; null until then."),
                    ReadMessages = table.Column<int>(type: "INTEGER", nullable: false, comment: "How many messages the report had when it was last shown there: more are unread.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Readings", x => new { x.Handle, x.Version, x.MemberId });
                    table.ForeignKey(
                        name: "FK_Readings_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Readings_Reports_Handle",
                        column: x => x.Handle,
                        principalTable: "Reports",
                        principalColumn: "Handle",
                        onDelete: ReferentialAction.Cascade);
                },
                comment: "Which member's browser was given which version of a report, written before the content leaves the site, and when it was first shown there.");

            migrationBuilder.CreateIndex(
                name: "IX_Readings_MemberId",
                table: "Readings",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_Readings_OrganisationId",
                table: "Readings",
                column: "OrganisationId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Readings");
        }
    }
}
