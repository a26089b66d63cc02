using Chorus.App.Members;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Data;

/// <summary>
/// The site's database (docs/data-model.md). Rows of an organisation are visible only while <see cref="Organisation"/>
/// names it: a query that forgets to choose sees nothing, and one that has to see across organisations says so by
/// <see cref="Across{T}"/>.
/// </summary>
internal sealed partial class SiteDb(DbContextOptions<SiteDb> options) : IdentityUserContext<Member, string>(options)
{
    private const string OrganisationFilter = "organisation";

    /// <summary>The organisation of the member whose request this is; null for a reporter's request and for a job.</summary>
    public string? Organisation { get; set; }

    public DbSet<Organisation> Organisations => Set<Organisation>();

    public DbSet<Network> Networks => Set<Network>();

    public DbSet<OrganisationKeyRow> OrganisationKeys => Set<OrganisationKeyRow>();

    public DbSet<KeyWrap> KeyWraps => Set<KeyWrap>();

    public DbSet<MemberRole> MemberRoles => Set<MemberRole>();

    public DbSet<MemberMail> MemberMails => Set<MemberMail>();

    public DbSet<Invitation> Invitations => Set<Invitation>();

    public DbSet<KeyRequest> KeyRequests => Set<KeyRequest>();

    public DbSet<KeyChange> KeyChanges => Set<KeyChange>();

    public DbSet<Report> Reports => Set<Report>();

    public DbSet<ReportVersion> ReportVersions => Set<ReportVersion>();

    public DbSet<Message> Messages => Set<Message>();

    public DbSet<AttachedFile> AttachedFiles => Set<AttachedFile>();

    public DbSet<Release> Releases => Set<Release>();

    public DbSet<ReleasedSlot> ReleasedSlots => Set<ReleasedSlot>();

    public DbSet<Reading> Readings => Set<Reading>();

    public DbSet<Case> Cases => Set<Case>();

    public DbSet<CaseEventRow> CaseEvents => Set<CaseEventRow>();

    public DbSet<CaseContentRow> CaseContents => Set<CaseContentRow>();

    public DbSet<CaseMember> CaseMembers => Set<CaseMember>();

    public DbSet<CaseAccess> CaseAccesses => Set<CaseAccess>();

    public DbSet<CaseLetterRow> CaseLetters => Set<CaseLetterRow>();

    public DbSet<CaseLetterCopy> CaseLetterCopies => Set<CaseLetterCopy>();

    public DbSet<MemberEventRow> MemberEvents => Set<MemberEventRow>();

    public DbSet<ExtractRow> Extracts => Set<ExtractRow>();
    public DbSet<CircleRow> Circles => Set<CircleRow>();

    public DbSet<CircleSeatRow> CircleSeats => Set<CircleSeatRow>();

    public DbSet<CircleEntryRow> CircleEntries => Set<CircleEntryRow>();

    public DbSet<SheetRow> Sheets => Set<SheetRow>();

    public DbSet<ReleaseCursor> ReleaseCursors => Set<ReleaseCursor>();

    public DbSet<TimeStamp> TimeStamps => Set<TimeStamp>();

    public DbSet<StampedVersion> StampedVersions => Set<StampedVersion>();

    public DbSet<Tombstone> Tombstones => Set<Tombstone>();

    /// <summary>
    /// Rows of every organisation: for a reporter, who is known by her receipt, and for jobs. It lifts the filter from the
    /// whole query that it stands in, inner ones included: such a query names the organisation itself where it matters.
    /// </summary>
    public IQueryable<T> Across<T>()
        where T : class => Set<T>().IgnoreQueryFilters([OrganisationFilter]);

    /// <summary>
    /// The members of the organisation of this request. <see cref="IdentityUserContext{TUser, TKey}.Users"/> has no filter, since signing in
    /// finds a member before the organisation is known.
    /// </summary>
    public IQueryable<Member> Colleagues => Users.Where(m => m.OrganisationId == Organisation);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        IdentityTables.Name(builder);
        ConfigureCases(builder);
        ConfigureLetters(builder);
        ConfigureCircles(builder);

