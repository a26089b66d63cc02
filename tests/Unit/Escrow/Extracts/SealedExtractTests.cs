using System.Text.Json;
using Chorus.Escrow;
using Chorus.Escrow.Extracts;
using Chorus.Sealing;
using Chorus.Unit.Tests.Vectors;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Escrow.Extracts;

public sealed class SealedExtractTests
{
    [Fact]
    public void Good_vectors_open_to_their_text_and_have_their_id()
    {
        foreach (var vector in VectorEntry.Good("extract.json"))
        {
            using var text = JsonDocument.Parse(vector.Text("text"));
            using var opened = JsonSerializer.SerializeToDocument(Open(vector), StrictJson.Options);
            JsonElement.DeepEquals(opened.RootElement, text.RootElement).ShouldBeTrue(vector.Name);
            SealedExtract.IdOf(vector.Bytes("sealed")).ShouldBe(vector.Bytes("id"), vector.Name);
        }
    }

    [Fact]
    public void Bad_vectors_are_refused_for_their_reason()
    {
        foreach (var vector in VectorEntry.Bad("extract.json"))
        {
            if (vector.Has("fault"))
            {
                Should.Throw<SealingException>(() => Open(vector)).Fault.ShouldBe(vector.Fault<SealingFault>(), vector.Name);
            }
            else
            {
                Should.Throw<MalformedException>(() => Open(vector), vector.Name);
            }
        }
    }

    [Fact]
    public void What_is_sealed_opens_again_and_under_no_key_of_a_sheet()
    {
        using var key = OrganisationKey.New();
        var place = new ExtractPlace(SecureRandom.Bytes(16), SecureRandom.Bytes(16), 3, "member-1");
        var made = SealedExtract.Seal(key.Sheets, place, new ExtractRequest(ExtractRequest.CurrentFormat, "en", "For the court.", ["messages/0"], ["Ana"]));
        SealedExtract.Open(key.Sheets, place, made).Blacked.ShouldBe(["Ana"]);
        Should.Throw<SealingException>(() => Chorus.Escrow.Sheets.SealedSheet.Open(key.Sheets, new(place.Deployment, place.Handle, place.AskedBy, place.Version), made));
    }

    private static ExtractRequest Open(VectorEntry v) => SealedExtract.Open(
        v.Bytes("root"), new ExtractPlace(v.Bytes("deployment"), v.Bytes("handle"), (uint)v.Int("version"), v.Text("askedBy")), v.Bytes("sealed"));
}
