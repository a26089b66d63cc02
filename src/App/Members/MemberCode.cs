using System.Text;
using Chorus.Sealing;

namespace Chorus.App.Members;

/// <summary>What is kept of a code that a member types: a hash that fits this member alone.</summary>
internal static class MemberCode
{
    /// <summary>SHA-256(label, member id, code), in base64url, which holds neither of the signs that stand between codes in a row.</summary>
    public static string HashOf(string label, Member member, string code) =>
        Base64UrlText.Encode(Digest.Sha256(Label.Of(label), Encoding.ASCII.GetBytes(member.Id), Encoding.UTF8.GetBytes(code)));
}
