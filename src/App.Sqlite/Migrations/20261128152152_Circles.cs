using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Chorus.App.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Circles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Circles",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "Random 16 bytes, chosen by the member's browser."),
                    OrganisationId = table.Column<string>(type: "TEXT", nullable: false, comment: "The organisation to which the reports were released."),
                    MemberId = table.Column<string>(type: "TEXT", nullable: false, comment: "The member who keeps it, and alone of the organisation can read it."),
                    Wrapped = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The member's root of this circle under the member's passphrase, 82 bytes."),
                    Hour = table.Column<string>(type: "TEXT", nullable: false, comment: "The hour in which it was made.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Circles", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Circles_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Circles_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                },
                comment: "Circles that a member asked reporters about, or that have begun. Destroyed with all that is in them when they end.");

            migrationBuilder.CreateTable(
                name: "CircleEntries",
                columns: table => new
                {
                    CircleId = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The circle."),
                    Index = table.Column<uint>(type: "INTEGER", nullable: false, comment: "From 0."),
                    OrganisationId = table.Column<string>(type: "TEXT", nullable: false, comment: "The organisation to which the reports were released."),
                    Author = table.Column<int>(type: "INTEGER", nullable: false, comment: "The seat that wrote it."),
                    Act = table.Column<int>(type: "INTEGER", nullable: false, comment: "0 words or a pass, 1 a leave, 2 that the seat asks for the end."),
                    Hour = table.Column<uint>(type: "INTEGER", nullable: false, comment: "The hour in which it was written, whole hours since 1970."),
                    Keys = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The entry's key for each seat that was there: number and 80 bytes."),
                    Envelope = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "What it says, sealed, 4,147 bytes."),
                    Signature = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The author's signature, 64 bytes."),
                    Chain = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "What the next one is bound to, 32 bytes.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CircleEntries", x => new { x.CircleId, x.Index });
                    table.ForeignKey(
                        name: "FK_CircleEntries_Circles_CircleId",
                        column: x => x.CircleId,
                        principalTable: "Circles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_CircleEntries_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                },
                comment: "Entries of circles: ciphertext of one length. Destroyed with the circle.");

            migrationBuilder.CreateTable(
                name: "CircleSeats",
                columns: table => new
                {
                    CircleId = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The circle."),
                    Seat = table.Column<int>(type: "INTEGER", nullable: false, comment: "0 is the member who keeps it, the others are numbered by chance."),
                    OrganisationId = table.Column<string>(type: "TEXT", nullable: false, comment: "The organisation to which the reports were released."),
                    Lookup = table.Column<byte[]>(type: "BLOB", nullable: true, comment: "The seat's look-up id, 16 bytes; null once who had it has left."),
                    SigningKey = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The seat's Ed25519 public key of this circle, 32 bytes.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CircleSeats", x => new { x.CircleId, x.Seat });
                    table.ForeignKey(
                        name: "FK_CircleSeats_Circles_CircleId",
                        column: x => x.CircleId,
                        principalTable: "Circles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_CircleSeats_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                },
                comment: "Seats in circles: which key writes from each. Not whose they are. Destroyed with the circle.");

            migrationBuilder.CreateIndex(
                name: "IX_CircleEntries_OrganisationId",
                table: "CircleEntries",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_CircleSeats_Lookup",
                table: "CircleSeats",
                column: "Lookup",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CircleSeats_OrganisationId",
                table: "CircleSeats",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_Circles_MemberId",
                table: "Circles",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_Circles_OrganisationId",
                table: "Circles",
                column: "OrganisationId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CircleEntries");

            migrationBuilder.DropTable(
                name: "CircleSeats");

            migrationBuilder.DropTable(
                name: "Circles");
        }
    }
}
