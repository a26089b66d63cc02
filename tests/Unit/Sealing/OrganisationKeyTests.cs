using Chorus.Sealing;
using Chorus.Unit.Tests.Vectors;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Sealing;

public sealed class OrganisationKeyTests
{
    [Fact]
    public void Good_vectors_unwrap_to_their_master()
    {
        foreach (var vector in VectorEntry.Good("organisation-key.json"))
        {
            using var key = Unwrap(vector, vector.Text("nfcTrimmed"));
            key.ExportMaster().ShouldBe(vector.Bytes("master"), vector.Name);
            key.Signing.PublicKey.ShouldBe(vector.Bytes("signingKey"), vector.Name);
            key.Sheets.ToArray().ShouldBe(vector.Bytes("sheets"), vector.Name);
        }
    }

    [Fact]
    public void Bad_vectors_are_refused_for_their_reason()
    {
        foreach (var vector in VectorEntry.Bad("organisation-key.json"))
        {
            Should.Throw<SealingException>(() => Unwrap(vector, vector.Text("passphrase"))).Fault
                .ShouldBe(vector.Fault<SealingFault>(), vector.Name);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("C\u0327a ira")]
    [InlineData("пароль")]
    public void A_passphrase_that_this_process_cannot_normalise_is_refused_and_not_guessed(string passphrase)
    {
        using var key = OrganisationKey.New();
        Should.Throw<ArgumentException>(() => key.Wrap(passphrase, new KeyHolder(new byte[16], "union", 1, "member")));
    }

    private static OrganisationKey Unwrap(VectorEntry vector, string passphrase)
    {
        var holder = new KeyHolder(vector.Bytes("deployment"), vector.Text("organisation"), (uint)vector.Int("epoch"), vector.Text("member"));
        return OrganisationKey.Unwrap(passphrase, holder, vector.Bytes("recipientKey"), vector.Bytes("wrapped"));
    }
}
