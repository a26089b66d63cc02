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
                defaultValue: "",
                comment: "What colleagues call the member.");

            migrationBuilder.AlterColumn<int>(
                name: "Role",
                table: "MemberRoles",
                type: "INTEGER",
                nullable: false,
                comment: "1 advocate, 2 case officer, 3 administrator, 4 decision maker, 5 auditor.",
                oldClrType: typeof(int),
                oldType: "INTEGER",
                oldComment: "1 advocate, 2 case officer, 3 administrator.");

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

            migrationBuilder.AlterColumn<int>(
                name: "Role",
                table: "MemberRoles",
                type: "INTEGER",
                nullable: false,
                comment: "1 advocate, 2 case officer, 3 administrator.",
                oldClrType: typeof(int),
                oldType: "INTEGER",
                oldComment: "1 advocate, 2 case officer, 3 administrator, 4 decision maker, 5 auditor.");
        }
    }
}
