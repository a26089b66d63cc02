using Chorus.App.Members;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Chorus.App.Data;

/// <summary>Names and comments for the tables that ASP.NET Core Identity brings along.</summary>
internal static class IdentityTables
{
    public static void Name(ModelBuilder builder)
    {
        builder.Entity<Member>(m =>
        {
            m.ToTable("Members");
            m.Property(x => x.Id).HasComment("Random 16 bytes in hexadecimal; bound into the member's key wraps.");
            m.Property(x => x.UserName).HasComment("The e-mail address the member signs in with.");
            m.Property(x => x.NormalizedUserName).HasComment("The same, upper case, for look-up.");
            m.Property(x => x.Email).HasComment("The member's e-mail address.");
            m.Property(x => x.NormalizedEmail).HasComment("The same, upper case, for look-up.");
            m.Property(x => x.EmailConfirmed).HasComment("Identity's; the address is given by the organisation, so true.");
            m.Property(x => x.PasswordHash).HasComment("Identity's PBKDF2 hash of the password.");
            m.Property(x => x.SecurityStamp).HasComment("Changes when a credential does, which ends the member's sessions.");
            m.Property(x => x.ConcurrencyStamp).HasComment("Identity's guard against two changes at once.");
            m.Property(x => x.PhoneNumber).HasComment("Identity's; always null, none is asked for.");
            m.Property(x => x.PhoneNumberConfirmed).HasComment("Identity's; always false.");
            m.Property(x => x.TwoFactorEnabled).HasComment("Identity's; whether a second factor is asked for.");
            m.Property(x => x.LockoutEnd).HasComment("Until when sign-in is refused after wrong passwords.");
            m.Property(x => x.LockoutEnabled).HasComment("Identity's; always true.");
            m.Property(x => x.AccessFailedCount).HasComment("Wrong passwords since the last right one.");
        });
        builder.Entity<IdentityUserClaim<string>>().ToTable("MemberClaims", t => t.HasComment("Identity's; not used."));
        builder.Entity<IdentityUserLogin<string>>().ToTable("MemberLogins", t => t.HasComment("Identity's; not used: nobody signs in through another site."));
        builder.Entity<IdentityUserToken<string>>().ToTable("MemberTokens", t => t.HasComment("Identity's: secrets of authenticator apps, and hashes of recovery codes."));
        builder.Entity<IdentityUserPasskey<string>>().ToTable("MemberPasskeys", t => t.HasComment("Identity's: public halves of passkeys, when they come."));
    }
}
