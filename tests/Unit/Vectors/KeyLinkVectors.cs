using Chorus.Sealing;
using Chorus.Unit.Tests.Escrow;

namespace Chorus.Unit.Tests.Vectors;

internal static class KeyLinkVectors
{
    internal static VectorSet Make()
    {
        var set = new VectorSet("key-link");
        var random = new SeededRandom("key link");
        var deployment = random.Bytes(16);
        using var before = OrganisationKey.FromMaster(random.Bytes(32));
        using var newer = OrganisationKey.FromMaster(random.Bytes(32));
        using var other = OrganisationKey.FromMaster(random.Bytes(32));
        var place = new KeyLinkPlace(deployment, "workers-centre", 2, 1);
        var link = KeyLink.Seal(newer, before, place, random.Fill);

        (string, object?)[] Entry(byte[] bytes, KeyLinkPlace? at = null, OrganisationKey? opens = null, OrganisationKey? named = null)
        {
            var (where, of) = (at ?? place, opens ?? newer);
            return
            [
                ("deployment", where.Deployment), ("organisation", where.Organisation), ("epoch", where.Epoch), ("before", where.Before),
                ("newer", of.ExportMaster()), ("recipientBefore", (named ?? before).RecipientKey), ("link", bytes),
            ];
        }

        void Good(string name, OrganisationKey of, OrganisationKey from, KeyLinkPlace at, byte[] bytes) => set.Good(
            name,
            [
                .. Entry(bytes, at, of, from), ("master", from.ExportMaster()), ("recipientKey", of.RecipientKey), ("signingKey", of.Signing.PublicKey),
                ("numbers", KeyNumbers.Of(at.Deployment, at.Organisation, at.Epoch, of.RecipientKey, of.Signing.PublicKey)),
            ]);
        Good("epoch 2 to epoch 1", newer, before, place, link);
        var far = new KeyLinkPlace(deployment, "u", 9, 4);
        Good("epochs with others between them that the manifest never had", other, newer, far, KeyLink.Seal(other, newer, far, random.Fill));

        void Bad(string name, string why, SealingFault fault, (string, object?)[] entry) => set.Bad(name, why, [.. entry, ("fault", FaultName.Of(fault))]);
        Bad("a byte too few", "60 bytes", SealingFault.Malformed, Entry(Change.Cut(link)));
        Bad("a byte too many", "62 bytes", SealingFault.Malformed, Entry(Change.Lengthen(link)));
        Bad("another version", "version 2", SealingFault.UnknownVersion, Entry(Change.Set(link, 0, 2)));
        Bad("a changed nonce", "one bit", SealingFault.WrongKey, Entry(Change.Flip(link, 1)));
        Bad("a changed text", "one bit", SealingFault.WrongKey, Entry(Change.Flip(link, 20)));
        Bad("a changed tag", "one bit", SealingFault.WrongKey, Entry(Change.Flip(link, ^1)));
        Bad("the key before cannot open it", "it was sealed under the newer one", SealingFault.WrongKey, Entry(link, opens: before));
        Bad("another key", "of nobody", SealingFault.WrongKey, Entry(link, opens: other));
        Bad("another organisation", "made for workers-centre", SealingFault.WrongKey, Entry(link, place with { Organisation = "union" }));
        Bad("another deployment", "made for another", SealingFault.WrongKey, Entry(link, place with { Deployment = Change.Flip(deployment, 0) }));
        Bad("another epoch", "made for epoch 2", SealingFault.WrongKey, Entry(link, place with { Epoch = 3 }));
        Bad("another epoch before", "made for epoch 1", SealingFault.WrongKey, Entry(link, place with { Before = 0 }));
        Bad("the manifest names another key before", "bound in", SealingFault.WrongKey, Entry(link, named: other));
        return set;
    }
}
