using System.Text.Json;
using Chorus.Escrow;
using Chorus.Escrow.Sheets;
using Chorus.Sealing;
using Chorus.Unit.Tests.Vectors;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Escrow.Sheets;

public sealed class SealedSheetTests
{
    [Fact]
    public void Good_vectors_open_to_their_text()
    {
        foreach (var vector in VectorEntry.Good("sheet.json"))
        {
            // Compared as values: how a writer escapes letters is free.
            using var text = JsonDocument.Parse(vector.Text("text"));
            using var opened = JsonSerializer.SerializeToDocument(Open(vector), StrictJson.Options);
            JsonElement.DeepEquals(opened.RootElement, text.RootElement).ShouldBeTrue(vector.Name);
        }
    }

    [Fact]
    public void Bad_vectors_are_refused_for_their_reason()
    {
        foreach (var vector in VectorEntry.Bad("sheet.json"))
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
    public void What_is_sealed_opens_again_and_two_seals_of_one_version_share_no_key()
    {
        using var key = OrganisationKey.New();
        var place = new SheetPlace(SecureRandom.Bytes(16), SecureRandom.Bytes(16), "member-1", 3);
        var sheet = new Sheet(Sheet.CurrentFormat, [new SheetNote(SecureRandom.Bytes(16), "member-1", "2026-11-23T21Z", "Mine.")], [], null, null, null);
        var (one, two) = (SealedSheet.Seal(key.Sheets, place, sheet), SealedSheet.Seal(key.Sheets, place, sheet));
        SealedSheet.IsSealedLength(one.Length).ShouldBeTrue();
        SealedSheet.Open(key.Sheets, place, one).Notes.ShouldHaveSingleItem().Text.ShouldBe("Mine.");
        // The commitment to the key, in the envelope's header, differs.
        one[19..51].ShouldNotBe(two[19..51]);
    }

    private static Sheet Open(VectorEntry v) => SealedSheet.Open(
        v.Bytes("root"), new SheetPlace(v.Bytes("deployment"), v.Bytes("handle"), v.Has("owner") ? v.Text("owner") : null, (uint)v.Int("version")), v.Bytes("sealed"));
}
