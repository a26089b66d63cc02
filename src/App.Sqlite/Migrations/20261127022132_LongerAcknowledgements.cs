using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Chorus.App.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class LongerAcknowledgements : Migration
    {
        private const string Before = "Trustee 0, 1 and 2's signatures of acknowledgement, 192 bytes.";
        private const string After = "Trustee 0, 1 and 2's acknowledgements, 771 bytes.";

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => Move(migrationBuilder, After);

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => Move(migrationBuilder, Before);

        // SQLite keeps a comment in the table's definition and cannot change that, so the rows move; in one transaction, as nothing refers to them.
        private static void Move(MigrationBuilder migrationBuilder, string comment)
        {
            migrationBuilder.RenameTable(
                name: "Acknowledgements",
                newName: "OldAcknowledgements");

            migrationBuilder.CreateTable(
                name: "Acknowledgements",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false, comment: "The version's row in ReportVersions."),
                    Acks = table.Column<byte[]>(type: "BLOB", nullable: false, comment: comment)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Acknowledgements", x => x.Sequence);
                    table.ForeignKey(
                        name: "FK_Acknowledgements_ReportVersions_Sequence",
                        column: x => x.Sequence,
                        principalTable: "ReportVersions",
                        principalColumn: "Sequence",
                        onDelete: ReferentialAction.Cascade);
                },
                comment: "Acknowledgements of versions: one row for each that three trustees have. Destroyed with the version.");

            migrationBuilder.Sql("""
                INSERT INTO "Acknowledgements" ("Sequence", "Acks") SELECT "Sequence", "Acks" FROM "OldAcknowledgements" ORDER BY "Sequence";
                """);

            migrationBuilder.DropTable(
                name: "OldAcknowledgements");
        }
    }
}
