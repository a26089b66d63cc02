using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Chorus.App.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class CaseLetters : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "CaseAccesses",
                columns: table => new
                {
                    SigningKey = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The code's Ed25519 public key, 32 bytes: verifies what the party writes."),
                    CaseId = table.Column<string>(type: "TEXT", nullable: false, comment: "The case."),
                    OrganisationId = table.Column<string>(type: "TEXT", nullable: false, comment: "The organisation whose case it is."),
                    Of = table.Column<string>(type: "TEXT", nullable: false, comment: "Pseudonym of the respondent of whom the letters are."),
                    Party = table.Column<string>(type: "TEXT", nullable: false, comment: "Pseudonym of who has the code: the same, or an adviser."),
                    Lookup = table.Column<byte[]>(type: "BLOB", nullable: true, comment: "The code's look-up id, 16 bytes; null once a later code ended it."),
                    LookupHash = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "SHA-256 of the look-up id, 32 bytes, which the organisation signed."),
                    BoxKey = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The code's X25519 public key, 32 bytes: copies are sealed to it."),
                    Signature = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The organisation's signature of the access, 64 bytes."),
                    Proof = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The signature of the code's own key, 64 bytes."),
                    Hour = table.Column<string>(type: "TEXT", nullable: false, comment: "The hour in which it was given.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseAccesses", x => x.SigningKey);
                    table.ForeignKey(
                        name: "FK_CaseAccesses_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_CaseAccesses_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                },
                comment: "Codes by which parties of cases read and write letters (docs/formats/case-letter.md): public keys alone.");

            migrationBuilder.CreateTable(
                name: "CaseLetters",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false, comment: "Order of arrival.")
                        .Annotation("Sqlite:Autoincrement", true),
                    CaseId = table.Column<string>(type: "TEXT", nullable: false, comment: "The case."),
                    Id = table.Column<string>(type: "TEXT", nullable: true, comment: "Random 16 bytes in hexadecimal, chosen by the writer's browser; the id of the content where the letter is recorded."),
                    OrganisationId = table.Column<string>(type: "TEXT", nullable: false, comment: "The organisation whose case it is."),
                    Of = table.Column<string>(type: "TEXT", nullable: false, comment: "Pseudonym of the respondent of whom the letters are."),
                    By = table.Column<string>(type: "TEXT", nullable: false, comment: "Pseudonym of who wrote it."),
                    Direction = table.Column<byte>(type: "INTEGER", nullable: false, comment: "0 from the party, 1 from the organisation."),
                    Kind = table.Column<byte>(type: "INTEGER", nullable: false, comment: "What it is: 1 to 5, of each direction."),
                    DataHash = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "SHA-256 of what it says with its salt, 32 bytes, which the writer signed."),
                    Sealed = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The letter sealed to the team, padded to one of five sizes."),
                    SealedHash = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "SHA-256 of that, 32 bytes, which the writer signed: given without loading it."),
                    Signer = table.Column<byte[]>(type: "BLOB", nullable: true, comment: "The signing key of the code that wrote it, 32 bytes; null for the organisation's."),
                    Signature = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The writer's signature, 64 bytes."),
                    Hour = table.Column<string>(type: "TEXT", nullable: false, comment: "The hour in which it arrived.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseLetters", x => x.Sequence);
                    table.ForeignKey(
                        name: "FK_CaseLetters_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_CaseLetters_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                },
                comment: "Letters between organisation and respondents of cases (docs/formats/case-letter.md): ciphertext. Destroyed where an event destroys its content.");

            migrationBuilder.CreateTable(
                name: "CaseLetterCopies",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false, comment: "The letter's row in CaseLetters."),
                    SigningKey = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The code's signing key, 32 bytes."),
                    OrganisationId = table.Column<string>(type: "TEXT", nullable: false, comment: "The organisation whose case it is."),
                    Sealed = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The copy, padded to one of five sizes.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseLetterCopies", x => new { x.Sequence, x.SigningKey });
                    table.ForeignKey(
                        name: "FK_CaseLetterCopies_CaseAccesses_SigningKey",
                        column: x => x.SigningKey,
                        principalTable: "CaseAccesses",
                        principalColumn: "SigningKey",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_CaseLetterCopies_CaseLetters_Sequence",
                        column: x => x.Sequence,
                        principalTable: "CaseLetters",
                        principalColumn: "Sequence",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_CaseLetterCopies_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                },
                comment: "Letters of cases sealed to those who have a code. Destroyed with the letter.");

            migrationBuilder.CreateIndex(
                name: "IX_CaseAccesses_CaseId",
                table: "CaseAccesses",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_CaseAccesses_Lookup",
                table: "CaseAccesses",
                column: "Lookup",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CaseAccesses_OrganisationId",
                table: "CaseAccesses",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_CaseLetterCopies_OrganisationId",
                table: "CaseLetterCopies",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_CaseLetterCopies_SigningKey",
                table: "CaseLetterCopies",
                column: "SigningKey");

            migrationBuilder.CreateIndex(
                name: "IX_CaseLetters_CaseId_Id",
                table: "CaseLetters",
                columns: new[] { "CaseId", "Id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CaseLetters_OrganisationId",
                table: "CaseLetters",
                column: "OrganisationId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CaseLetterCopies");

            migrationBuilder.DropTable(
                name: "CaseAccesses");

            migrationBuilder.DropTable(
                name: "CaseLetters");
        }
    }
}
