using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Chorus.App.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class SmallRows : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // SQLite cannot give a table another primary key, so the rows move. In their order, so that those of one time stay together.
            migrationBuilder.DropIndex(
                name: "IX_ReportVersions_OrganisationId",
                table: "ReportVersions");

            migrationBuilder.RenameTable(
                name: "ReportVersions",
                newName: "OldReportVersions");

            migrationBuilder.CreateTable(
                name: "ReportVersions",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false, comment: "Order of arrival, and the name of this row in PendingPackets and Acknowledgements.")
                        .Annotation("Sqlite:Autoincrement", true),
                    Handle = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The report's handle, 16 bytes."),
                    Version = table.Column<uint>(type: "INTEGER", nullable: false, comment: "1 for the deposit, then rising by one."),
                    OrganisationId = table.Column<string>(type: "TEXT", nullable: false, comment: "The organisation whose key this version is sealed to."),
                    Statement = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The signed statement, 411 bytes (docs/formats/deposit.md)."),
                    Signature = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The family's signature of the statement, 64 bytes."),
                    Content = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The content envelope: what was written, sealed and padded to a size class."),
                    Escrowed = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The wrapped content key under the escrow key, 131 bytes; nobody has that key before a release."),
                    SelfWrap = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The content key wrapped for the reporter's own receipt, 80 bytes; emptied at withdrawal."),
                    Hour = table.Column<string>(type: "TEXT", nullable: false, comment: "The hour in which this version arrived, 2026-11-23T21Z.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReportVersions", x => x.Sequence);
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

            migrationBuilder.CreateTable(
                name: "Acknowledgements",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false, comment: "The version's row in ReportVersions."),
                    Acks = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "Trustee 0, 1 and 2's signatures of acknowledgement, 192 bytes.")
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

            migrationBuilder.CreateTable(
                name: "PendingPackets",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false, comment: "The version's row in ReportVersions."),
                    Packets = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The packets for trustee 0, 1 and 2, 651 bytes.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PendingPackets", x => x.Sequence);
                    table.ForeignKey(
                        name: "FK_PendingPackets_ReportVersions_Sequence",
                        column: x => x.Sequence,
                        principalTable: "ReportVersions",
                        principalColumn: "Sequence",
                        onDelete: ReferentialAction.Cascade);
                },
                comment: "Packets sealed to the trustees, while a version is pending. A row goes when three trustees have acknowledged the version, or with it.");

            migrationBuilder.Sql("""
                INSERT INTO "ReportVersions" ("Sequence", "Handle", "Version", "OrganisationId", "Statement", "Signature", "Content", "Escrowed", "SelfWrap", "Hour")
                SELECT rowid, "Handle", "Version", "OrganisationId", "Statement", "Signature", "Content", "Escrowed", "SelfWrap", "Hour" FROM "OldReportVersions" ORDER BY rowid;
                INSERT INTO "Acknowledgements" ("Sequence", "Acks") SELECT rowid, "Acks" FROM "OldReportVersions" WHERE "Acks" IS NOT NULL ORDER BY rowid;
                INSERT INTO "PendingPackets" ("Sequence", "Packets") SELECT rowid, "Packets" FROM "OldReportVersions" WHERE "Packets" IS NOT NULL ORDER BY rowid;
                """);

            migrationBuilder.DropTable(
                name: "OldReportVersions");

            migrationBuilder.CreateIndex(
                name: "IX_ReportVersions_Handle_Version",
                table: "ReportVersions",
                columns: new[] { "Handle", "Version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ReportVersions_OrganisationId",
                table: "ReportVersions",
                column: "OrganisationId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ReportVersions_OrganisationId",
                table: "ReportVersions");

            migrationBuilder.DropIndex(
                name: "IX_ReportVersions_Handle_Version",
                table: "ReportVersions");

            migrationBuilder.Sql("""
                CREATE TABLE "OldReportVersions" (
                    "Handle" BLOB NOT NULL, "Version" INTEGER NOT NULL, "OrganisationId" TEXT NOT NULL, "Statement" BLOB NOT NULL, "Signature" BLOB NOT NULL,
                    "Content" BLOB NOT NULL, "Escrowed" BLOB NOT NULL, "SelfWrap" BLOB NOT NULL, "Packets" BLOB NULL, "Acks" BLOB NULL, "Hour" TEXT NOT NULL,
                    CONSTRAINT "PK_ReportVersions" PRIMARY KEY ("Handle", "Version"),
                    CONSTRAINT "FK_ReportVersions_Organisations_OrganisationId" FOREIGN KEY ("OrganisationId") REFERENCES "Organisations" ("Id") ON DELETE RESTRICT,
                    CONSTRAINT "FK_ReportVersions_Reports_Handle" FOREIGN KEY ("Handle") REFERENCES "Reports" ("Handle") ON DELETE CASCADE
                );
                INSERT INTO "OldReportVersions" ("Handle", "Version", "OrganisationId", "Statement", "Signature", "Content", "Escrowed", "SelfWrap", "Packets", "Acks", "Hour")
                SELECT v."Handle", v."Version", v."OrganisationId", v."Statement", v."Signature", v."Content", v."Escrowed", v."SelfWrap", p."Packets", a."Acks", v."Hour"
                FROM "ReportVersions" v LEFT JOIN "PendingPackets" p ON p."Sequence" = v."Sequence" LEFT JOIN "Acknowledgements" a ON a."Sequence" = v."Sequence"
                ORDER BY v."Sequence";
                """);

            migrationBuilder.DropTable(
                name: "Acknowledgements");

            migrationBuilder.DropTable(
                name: "PendingPackets");

            migrationBuilder.DropTable(
                name: "ReportVersions");

            migrationBuilder.RenameTable(
                name: "OldReportVersions",
                newName: "ReportVersions");

            migrationBuilder.CreateIndex(
                name: "IX_ReportVersions_OrganisationId",
                table: "ReportVersions",
                column: "OrganisationId");
        }
    }
}
