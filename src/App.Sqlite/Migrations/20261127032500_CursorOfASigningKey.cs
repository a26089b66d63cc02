using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Chorus.App.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class CursorOfASigningKey : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // No key: every list is read from its beginning once more, and what is here already stays as it is.
            migrationBuilder.AddColumn<byte[]>(
                name: "SigningKey",
                table: "ReleaseCursors",
                type: "BLOB",
                nullable: false,
                defaultValue: Array.Empty<byte>(),
                comment: "The signing key of the trustee whose list that is, 32 bytes: a successor's list is read from its beginning.");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "SigningKey",
                table: "ReleaseCursors");
        }
    }
}
