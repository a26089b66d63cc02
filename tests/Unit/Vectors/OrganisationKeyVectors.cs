using System.Buffers.Binary;
using Chorus.Sealing;
using Chorus.Unit.Tests.Escrow;

namespace Chorus.Unit.Tests.Vectors;

internal static class OrganisationKeyVectors
{
    internal static VectorSet Make()
    {
        var set = new VectorSet("organisation-key");
        var random = new SeededRandom("organisation key");
        var holder = new KeyHolder(random.Bytes(16), "workers-centre", 1, "member-1");
        using var key = OrganisationKey.FromMaster(random.Bytes(32));
        const string passphrase = "correct horse battery staple";
        var wrapped = key.Wrap(passphrase, holder, random.Fill);
        Good(set, "a passphrase of four words", passphrase, passphrase, holder, key, wrapped);
        const string latin = "Ça ira, mañana";
        var wrappedLatin = key.Wrap(latin, holder, random.Fill);
        Good(set, "spaces around it do not count", "  " + latin + "\u00A0\n", latin, holder, key, wrappedLatin);
        // An accent typed as a combining mark: the browser's NFC makes it the passphrase above.
        Good(set, "combining marks, made one with their letters by NFC (browser only)", "C\u0327a ira, man\u0303ana", latin, holder, key, wrappedLatin);

        void Bad(string name, string why, SealingFault fault, byte[] changed, KeyHolder? other = null, string? typed = null, byte[]? recipientKey = null) => set.Bad(
            name, why, [.. Holder(other ?? holder), ("passphrase", typed ?? passphrase), ("recipientKey", recipientKey ?? key.RecipientKey),
            ("wrapped", changed), ("fault", FaultName.Of(fault))]);
        Bad("truncated", "the last byte is missing", SealingFault.Malformed, Change.Cut(wrapped));
        Bad("trailing byte", "a byte follows the tag", SealingFault.Malformed, Change.Lengthen(wrapped));
        Bad("wrong version", "version 2", SealingFault.UnknownVersion, Change.Set(wrapped, 0, 2));
        Bad("wrong method", "method 2", SealingFault.UnknownSuite, Change.Set(wrapped, 1, 2));
        Bad("too few iterations", "599,999: a site could guess faster", SealingFault.Malformed, WithIterations(wrapped, 599_999));
        Bad("too many iterations", "10,000,001 would only keep a browser busy", SealingFault.Malformed, WithIterations(wrapped, 10_000_001));
        Bad("flipped salt", "one bit of the salt differs", SealingFault.Altered, Change.Flip(wrapped, 6));
        Bad("flipped tag", "one bit of the tag differs", SealingFault.Altered, Change.Flip(wrapped, ^1));
        Bad("wrong passphrase", "one letter differs", SealingFault.Altered, wrapped, typed: "correct horse battery stapler");
        Bad("another member", "wrapped for member-1", SealingFault.Altered, wrapped, other: holder with { Member = "member-2" });
        Bad("another organisation", "wrapped for workers-centre", SealingFault.Altered, wrapped, other: holder with { Organisation = "union" });
        Bad("another epoch", "wrapped for epoch 1", SealingFault.Altered, wrapped, other: holder with { Epoch = 2 });
        Bad("another recipient key", "the manifest has another key", SealingFault.Altered, wrapped, recipientKey: Change.Flip(key.RecipientKey, 0));
        var otherMaster = PassphraseWrap.Seal(passphrase, holder, key.RecipientKey, random.Bytes(32), random.Fill);
        Bad("another master", "the opened master does not give the manifest's recipient key", SealingFault.WrongKey, otherMaster);
        return set;
    }

    private static void Good(VectorSet set, string name, string typed, string passphrase, KeyHolder holder, OrganisationKey key, byte[] wrapped) => set.Good(
        name,
        [.. Holder(holder), ("passphrase", typed), ("nfcTrimmed", passphrase), ("master", key.ExportMaster()), ("recipientKey", key.RecipientKey),
        ("signingKey", key.Signing.PublicKey), ("sheets", key.Sheets.ToArray()), ("wrapped", wrapped)]);

    private static (string, object?)[] Holder(KeyHolder holder) =>
        [("deployment", holder.Deployment), ("organisation", holder.Organisation), ("epoch", holder.Epoch), ("member", holder.Member)];

    private static byte[] WithIterations(byte[] wrapped, uint iterations)
    {
        var copy = wrapped.ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(copy.AsSpan(2), iterations);
        return copy;
    }
}
