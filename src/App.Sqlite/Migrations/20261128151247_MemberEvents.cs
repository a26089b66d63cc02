using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Chorus.App.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class MemberEvents : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "MemberEvents",
                columns: table => new
                {
                    OrganisationId = table.Column<string>(type: "TEXT", nullable: false, comment: "The organisation."),
                    Number = table.Column<long>(type: "INTEGER", nullable: false, comment: "Place in the organisation's record, from 1."),
                    Entry = table.Column<long>(type: "INTEGER", nullable: false, comment: "Index of its entry in the log."),
                    Line = table.Column<string>(type: "TEXT", nullable: false, comment: "The event in its canonical form: kind, hour, roles, epochs and ids of members, which name nobody once a member has left."),
                    Salt = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "Random 32 bytes: opens the entry.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MemberEvents", x => new { x.OrganisationId, x.Number });
                    table.ForeignKey(
                        name: "FK_MemberEvents_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                },
                comment: "What was done with members, roles and keys of organisations, with what opens the entries in the site's log (docs/formats/member-events.md).");

            migrationBuilder.CreateIndex(
                name: "IX_MemberEvents_Entry",
                table: "MemberEvents",
                column: "Entry");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "MemberEvents");
        }
    }
}
