using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Chorus.App.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Files : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AttachedFiles",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "Random 16 bytes, chosen by the reporter's browser: the name of the folder with the chunks."),
                    Version = table.Column<uint>(type: "INTEGER", nullable: false, comment: "The version that the file belongs to."),
                    Handle = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The report's handle, 16 bytes. The row comes before the report."),
                    OrganisationId = table.Column<string>(type: "TEXT", nullable: false, comment: "The organisation whose key the version is sealed to."),
                    Family = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The receipt's Ed25519 public key, 32 bytes, that signed for it."),
                    Count = table.Column<int>(type: "INTEGER", nullable: false, comment: "How many chunks of 262,206 bytes the file has; one of 26 sizes."),
                    Hour = table.Column<string>(type: "TEXT", nullable: false, comment: "The hour in which it was claimed.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AttachedFiles", x => new { x.Id, x.Version });
                    table.ForeignKey(
                        name: "FK_AttachedFiles_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                },
                comment: "Files of versions of reports: one row for each file and version. Goes with the version; when no row of a file is left, its chunks are destroyed.");

            migrationBuilder.CreateIndex(
                name: "IX_AttachedFiles_Handle_Version",
                table: "AttachedFiles",
                columns: new[] { "Handle", "Version" });

            migrationBuilder.CreateIndex(
                name: "IX_AttachedFiles_OrganisationId",
                table: "AttachedFiles",
                column: "OrganisationId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AttachedFiles");
        }
    }
}
