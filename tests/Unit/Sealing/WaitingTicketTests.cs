using Chorus.Sealing;
using Chorus.Unit.Tests.Vectors;
using CsCheck;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Sealing;

public sealed class WaitingTicketTests
{
    [Fact]
    public void A_ticket_is_read_under_its_key_and_for_its_answers_only() =>
        Gen.Select(Gen.Byte.Array[32], Gen.Byte.Array[32], Gen.UInt, Gen.UInt).Sample((fields, other, from, until) =>
        {
            using var key = AdmissionKey.Draw();
            using var otherKey = AdmissionKey.Draw();
            var given = WaitingTicket.Give(key, from, until, fields);
            var read = WaitingTicket.Read(given.ToString(), key, fields);
            (read!.From, read.Until, read.Salt).ShouldBe((from, until, given.Salt));
            WaitingTicket.Read(given.ToString(), key, other).ShouldBeNull();
            WaitingTicket.Read(given.ToString(), otherKey, fields).ShouldBeNull();
        });

    [Fact]
    public void A_ticket_with_any_bit_changed_or_of_another_length_is_none()
    {
        using var key = AdmissionKey.Draw();
        var fields = new byte[32];
        Base64UrlText.TryDecode(WaitingTicket.Give(key, 10, 20, fields).ToString(), out var ticket).ShouldBeTrue();
        for (var bit = 0; bit < 8 * ticket.Length; bit++)
        {
            var changed = ticket.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            WaitingTicket.Read(Base64UrlText.Encode(changed), key, fields).ShouldBeNull();
        }
        foreach (var text in new[] { null, "", "nonsense", new string('A', 1_000_000), Base64UrlText.Encode(Change.Cut(ticket)), Base64UrlText.Encode(Change.Lengthen(ticket)) })
        {
            WaitingTicket.Read(text, key, fields).ShouldBeNull();
        }
    }

    [Fact]
    public void The_page_of_the_format_says_how_it_is_made()
    {
        var secret = Digest.Sha256("key"u8);
        using var key = AdmissionKey.From(secret);
        var fields = Digest.Sha256("fields"u8);
        var head = new ByteWriter().U32(7).U32(1807).Bytes(new byte[16]).ToArray();
        var tag = Digest.HmacSha256(secret, [.. Label.Of("chorus/v1/waiting-ticket"), .. head, .. fields]);
        WaitingTicket.Give(key, 7, 1807, fields, bytes => bytes.Clear()).ToString().ShouldBe(Base64UrlText.Encode([.. head, .. tag]));
    }
}
