using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Chorus.App.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class SecondFactor : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterTable(
                name: "MemberTokens",
                comment: "Identity's: secrets of authenticator apps, and hashes of recovery codes.",
                oldComment: "Identity's: secrets of authenticator apps, when they come.");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterTable(
                name: "MemberTokens",
                comment: "Identity's: secrets of authenticator apps, when they come.",
                oldComment: "Identity's: secrets of authenticator apps, and hashes of recovery codes.");
        }
    }
}