        builder.Entity<Network>().ToTable("Networks").HasKey(n => n.Id);
        builder.Entity<Organisation>(o =>
        {
            o.ToTable("Organisations").HasKey(x => x.Id);
            o.HasOne<Network>().WithMany().HasForeignKey(x => x.NetworkId).OnDelete(DeleteBehavior.Restrict);
        });
        builder.Entity<OrganisationKeyRow>(k =>
        {
            k.ToTable("OrganisationKeys").HasKey(x => new { x.OrganisationId, x.Epoch });
            k.HasIndex(x => x.RecipientKey).IsUnique();
            BelongsToOrganisation(k);
        });
        builder.Entity<KeyWrap>(w =>
        {
            w.ToTable("KeyWraps").HasKey(x => new { x.OrganisationId, x.Epoch, x.MemberId, x.Method });
            w.HasOne<Member>().WithMany().HasForeignKey(x => x.MemberId).OnDelete(DeleteBehavior.Cascade);
            w.HasQueryFilter(OrganisationFilter, x => x.OrganisationId == Organisation);
            BelongsToOrganisation(w);
        });
        builder.Entity<MemberRole>(r =>
        {
            r.ToTable("MemberRoles").HasKey(x => new { x.MemberId, x.Role });
            r.HasOne<Member>().WithMany().HasForeignKey(x => x.MemberId).OnDelete(DeleteBehavior.Cascade);
            r.HasQueryFilter(OrganisationFilter, x => x.OrganisationId == Organisation);
            BelongsToOrganisation(r);
        });
        builder.Entity<MemberMail>(m =>
        {
            m.ToTable("MemberMails").HasKey(x => x.MemberId);
            m.HasOne<Member>().WithOne().HasForeignKey<MemberMail>(x => x.MemberId).OnDelete(DeleteBehavior.Cascade);
            m.HasQueryFilter(OrganisationFilter, x => x.OrganisationId == Organisation);
            BelongsToOrganisation(m);
        });
        builder.Entity<MemberEventRow>(e =>
        {
            e.ToTable("MemberEvents").HasKey(x => new { x.OrganisationId, x.Number });
            // Not unique, and numbers read as 0 where they are none: as in CaseEvents.
            e.HasIndex(x => x.Entry);
            e.Property(x => x.Number).HasConversion(number => (long)number, kept => kept > 0 && kept <= int.MaxValue ? (int)kept : 0);
            e.HasQueryFilter(OrganisationFilter, x => x.OrganisationId == Organisation);
            BelongsToOrganisation(e);
        });
        builder.Entity<Invitation>(i =>
        {
            i.ToTable("Invitations").HasKey(x => x.CodeHash);
            i.HasOne<Member>().WithMany().HasForeignKey(x => x.InvitedBy).OnDelete(DeleteBehavior.Cascade);
            i.HasQueryFilter(OrganisationFilter, x => x.OrganisationId == Organisation);
            i.Ignore(x => x.Gives);
            BelongsToOrganisation(i);
        });
        builder.Entity<KeyRequest>(r =>
        {
            r.ToTable("KeyRequests").HasKey(x => x.MemberId);
            r.HasOne<Member>().WithOne().HasForeignKey<KeyRequest>(x => x.MemberId).OnDelete(DeleteBehavior.Cascade);
            r.HasQueryFilter(OrganisationFilter, x => x.OrganisationId == Organisation);
            BelongsToOrganisation(r);
        });
        builder.Entity<KeyChange>(c =>
        {
            c.ToTable("KeyChanges").HasKey(x => x.Sequence);
            c.HasOne<Member>().WithMany().HasForeignKey(x => x.MemberId).OnDelete(DeleteBehavior.Cascade);
            c.HasQueryFilter(OrganisationFilter, x => x.OrganisationId == Organisation);
            BelongsToOrganisation(c);
        });
        builder.Entity<Report>(r =>
        {
            r.ToTable("Reports").HasKey(x => x.Handle);
            r.HasIndex(x => x.Lookup);
            r.HasIndex(x => new { x.Family, x.Number });
            r.HasQueryFilter(OrganisationFilter, x => x.OrganisationId == Organisation);
            BelongsToOrganisation(r);
        });
        builder.Entity<ReportVersion>(v =>
        {
            v.ToTable("ReportVersions").HasKey(x => x.Sequence);
            v.HasIndex(x => new { x.Handle, x.Version }).IsUnique();
            v.OwnsOne(x => x.Packets, p =>
            {
                p.ToTable("PendingPackets").HasKey(x => x.Sequence);
                p.WithOwner().HasForeignKey(x => x.Sequence);
            });
            v.OwnsOne(x => x.Acks, a =>
            {
                a.ToTable("Acknowledgements").HasKey(x => x.Sequence);
                a.WithOwner().HasForeignKey(x => x.Sequence);
            });
            v.HasOne<Report>().WithMany().HasForeignKey(x => x.Handle).OnDelete(DeleteBehavior.Cascade);
            v.HasQueryFilter(OrganisationFilter, x => x.OrganisationId == Organisation);
            BelongsToOrganisation(v);
        });
        builder.Entity<TimeStamp>().ToTable("TimeStamps").HasKey(t => t.Id);
        builder.Entity<StampedVersion>(s =>
        {
            s.ToTable("StampedVersions").HasKey(x => x.Sequence);
            s.Property(x => x.Sequence).ValueGeneratedNever();
            s.HasOne<ReportVersion>().WithOne().HasForeignKey<StampedVersion>(x => x.Sequence).OnDelete(DeleteBehavior.Cascade);
            s.HasOne(x => x.Stamp).WithMany().HasForeignKey(x => x.StampId).OnDelete(DeleteBehavior.Restrict);
        });
        builder.Entity<Message>(m =>
        {
            m.ToTable("Messages").HasKey(x => x.Sequence);
            m.HasIndex(x => new { x.Handle, x.Id }).IsUnique();
            m.HasOne<Report>().WithMany().HasForeignKey(x => x.Handle).OnDelete(DeleteBehavior.Cascade);
            m.HasQueryFilter(OrganisationFilter, x => x.OrganisationId == Organisation);
            BelongsToOrganisation(m);
        });
        builder.Entity<AttachedFile>(f =>
        {
            // No foreign key to the report: it comes after its files.
            f.ToTable("AttachedFiles").HasKey(x => new { x.Id, x.Version });
            f.HasIndex(x => new { x.Handle, x.Version });
            f.HasQueryFilter(OrganisationFilter, x => x.OrganisationId == Organisation);
            BelongsToOrganisation(f);
        });
        builder.Entity<Release>(r =>
        {
            r.ToTable("Releases").HasKey(x => new { x.Run, x.Handle, x.Trustee });
            r.HasIndex(x => x.Handle);
            r.HasOne<Report>().WithMany().HasForeignKey(x => x.Handle).OnDelete(DeleteBehavior.Cascade);
            r.HasQueryFilter(OrganisationFilter, x => x.OrganisationId == Organisation);
            BelongsToOrganisation(r);
        });
        builder.Entity<ReleasedSlot>(s =>
        {
            s.ToTable("ReleasedSlots").HasKey(x => new { x.Run, x.Handle, x.Slot });
            s.HasIndex(x => new { x.Run, x.Tag });
            s.HasOne<Report>().WithMany().HasForeignKey(x => x.Handle).OnDelete(DeleteBehavior.Cascade);
            s.HasQueryFilter(OrganisationFilter, x => x.OrganisationId == Organisation);
            BelongsToOrganisation(s);
        });
        builder.Entity<Reading>(r =>
        {
            r.ToTable("Readings").HasKey(x => new { x.Handle, x.Version, x.MemberId });
            r.HasIndex(x => x.MemberId);
            r.HasOne<Report>().WithMany().HasForeignKey(x => x.Handle).OnDelete(DeleteBehavior.Cascade);
            r.HasQueryFilter(OrganisationFilter, x => x.OrganisationId == Organisation);
            BelongsToOrganisation(r);
        });
        builder.Entity<SheetRow>(s =>
        {
            s.ToTable("Sheets").HasKey(x => x.Sequence);
            // One of the team, and one of each member: an index that holds both would let the team have many, as null is like nothing.
            s.HasIndex(x => new { x.Handle, x.OrganisationId }).IsUnique().HasFilter("\"OwnerId\" IS NULL");
            s.HasIndex(x => new { x.Handle, x.OwnerId }).IsUnique();
            s.HasOne<Report>().WithMany().HasForeignKey(x => x.Handle).OnDelete(DeleteBehavior.Cascade);
            s.HasOne<Member>().WithMany().HasForeignKey(x => x.OwnerId).OnDelete(DeleteBehavior.Cascade);
            s.HasQueryFilter(OrganisationFilter, x => x.OrganisationId == Organisation);
            BelongsToOrganisation(s);
        });
        builder.Entity<ExtractRow>(e =>
        {
            e.ToTable("Extracts").HasKey(x => x.Id);
            e.HasIndex(x => x.Handle);
            e.HasOne<Report>().WithMany().HasForeignKey(x => x.Handle).OnDelete(DeleteBehavior.Cascade);
            e.HasQueryFilter(OrganisationFilter, x => x.OrganisationId == Organisation);
            BelongsToOrganisation(e);
        });
        builder.Entity<ReleaseCursor>(c =>
        {
            c.ToTable("ReleaseCursors").HasKey(x => x.Trustee);
            c.Property(x => x.Trustee).ValueGeneratedNever();
        });
        builder.Entity<Tombstone>().ToTable("Tombstones").HasKey(t => t.HandleHash);
        builder.Entity<Member>().HasOne<Organisation>().WithMany().HasForeignKey(m => m.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }

    private static void BelongsToOrganisation<T>(Microsoft.EntityFrameworkCore.Metadata.Builders.EntityTypeBuilder<T> entity)
        where T : class =>
        entity.HasOne<Organisation>().WithMany().HasForeignKey("OrganisationId").OnDelete(DeleteBehavior.Restrict);
}
