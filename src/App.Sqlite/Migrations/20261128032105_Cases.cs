using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Chorus.App.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Cases : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Cases",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false, comment: "Random 16 bytes in hexadecimal, chosen by the browser that opened it."),
                    OrganisationId = table.Column<string>(type: "TEXT", nullable: false, comment: "The organisation whose case it is."),
                    TitleId = table.Column<string>(type: "TEXT", nullable: true, comment: "The sealed title's row in CaseContents; null for none."),
                    TitleHash = table.Column<string>(type: "TEXT", nullable: true, comment: "SHA-256 of the sealed title in hexadecimal, which the log has too; null for none."),
                    Summary = table.Column<string>(type: "TEXT", nullable: false, comment: "Derived from the events, as JSON: process, when it was opened, whether it is closed, open duties with their days, who is assigned or in conflict by number."),
                    SummaryVersion = table.Column<int>(type: "INTEGER", nullable: false, comment: "By which version of the program the summary was derived; another is derived anew at the next start.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Cases", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Cases_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                },
                comment: "Cases of organisations. What a case is follows from its events (CaseEvents); what is derived here is for the list.");

            migrationBuilder.CreateTable(
                name: "CaseContents",
                columns: table => new
                {
                    CaseId = table.Column<string>(type: "TEXT", nullable: false, comment: "The case."),
                    Id = table.Column<string>(type: "TEXT", nullable: false, comment: "Random 16 bytes in hexadecimal, chosen by the browser that sealed it."),
                    OrganisationId = table.Column<string>(type: "TEXT", nullable: false, comment: "The organisation to whose key it is sealed."),
                    Sealed = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The ciphertext, padded to one of six sizes.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseContents", x => new { x.CaseId, x.Id });
                    table.ForeignKey(
                        name: "FK_CaseContents_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_CaseContents_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                },
                comment: "Sealed content of cases: what was said, shown, named or reasoned, for the case team alone (docs/formats/case-content.md).");

            migrationBuilder.CreateTable(
                name: "CaseEvents",
                columns: table => new
                {
                    CaseId = table.Column<string>(type: "TEXT", nullable: false, comment: "The case."),
                    Number = table.Column<int>(type: "INTEGER", nullable: false, comment: "Place in the case, from 1."),
                    OrganisationId = table.Column<string>(type: "TEXT", nullable: false, comment: "The organisation whose case it is."),
                    Entry = table.Column<long>(type: "INTEGER", nullable: false, comment: "Index of its entry in the log."),
                    Line = table.Column<string>(type: "TEXT", nullable: false, comment: "The event in its canonical form (docs/formats/case-events.md): codes, pseudonyms and times alone."),
                    By = table.Column<string>(type: "TEXT", nullable: false, comment: "Pseudonym of the member who wrote it down."),
                    MemberId = table.Column<string>(type: "TEXT", nullable: false, comment: "The member who wrote it down. The id of one who has left names nobody any more."),
                    Salt = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "Random 32 bytes: opens the entry.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseEvents", x => new { x.CaseId, x.Number });
                    table.ForeignKey(
                        name: "FK_CaseEvents_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_CaseEvents_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                },
                comment: "Accepted events of cases with what opens their entries in the site's log (docs/formats/log.md).");

            migrationBuilder.CreateTable(
                name: "CaseMembers",
                columns: table => new
                {
                    CaseId = table.Column<string>(type: "TEXT", nullable: false, comment: "The case."),
                    MemberId = table.Column<string>(type: "TEXT", nullable: false, comment: "The member. The id of one who has left names nobody any more."),
                    OrganisationId = table.Column<string>(type: "TEXT", nullable: false, comment: "The organisation whose case it is."),
                    Number = table.Column<int>(type: "INTEGER", nullable: false, comment: "N of staff-N, from 1.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseMembers", x => new { x.CaseId, x.MemberId });
                    table.ForeignKey(
                        name: "FK_CaseMembers_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_CaseMembers_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                },
                comment: "Pseudonyms of an organisation's members in its cases. Each case has its own.");

            migrationBuilder.CreateIndex(
                name: "IX_CaseContents_OrganisationId",
                table: "CaseContents",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_CaseEvents_Entry",
                table: "CaseEvents",
                column: "Entry");

            migrationBuilder.CreateIndex(
                name: "IX_CaseEvents_OrganisationId",
                table: "CaseEvents",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_CaseMembers_MemberId",
                table: "CaseMembers",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_CaseMembers_OrganisationId",
                table: "CaseMembers",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_Cases_OrganisationId",
                table: "Cases",
                column: "OrganisationId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CaseContents");

            migrationBuilder.DropTable(
                name: "CaseEvents");

            migrationBuilder.DropTable(
                name: "CaseMembers");

            migrationBuilder.DropTable(
                name: "Cases");
        }
    }
}
