using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Chorus.App.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Sheets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Sheets",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false, comment: "Order of arrival: a browser asks for what came after what it has.")
                        .Annotation("Sqlite:Autoincrement", true),
                    Handle = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The report's handle, 16 bytes."),
                    OrganisationId = table.Column<string>(type: "TEXT", nullable: false, comment: "The organisation whose members wrote it."),
                    OwnerId = table.Column<string>(type: "TEXT", nullable: true, comment: "The member whose own it is; null for the team's."),
                    Version = table.Column<uint>(type: "INTEGER", nullable: false, comment: "Its version, from 1."),
                    Sealed = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The sealed sheet, of one of three lengths."),
                    Hour = table.Column<string>(type: "TEXT", nullable: false, comment: "The hour in which it arrived."),
                    WriterId = table.Column<string>(type: "TEXT", nullable: false, comment: "The member who wrote it. The id of one who has left names nobody any more.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Sheets", x => x.Sequence);
                    table.ForeignKey(
                        name: "FK_Sheets_Members_OwnerId",
                        column: x => x.OwnerId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Sheets_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Sheets_Reports_Handle",
                        column: x => x.Handle,
                        principalTable: "Reports",
                        principalColumn: "Handle",
                        onDelete: ReferentialAction.Cascade);
                },
                comment: "Sealed sheets of members on reports, of the team and of each for oneself: the newest version of each. Destroyed with the report, and a member's own with the member.");

            migrationBuilder.CreateIndex(
                name: "IX_Sheets_Handle_OrganisationId",
                table: "Sheets",
                columns: new[] { "Handle", "OrganisationId" },
                unique: true,
                filter: "\"OwnerId\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Sheets_Handle_OwnerId",
                table: "Sheets",
                columns: new[] { "Handle", "OwnerId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Sheets_OrganisationId",
                table: "Sheets",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_Sheets_OwnerId",
                table: "Sheets",
                column: "OwnerId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Sheets");
        }
    }
}
