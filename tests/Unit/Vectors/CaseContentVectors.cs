using System.Text;
using Chorus.Sealing;
using Chorus.Unit.Tests.Escrow;

namespace Chorus.Unit.Tests.Vectors;

internal static class CaseContentVectors
{
    internal static VectorSet Make()
    {
        var set = new VectorSet("case-content");
        var random = new SeededRandom("case content");
        using var key = OrganisationKey.FromMaster(random.Bytes(32));
        using var other = OrganisationKey.FromMaster(random.Bytes(32));
        var place = new CasePlace(random.Bytes(16), "workers-centre", random.Bytes(16), random.Bytes(16));
        var title = CaseContent.Seal(key.RecipientKey, 1, place, "Cocina, año 2026"u8, random.Fill);
        void Good(string name, string text, byte[] sealedContent, uint epoch = 1) => set.Good(name, [.. Place(place), ("master", key.ExportMaster()), ("epoch", epoch), ("data", Encoding.UTF8.GetBytes(text)), ("sealed", sealedContent)]);
        Good("a title", "Cocina, año 2026", title);
        Good("nothing", "", CaseContent.Seal(key.RecipientKey, 1, place, [], random.Fill));
        foreach (var length in new[] { 252, 253, 1_020, 1_021 })
        {
            var text = new string('a', length);
            Good($"{length} bytes, at the edge of a size class", text, CaseContent.Seal(key.RecipientKey, 7, place, Encoding.UTF8.GetBytes(text), random.Fill), 7);
        }

        void Bad(string name, string why, SealingFault fault, byte[] changed, CasePlace? elsewhere = null, uint epoch = 1, OrganisationKey? opener = null) => set.Bad(
            name, why, [.. Place(elsewhere ?? place), ("master", (opener ?? key).ExportMaster()), ("epoch", epoch), ("sealed", changed), ("fault", FaultName.Of(fault))]);
        Bad("truncated", "the last byte is missing", SealingFault.Malformed, Change.Cut(title));
        Bad("trailing byte", "a byte follows the tag", SealingFault.Malformed, Change.Lengthen(title));
        Bad("wrong version", "version 2", SealingFault.UnknownVersion, Change.Set(title, 0, 2));
        Bad("another size class", "the length is that of class 0", SealingFault.Malformed, Change.Set(title, 1, 1));
        Bad("no size class", "class 6", SealingFault.Malformed, Change.Set(title, 1, 6));
        Bad("another epoch asked for", "sealed to the key of epoch 1", SealingFault.WrongKey, title, epoch: 2);
        Bad("another epoch written", "the header is bound in", SealingFault.Altered, Change.Set(title, 5, 2), epoch: 2);
        Bad("flipped bit", "one bit of the ciphertext differs", SealingFault.Altered, Change.Flip(title, 60));
        Bad("flipped tag", "one bit of the tag differs", SealingFault.Altered, Change.Flip(title, ^1));
        Bad("another key", "sealed to another organisation's key", SealingFault.Altered, title, opener: other);
        Bad("another deployment", "bound to its deployment", SealingFault.Altered, title, place with { Deployment = Change.Flip(place.Deployment, 0) });
        Bad("another organisation", "bound to its organisation", SealingFault.Altered, title, place with { Organisation = "union" });
        Bad("another case", "bound to its case", SealingFault.Altered, title, place with { Case = Change.Flip(place.Case, 0) });
        Bad("another content", "bound to its id", SealingFault.Altered, title, place with { Content = Change.Flip(place.Content, 0) });
        var padded = new byte[256];
        (padded[3], padded[4], padded[^1]) = (1, (byte)'a', 1);
        Bad("padding that is not zero", "something could be hidden there", SealingFault.Padding, CaseContent.SealPadded(key.RecipientKey, 1, place, padded, 0, random.Fill));
        padded = new byte[256];
        padded[3] = 253;
        Bad("length beyond the padding", "253 of 252 bytes", SealingFault.Padding, CaseContent.SealPadded(key.RecipientKey, 1, place, padded, 0, random.Fill));
        padded = new byte[1024];
        padded[3] = 5;
        Bad("a larger class than it needs", "the smallest that fits is used", SealingFault.Padding, CaseContent.SealPadded(key.RecipientKey, 1, place, padded, 1, random.Fill));
        return set;
    }

    private static (string, object?)[] Place(CasePlace place) => [("deployment", place.Deployment), ("organisation", place.Organisation), ("case", place.Case), ("content", place.Content)];
}
