using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Chorus.App.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class TimeStamps : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "TimeStamps",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false, comment: "Row number.")
                        .Annotation("Sqlite:Autoincrement", true),
                    Token = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The token's DER (RFC 3161).")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TimeStamps", x => x.Id);
                },
                comment: "Tokens of the time-stamp authority, each for many versions. One goes when the last of its versions has gone.");

            migrationBuilder.CreateTable(
                name: "StampedVersions",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false, comment: "The version's row in ReportVersions."),
                    StampId = table.Column<long>(type: "INTEGER", nullable: false, comment: "The token's row in TimeStamps."),
                    Place = table.Column<int>(type: "INTEGER", nullable: false, comment: "Place of the version's leaf, 0 to 4095."),
                    Path = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "12 hashes of 32 bytes from the leaf to below the root.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StampedVersions", x => x.Sequence);
                    table.ForeignKey(
                        name: "FK_StampedVersions_ReportVersions_Sequence",
                        column: x => x.Sequence,
                        principalTable: "ReportVersions",
                        principalColumn: "Sequence",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_StampedVersions_TimeStamps_StampId",
                        column: x => x.StampId,
                        principalTable: "TimeStamps",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                },
                comment: "Versions that were time-stamped. Destroyed with the version.");

            migrationBuilder.CreateIndex(
                name: "IX_StampedVersions_StampId",
                table: "StampedVersions",
                column: "StampId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "StampedVersions");

            migrationBuilder.DropTable(
                name: "TimeStamps");
        }
    }
}
