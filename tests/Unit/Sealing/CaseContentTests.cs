using Chorus.Sealing;
using Chorus.Unit.Tests.Vectors;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Sealing;

public sealed class CaseContentTests
{
    [Fact]
    public void Good_vectors_open_to_what_was_sealed()
    {
        foreach (var vector in VectorEntry.Good("case-content.json"))
        {
            Open(vector).ShouldBe(vector.Bytes("data"), vector.Name);
        }
    }

    [Fact]
    public void Bad_vectors_are_refused_for_their_reason()
    {
        foreach (var vector in VectorEntry.Bad("case-content.json"))
        {
            Should.Throw<SealingException>(() => Open(vector)).Fault.ShouldBe(vector.Fault<SealingFault>(), vector.Name);
        }
    }

    [Fact]
    public void The_longest_fits_and_one_byte_more_does_not()
    {
        using var key = OrganisationKey.New();
        var place = new CasePlace(new byte[16], "union", new byte[16], new byte[16]);
        CaseContent.Seal(key.RecipientKey, 1, place, new byte[CaseContent.LongestData]).Length.ShouldBe(CaseContent.LongestSealed);
        Should.Throw<ArgumentException>(() => CaseContent.Seal(key.RecipientKey, 1, place, new byte[CaseContent.LongestData + 1]));
    }

    private static byte[] Open(VectorEntry vector)
    {
        using var key = OrganisationKey.FromMaster(vector.Bytes("master"));
        return CaseContent.Open(key.Box, (uint)vector.Int("epoch"), new(vector.Bytes("deployment"), vector.Text("organisation"), vector.Bytes("case"), vector.Bytes("content")), vector.Bytes("sealed"));
    }
}
