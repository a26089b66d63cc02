using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Chorus.App.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class KeyEpochs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "KeyChangeDue",
                table: "Organisations",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<uint>(
                name: "LastEpochMade",
                table: "Organisations",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "Link",
                table: "OrganisationKeys",
                type: "BLOB",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "KeyChanges",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false, comment: "Order of arrival: the newest of an organisation is the one that is proposed to the trustees.")
                        .Annotation("Sqlite:Autoincrement", true),
                    OrganisationId = table.Column<string>(type: "TEXT", nullable: false, comment: "The organisation."),
                    MemberId = table.Column<string>(type: "TEXT", nullable: false, comment: "Who made it, and alone can open it."),
                    Epoch = table.Column<uint>(type: "INTEGER", nullable: false, comment: "The epoch that it is for: each key that is made has its own, above the newest in force."),
                    RecipientKey = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "X25519 public key, 32 bytes."),
                    SigningKey = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "Ed25519 public key, 32 bytes."),
                    Link = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The key of the epoch before, sealed under this one, 61 bytes."),
                    Wrapped = table.Column<byte[]>(type: "BLOB", nullable: false, comment: "The master key under the passphrase of who made it, 82 bytes.")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KeyChanges", x => x.Sequence);
                    table.ForeignKey(
                        name: "FK_KeyChanges_Members_MemberId",
                        column: x => x.MemberId,
                        principalTable: "Members",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_KeyChanges_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                },
                comment: "Keys for an organisation's next epoch, made by a member's browser and not in force: the one that the trustees sign will be.");

            migrationBuilder.CreateIndex(
                name: "IX_KeyChanges_MemberId",
                table: "KeyChanges",
                column: "MemberId");

            migrationBuilder.CreateIndex(
                name: "IX_KeyChanges_OrganisationId",
                table: "KeyChanges",
                column: "OrganisationId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "KeyChanges");

            migrationBuilder.DropColumn(
                name: "KeyChangeDue",
                table: "Organisations");

            migrationBuilder.DropColumn(
                name: "LastEpochMade",
                table: "Organisations");

            migrationBuilder.DropColumn(
                name: "Link",
                table: "OrganisationKeys");
        }
    }
}
