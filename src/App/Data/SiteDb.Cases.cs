using Chorus.App.Members;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Data;

/// <content>The tables of cases, letters and circles.</content>
internal sealed partial class SiteDb
{
    private void ConfigureCases(ModelBuilder builder)
    {
        builder.Entity<Case>(c =>
        {
            c.ToTable("Cases").HasKey(x => x.Id);
            c.HasQueryFilter(OrganisationFilter, x => x.OrganisationId == Organisation);
            BelongsToOrganisation(c);
        });
        builder.Entity<CaseEventRow>(e =>
        {
            e.ToTable("CaseEvents").HasKey(x => new { x.CaseId, x.Number });
            // Not unique: a row that somebody put there must not keep the event from being stored to which the entry belongs.
            e.HasIndex(x => x.Entry);
            // What is no number of an event reads as 0, which none has; a number too large for its type would stop the reading.
            e.Property(x => x.Number).HasConversion(number => (long)number, kept => kept > 0 && kept <= int.MaxValue ? (int)kept : 0);
            e.HasOne<Case>().WithMany().HasForeignKey(x => x.CaseId).OnDelete(DeleteBehavior.Cascade);
            e.HasQueryFilter(OrganisationFilter, x => x.OrganisationId == Organisation);
            BelongsToOrganisation(e);
        });
        builder.Entity<CaseContentRow>(c =>
        {
            c.ToTable("CaseContents").HasKey(x => new { x.CaseId, x.Id });
            c.HasOne<Case>().WithMany().HasForeignKey(x => x.CaseId).OnDelete(DeleteBehavior.Cascade);
            c.HasQueryFilter(OrganisationFilter, x => x.OrganisationId == Organisation);
            BelongsToOrganisation(c);
        });
        builder.Entity<CaseMember>(m =>
        {
            m.ToTable("CaseMembers").HasKey(x => new { x.CaseId, x.MemberId });
            m.HasIndex(x => x.MemberId);
            m.Property(x => x.Number).HasConversion(number => (long)number, kept => kept > 0 && kept <= int.MaxValue ? (int)kept : 0);
            m.HasOne<Case>().WithMany().HasForeignKey(x => x.CaseId).OnDelete(DeleteBehavior.Cascade);
            m.HasQueryFilter(OrganisationFilter, x => x.OrganisationId == Organisation);
            BelongsToOrganisation(m);
        });
    }

    private void ConfigureLetters(ModelBuilder builder)
    {
        builder.Entity<CaseAccess>(a =>
        {
            a.ToTable("CaseAccesses").HasKey(x => x.SigningKey);
            a.HasIndex(x => x.Lookup).IsUnique();
            a.HasOne<Case>().WithMany().HasForeignKey(x => x.CaseId).OnDelete(DeleteBehavior.Cascade);
            a.HasQueryFilter(OrganisationFilter, x => x.OrganisationId == Organisation);
            BelongsToOrganisation(a);
        });
        builder.Entity<CaseLetterRow>(l =>
        {
            l.ToTable("CaseLetters").HasKey(x => x.Sequence);
            l.HasIndex(x => new { x.CaseId, x.Id }).IsUnique();
            l.HasOne<Case>().WithMany().HasForeignKey(x => x.CaseId).OnDelete(DeleteBehavior.Cascade);
            l.HasQueryFilter(OrganisationFilter, x => x.OrganisationId == Organisation);
            BelongsToOrganisation(l);
        });
        builder.Entity<CaseLetterCopy>(c =>
        {
            c.ToTable("CaseLetterCopies").HasKey(x => new { x.Sequence, x.SigningKey });
            c.HasOne(x => x.Letter).WithMany().HasForeignKey(x => x.Sequence).OnDelete(DeleteBehavior.Cascade);
            c.HasOne<CaseAccess>().WithMany().HasForeignKey(x => x.SigningKey).OnDelete(DeleteBehavior.Cascade);
            c.HasQueryFilter(OrganisationFilter, x => x.OrganisationId == Organisation);
            BelongsToOrganisation(c);
        });
    }

    private void ConfigureCircles(ModelBuilder builder)
    {
        builder.Entity<CircleRow>(c =>
        {
            c.ToTable("Circles").HasKey(x => x.Id);
            c.HasIndex(x => x.MemberId);
            c.HasOne<Member>().WithMany().HasForeignKey(x => x.MemberId).OnDelete(DeleteBehavior.Cascade);
            c.HasQueryFilter(OrganisationFilter, x => x.OrganisationId == Organisation);
            BelongsToOrganisation(c);
        });
        builder.Entity<CircleSeatRow>(s =>
        {
            s.ToTable("CircleSeats").HasKey(x => new { x.CircleId, x.Seat });
            s.HasIndex(x => x.Lookup).IsUnique();
            s.HasOne(x => x.Circle).WithMany().HasForeignKey(x => x.CircleId).OnDelete(DeleteBehavior.Cascade);
            s.HasQueryFilter(OrganisationFilter, x => x.OrganisationId == Organisation);
            BelongsToOrganisation(s);
        });
        builder.Entity<CircleEntryRow>(e =>
        {
            e.ToTable("CircleEntries").HasKey(x => new { x.CircleId, x.Index });
            e.HasOne(x => x.Circle).WithMany().HasForeignKey(x => x.CircleId).OnDelete(DeleteBehavior.Cascade);
            e.HasQueryFilter(OrganisationFilter, x => x.OrganisationId == Organisation);
            BelongsToOrganisation(e);
        });
    }
}
