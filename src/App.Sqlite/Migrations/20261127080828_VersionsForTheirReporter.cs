using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Chorus.App.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class VersionsForTheirReporter : Migration
    {
        // By SQL, in one transaction: the framework would write every report anew, and outside of one, to change the comments in the table's definition.

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""ALTER TABLE "ReportVersions" ADD "EscrowedHash" BLOB NULL;""");

            // Until now an earlier version stayed only where it had been released. Reporters are shown their earlier versions from now on, and that
            // there is one from before must not tell them, or whoever looks with them, that it was released: it goes on being the organisation's alone.
            migrationBuilder.Sql("""
                UPDATE "ReportVersions" SET "SelfWrap" = x''
                WHERE EXISTS (SELECT 1 FROM "Reports" r WHERE r."Handle" = "ReportVersions"."Handle" AND r."Version" > "ReportVersions"."Version");
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql("""ALTER TABLE "ReportVersions" DROP COLUMN "EscrowedHash";""");
    }
}
