using System.Text;
using Chorus.App.Data;
using Chorus.App.Members;
using Chorus.App.Tests.Deployment;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Chorus.App.Tests.Data;

/// <summary>A site that starts on the database of an earlier version of the program.</summary>
public sealed class UpgradeTests : IDisposable
{
    private const string BeforeSmallRows = "20261126124627_FamilyIndex";

    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    private static readonly byte[] s_deposited = Bytes(1, 16);
    private static readonly byte[] s_pending = Bytes(2, 16);
    private static readonly byte[] s_packets = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("pending packets ", 41)))[..651];

    private readonly UnstartedSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Versions_keep_their_acknowledgements_and_pending_ones_their_packets()
    {
        await MakeOldAsync();

        await _site.StartAsync();

        await _site.UseAsync(async (db, _) =>
        {
            var versions = await db.Across<ReportVersion>().OrderBy(v => v.Sequence).ToListAsync(Stop);
            versions.Select(v => v.Handle).ShouldBe([s_deposited, s_pending]);
            versions.Select(v => v.Content).ShouldBe([Bytes(6, 5_000), Bytes(6, 5_000)]);
            versions[0].Acks!.Acks.ShouldBe(Bytes(7, 192));
            versions[0].Packets.ShouldBeNull();
            versions[1].Packets!.Packets.ShouldBe(s_packets);
            versions[1].Acks.ShouldBeNull();
        });
    }

    [Fact]
    public async Task What_a_version_held_goes_with_its_report()
    {
        await MakeOldAsync();
        await _site.StartAsync();

        await _site.UseAsync(async (db, services) =>
        {
            await db.Across<Report>().ExecuteDeleteAsync(Stop);
            (await services.GetRequiredService<IErasure>().EraseAsync(db, Stop)).ShouldBeTrue();
            (await db.Database.SqlQuery<int>($"""SELECT (SELECT count(*) FROM "PendingPackets") + (SELECT count(*) FROM "Acknowledgements") AS "Value" """).SingleAsync(Stop)).ShouldBe(0);
        });

        _site.Database.Contains(s_packets.AsSpan(0, 64)).ShouldBeFalse();
    }

    [Fact]
    public async Task An_earlier_version_that_was_kept_for_an_organisation_alone_is_not_shown_to_its_reporter_now()
    {
        await MakeOldAsync();
        await _site.UseAsync(async (db, _) =>
        {
            // Only where it had been released did a version stay when the next was acknowledged.
            await AddVersionAsync(db, s_deposited, 2, null, Bytes(7, 192));
            await db.Database.ExecuteSqlAsync($"""UPDATE "Reports" SET "Version" = 2 WHERE "Handle" = {s_deposited}""", Stop);
        });

        await _site.StartAsync();

        await _site.UseAsync(async (db, _) =>
        {
            var versions = await db.Across<ReportVersion>().Where(v => v.Handle == s_deposited).OrderBy(v => v.Version).ToListAsync(Stop);
            versions.Select(v => v.SelfWrap.Length).ShouldBe([0, 80]);
            versions.Select(v => v.Escrowed.Length).ShouldBe([131, 131]);
            versions.Select(v => v.EscrowedHash).ShouldAllBe(hash => hash == null);
        });
    }

    [Fact]
    public async Task Members_of_an_organisation_without_an_administrator_become_administrators_and_keep_their_name()
    {
        await MakeOldAsync();
        await _site.UseAsync(async (db, _) =>
        {
            foreach (var id in new[] { "first", "second" })
            {
                var email = $"{id}@centre.example";
                await db.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO "Members" ("Id", "OrganisationId", "Email", "EmailConfirmed", "PhoneNumberConfirmed", "TwoFactorEnabled", "LockoutEnabled", "AccessFailedCount")
                    VALUES ({id}, {TestDeployment.Centre}, {email}, 1, 0, 0, 1, 0)
                    """, Stop);
                await db.Database.ExecuteSqlAsync($"""INSERT INTO "MemberRoles" ("OrganisationId", "MemberId", "Role") VALUES ({TestDeployment.Centre}, {id}, 1)""", Stop);
            }
        });

        await _site.StartAsync();

        await _site.UseAsync(async (db, _) =>
        {
            (await db.Users.Select(m => m.Name).Order().ToListAsync(Stop)).ShouldBe(["first@centre.example", "second@centre.example"]);
            (await db.Across<MemberRole>().OrderBy(r => r.MemberId).ThenBy(r => r.Role).Select(r => r.Role).ToListAsync(Stop))
                .ShouldBe([Role.Advocate, Role.Administrator, Role.Advocate, Role.Administrator]);
        });
    }

    private async Task MakeOldAsync()
    {
        await _site.UseAsync(async (db, _) =>
        {
            await db.GetService<IMigrator>().MigrateAsync(BeforeSmallRows, Stop);
            var centre = _site.Manifest.Organisations.Single(o => o.Id == TestDeployment.Centre);
            await db.Database.ExecuteSqlAsync($"""INSERT INTO "Organisations" ("Id", "Name", "Kind") VALUES ({centre.Id}, {centre.Name}, {centre.Kind})""", Stop);
            await AddAsync(db, s_deposited, ReportState.Deposited, packets: null, acks: Bytes(7, 192));
            await AddAsync(db, s_pending, ReportState.Pending, s_packets, acks: null);
        });
    }

    private static async Task AddAsync(SiteDb db, byte[] handle, ReportState state, byte[]? packets, byte[]? acks)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Reports" ("Handle", "OrganisationId", "Family", "Number", "Lookup", "Version", "State")
            VALUES ({handle}, {TestDeployment.Centre}, {handle}, 0, {handle}, {(state is ReportState.Deposited ? 1 : 0)}, {(int)state})
            """, Stop);
        await AddVersionAsync(db, handle, 1, packets, acks);
    }

    private static Task<int> AddVersionAsync(SiteDb db, byte[] handle, int version, byte[]? packets, byte[]? acks) =>
        db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "ReportVersions" ("Handle", "Version", "OrganisationId", "Statement", "Signature", "Content", "Escrowed", "SelfWrap", "Packets", "Acks", "Hour")
            VALUES ({handle}, {version}, {TestDeployment.Centre}, {Bytes(3, 411)}, {Bytes(4, 64)}, {Bytes(6, 5_000)}, {Bytes(8, 131)}, {Bytes(9, 80)}, {packets}, {acks}, '2026-11-23T21Z')
            """, Stop);

    private static byte[] Bytes(byte value, int count) => [.. Enumerable.Repeat(value, count)];
}
