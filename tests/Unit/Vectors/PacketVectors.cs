using Chorus.Escrow.Depositing;
using Chorus.Sealing;
using Chorus.Unit.Tests.Escrow;

namespace Chorus.Unit.Tests.Vectors;

internal static class PacketVectors
{
    internal static VectorSet Make()
    {
        var set = new VectorSet("packet");
        var random = new SeededRandom("packet");
        var place = new PacketPlace(random.Bytes(16), new Handle(random.Bytes(16)), 1, random.Bytes(32), random.Bytes(32));
        var keys = Enumerable.Range(0, 3).Select(_ => BoxKey.FromPrivate(random.Bytes(32))).ToArray();
        var (first, packets) = Good(set, "quorum 3", Quorum.Of(3), place, keys, random);
        Good(set, "send now", Quorum.Of(1), place, keys, random);
        Good(set, "keep", Quorum.Keep, place with { Version = 2 }, keys, random);

        void Bad(string name, string why, SealingFault fault, byte[] packet, int trustee = 0, PacketPlace? other = null) => set.Bad(
            name, why, [.. Place(other ?? place), ("trustee", trustee), ("packetPrivateKey", keys[trustee].ExportPrivate()), ("packet", packet),
            ("fault", FaultName.Of(fault))]);
        Bad("truncated", "the last byte is missing", SealingFault.Malformed, Change.Cut(packets[0]));
        Bad("trailing byte", "a byte follows the tag", SealingFault.Malformed, Change.Lengthen(packets[0]));
        Bad("empty", "no bytes", SealingFault.Malformed, []);
        Bad("wrong version", "version 2", SealingFault.UnknownVersion, Change.Set(packets[0], 0, 2));
        Bad("wrong suite", "suite 2", SealingFault.UnknownSuite, Change.Set(packets[0], 1, 2));
        Bad("another epoch", "the epoch in the header is not the one that was sealed", SealingFault.Altered, Change.Set(packets[0], 5, 9));
        Bad("flipped tag", "one bit of the tag differs", SealingFault.Altered, Change.Flip(packets[0], ^1));
        Bad("swapped packets", "the packet of trustee 1 given to trustee 0", SealingFault.Altered, packets[1]);
        var forSecond = Packet.Seal(keys[0].PublicKey, 1, 1, place, first[1], first[2], random.Fill);
        Bad("wrong trustee index", "sealed to trustee 0's key, but as trustee 1's packet", SealingFault.Altered, forSecond);
        Bad("another report", "another handle", SealingFault.Altered, packets[0], other: place with { Handle = new Handle(random.Bytes(16)) });
        Bad("another version", "version 2 of the report", SealingFault.Altered, packets[0], other: place with { Version = 2 });
        Bad("another family", "deposited by another receipt", SealingFault.Altered, packets[0], other: place with { Depositor = random.Bytes(32) });
        Bad("another manifest", "made under another manifest", SealingFault.Altered, packets[0], other: place with { ManifestHash = random.Bytes(32) });
        Bad("another deployment", "made for another deployment", SealingFault.Altered, packets[0], other: place with { Deployment = random.Bytes(16) });

        byte[] text = [1, .. first[0].Bytes, .. first[1].Bytes];
        byte[] Sealed(byte[] changed) => Packet.SealText(keys[0].PublicKey, 0, 1, place, changed, random.Fill);
        Bad("quorum byte 8", "a quorum byte of the first part is above 7", SealingFault.Malformed, Sealed(Change.Set(text, 1 + 32, 8)));
        Bad("quorum byte 255 in the neighbour's part", "a quorum byte of the second part is above 7", SealingFault.Malformed, Sealed(Change.Set(text, 1 + Part.Length + 32, 255)));
        Bad("wrong version inside", "the sealed text has version 2", SealingFault.UnknownVersion, Sealed(Change.Set(text, 0, 2)));
        return set;
    }

    private static (Part[] Parts, byte[][] Packets) Good(
        VectorSet set, string name, Quorum quorum, PacketPlace place, BoxKey[] keys, SeededRandom random)
    {
        var escrow = random.Bytes(32);
        ulong[] fingerprints = [0x0123456789ABCDEF, 0, ulong.MaxValue, 0x8000000000000001];
        var parts = Part.Split(escrow, quorum, fingerprints, random.Fill);
        var packets = Enumerable.Range(0, 3)
            .Select(i => Packet.Seal(keys[i].PublicKey, i, 1, place, parts[i], parts[(i + 1) % 3], random.Fill))
            .ToArray();
        set.Good(
            name,
            [
                .. Place(place), ("escrowKey", escrow), ("quorum", quorum.ToString()), ("quorumCode", (int)quorum.Code), ("fingerprints", fingerprints),
                ("parts", parts.Select(p => p.Bytes.ToArray())),
                ("commitments", parts.Select((p, j) => PartCommitment.Of(j, place.Handle, place.Version, p))),
                ("epoch", 1), ("packetPrivateKeys", keys.Select(k => k.ExportPrivate())), ("packets", packets),
                ("packetHashes", packets.Select(p => Digest.Sha256(p))),
            ]);
        return (parts, packets);
    }

    private static (string, object?)[] Place(PacketPlace place) =>
        [("deployment", place.Deployment), ("handle", place.Handle.ToArray()), ("version", place.Version), ("family", place.Depositor), ("manifestHash", place.ManifestHash)];
}
