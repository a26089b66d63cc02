using Chorus.Sealing;
using Chorus.Unit.Tests.Vectors;
using CsCheck;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Sealing;

public sealed class KeyLinkTests
{
    [Fact]
    public void Good_vectors_open_to_the_key_before_and_have_their_numbers()
    {
        foreach (var vector in VectorEntry.Good("key-link.json"))
        {
            using var key = Open(vector);
            key.ExportMaster().ShouldBe(vector.Bytes("master"), vector.Name);
            KeyNumbers.Of(vector.Bytes("deployment"), vector.Text("organisation"), (uint)vector.Int("epoch"), vector.Bytes("recipientKey"), vector.Bytes("signingKey"))
                .ShouldBe(vector.Text("numbers"), vector.Name);
        }
    }

    [Fact]
    public void Bad_vectors_are_refused_for_their_reason()
    {
        foreach (var vector in VectorEntry.Bad("key-link.json"))
        {
            Should.Throw<SealingException>(() => Open(vector), vector.Name).Fault.ShouldBe(vector.Fault<SealingFault>(), vector.Name);
        }
    }

    /// <summary>The law of a rotation: the newest key opens all older ones, and none of them opens what was sealed to a newer one.</summary>
    [Fact]
    public void The_newest_key_opens_every_epoch_and_an_older_key_opens_none_after_it() =>
        Gen.Select(Gen.Byte.Array[32].Array[2, 5], Gen.Byte.Array[16]).Where(g => g.Item1.Select(Convert.ToHexString).Distinct(StringComparer.Ordinal).Count() == g.Item1.Length)
            .Sample((masters, deployment) =>
            {
                var keys = masters.Select(m => OrganisationKey.FromMaster(m)).ToArray();
                KeyLinkPlace Place(int at) => new(deployment, "union", (uint)at + 1, (uint)at);
                var links = keys.Skip(1).Select((key, i) => KeyLink.Seal(key, keys[i], Place(i + 1))).ToArray();
                var place = new CasePlace(deployment, "union", new byte[16], new byte[16]);
                var contents = keys.Select((key, i) => CaseContent.Seal(key.RecipientKey, (uint)i + 1, place, [1, 2, 3])).ToArray();

                var held = keys[^1];
                for (var epoch = keys.Length - 1; epoch >= 0; epoch--)
                {
                    CaseContent.Open(held.Box, (uint)epoch + 1, place, contents[epoch]).ShouldBe(new byte[] { 1, 2, 3 });
                    if (epoch > 0)
                    {
                        held = KeyLink.Open(held, Place(epoch), keys[epoch - 1].RecipientKey, links[epoch - 1]);
                    }
                }

                for (var old = 0; old < keys.Length; old++)
                {
                    for (var later = old + 1; later < keys.Length; later++)
                    {
                        Should.Throw<SealingException>(() => CaseContent.Open(keys[old].Box, (uint)later + 1, place, contents[later]));
                        Should.Throw<SealingException>(() => KeyLink.Open(keys[old], Place(later), keys[later - 1].RecipientKey, links[later - 1]));
                    }
                }
            }, iter: 20);

    [Theory]
    [InlineData("1234 5678-9012 3456 7890", "12345678901234567890")]
    [InlineData("1234567890123456789", null)]
    [InlineData("123456789012345678901", null)]
    [InlineData("1234567890123456789x", null)]
    public void Numbers_are_read_as_people_type_them(string typed, string? digits) => KeyNumbers.Read(typed).ShouldBe(digits);

    private static OrganisationKey Open(VectorEntry vector)
    {
        using var newer = OrganisationKey.FromMaster(vector.Bytes("newer"));
        var place = new KeyLinkPlace(vector.Bytes("deployment"), vector.Text("organisation"), (uint)vector.Int("epoch"), (uint)vector.Int("before"));
        return KeyLink.Open(newer, place, vector.Bytes("recipientBefore"), vector.Bytes("link"));
    }
}
