using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Chorus.App.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Extracts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Extracts",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "SHA-256 of the sealed request, 32 bytes."),
                    OrganisationId = table.Column<string>(type: "TEXT", nullable: false, comment: "The organisation."),
                    Handle = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The report's handle, 16 bytes."),
                    Version = table.Column<uint>(type: "INTEGER", nullable: false, comment: "The report's version of which it was asked."),
                    AskedBy = table.Column<string>(type: "TEXT", nullable: false, comment: "The member who asked. The id of one who has left names nobody any more."),
                    Hour = table.Column<string>(type: "TEXT", nullable: false, comment: "The hour in which it was asked for."),
                    Sealed = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "What is to be left out and what for, sealed to members."),
                    ApprovedBy = table.Column<string>(type: "TEXT", nullable: true, comment: "Another member who approved it; null until then."),
                    MadeHour = table.Column<string>(type: "TEXT", nullable: true, comment: "The hour in which the file was last made; null until then.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Extracts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Extracts_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Extracts_Reports_Handle",
                        column: x => x.Handle,
                        principalTable: "Reports",
                        principalColumn: "Handle",
                        onDelete: ReferentialAction.Cascade);
                },
                comment: "Requests for parts of a report as a readable file, approved by another member (docs/formats/extract.md).");

            migrationBuilder.CreateIndex(
                name: "IX_Extracts_Handle",
                table: "Extracts",
                column: "Handle");

            migrationBuilder.CreateIndex(
                name: "IX_Extracts_OrganisationId",
                table: "Extracts",
                column: "OrganisationId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Extracts");
        }
    }
}
