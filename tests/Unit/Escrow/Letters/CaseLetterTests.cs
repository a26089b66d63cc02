using System.Text.Json;
using Chorus.Escrow.Letters;
using Chorus.Sealing;
using Chorus.Unit.Tests.Vectors;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Escrow.Letters;

public sealed class CaseLetterTests
{
    [Fact]
    public void Good_vectors_open_to_what_was_signed_and_their_access_is_the_organisations()
    {
        foreach (var vector in VectorEntry.Good("case-letter.json"))
        {
            using var code = Code(vector);
            code.Lookup.ShouldBe(vector.Bytes("lookup"), vector.Name);
            var access = new LettersAccess("respondent-1", Digest.Sha256(code.Lookup), vector.Bytes("signing"), vector.Bytes("box"));
            var (signature, proof) = (vector.Bytes("accessSignature"), vector.Bytes("accessProof"));
            access.Verify(Place(vector), vector.Bytes("organisationKey"), signature, proof).ShouldBeTrue(vector.Name);
            access.Verify(Place(vector), vector.Bytes("organisationKey"), signature, signature).ShouldBeFalse(vector.Name);
            JsonDocument.Parse(Read(vector, code)!).RootElement.GetProperty("text").GetString().ShouldBe(vector.Text("text"), vector.Name);
        }
    }

    [Fact]
    public void Bad_vectors_are_not_read()
    {
        foreach (var vector in VectorEntry.Bad("case-letter.json"))
        {
            using var code = Code(vector);
            Read(vector, code).ShouldBeNull(vector.Name);
        }
    }

    private static LettersCode Code(VectorEntry vector) => LettersCode.Derive(vector.Text("digits"), vector.Bytes("codeDeployment"));

    private static LetterPlace Place(VectorEntry vector) => new(vector.Bytes("deployment"), vector.Text("organisation"), vector.Bytes("case"), vector.Text("of"));

    // As a reader does: the copy, what is signed of it, and the signature.
    private static byte[]? Read(VectorEntry vector, LettersCode code)
    {
        var place = Place(vector);
        var letter = new CaseLetter(vector.Text("by"), vector.Bytes("id"), (byte)vector.Int("direction"), (byte)vector.Int("kind"), vector.Bytes("dataHash"), vector.Bytes("sealedHash"));
        try
        {
            var data = LetterCopy.Open(code.Box, new(place.Deployment, place.Organisation, place.Case, letter.Id), vector.Bytes("copy"));
            return Digest.Sha256(data).AsSpan().SequenceEqual(letter.DataHash) && letter.Verify(place, vector.Bytes("signingKey"), vector.Bytes("signature")) ? data : null;
        }
        catch (SealingException)
        {
            return null;
        }
    }
}
