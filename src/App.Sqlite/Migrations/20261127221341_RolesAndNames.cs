using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Chorus.App.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class RolesAndNames : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Name",
                table: "Members",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            // The comments of Name and of Role stand in the model alone. To write them into a table's definition, SQLite would build it anew,
            // outside of any transaction: a stop between would leave half a migration.

            migrationBuilder.Sql("""UPDATE "Members" SET "Name" = coalesce("Email", "Id")""");

            // Until now nobody could be one, and only an administrator can make another.
            migrationBuilder.Sql("""
                INSERT INTO "MemberRoles" ("OrganisationId", "MemberId", "Role")
                SELECT m."OrganisationId", m."Id", 3 FROM "Members" m
                WHERE NOT EXISTS (SELECT 1 FROM "MemberRoles" r WHERE r."OrganisationId" = m."OrganisationId" AND r."Role" = 3)
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Name",
                table: "Members");
        }
    }
}
