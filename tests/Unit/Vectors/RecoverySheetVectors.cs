using Chorus.Sealing;
using Chorus.Unit.Tests.Escrow;

namespace Chorus.Unit.Tests.Vectors;

internal static class RecoverySheetVectors
{
    internal static VectorSet Make()
    {
        var set = new VectorSet("recovery-sheet");
        var random = new SeededRandom("recovery sheet");
        var deployment = random.Bytes(16);
        using var key = OrganisationKey.FromMaster(random.Bytes(32));
        using var other = OrganisationKey.FromMaster(random.Bytes(32));
        var sheets = RecoverySheet.Make(key, deployment, "workers-centre", 1, random.Fill);
        var later = RecoverySheet.Make(key, deployment, "workers-centre", 1, random.Fill);

        void Good(string name, string first, string second) => set.Good(name, [.. Place("workers-centre", 1, key), ("first", first), ("second", second), ("master", key.ExportMaster())]);
        Good("sheets 1 and 2", sheets[0], sheets[1]);
        Good("sheets 3 and 1", sheets[2], sheets[0]);
        Good("sheets 2 and 3, small letters, O for 0, I and L for 1, hyphens and lines", Carelessly(sheets[1]), Carelessly(sheets[2]));
        Good("the set made later", later[0], later[2]);

        void Bad(string name, string why, SealingFault? fault, string first, string second, string organisation = "workers-centre", uint epoch = 1, OrganisationKey? named = null) => set.Bad(
            name, why, [.. Place(organisation, epoch, named ?? key), ("first", first), ("second", second), ("fault", fault is { } f ? FaultName.Of(f) : "pair")]);
        Bad("a letter too few", "71 characters", SealingFault.Malformed, sheets[0][..^1], sheets[1]);
        Bad("a letter too many", "73 characters", SealingFault.Malformed, sheets[0] + "0", sheets[1]);
        Bad("one letter differs", "the check finds it", SealingFault.Malformed, Exchanged(sheets[0], 40), sheets[1]);
        Bad("one letter of the check differs", "the check finds it", SealingFault.Malformed, sheets[0], Exchanged(sheets[1], sheets[1].Length - 1));
        Bad("a letter outside the alphabet", "U", SealingFault.Malformed, "U" + sheets[0][1..], sheets[1]);
        Bad("the same sheet twice", "one sheet says nothing", null, sheets[0], sheets[0]);
        Bad("sheets of two sets", "lines of two sets cross zero elsewhere", null, sheets[0], later[1]);
        Bad("another organisation", "made for workers-centre", SealingFault.WrongKey, sheets[0], sheets[1], organisation: "union");
        Bad("another epoch", "made for epoch 1", SealingFault.WrongKey, sheets[0], sheets[1], epoch: 2);
        Bad("another recipient key", "the manifest has another key", SealingFault.WrongKey, sheets[0], sheets[1], named: other);
        return set;

        (string, object?)[] Place(string organisation, uint epoch, OrganisationKey of) =>
            [("deployment", deployment), ("organisation", organisation), ("epoch", epoch), ("recipientKey", of.RecipientKey)];
    }

    private static string Carelessly(string sheet) => sheet.ToLowerInvariant().Replace('0', 'o').Replace('1', 'l').Replace(" ", "-\n", StringComparison.Ordinal);

    private static string Exchanged(string sheet, int at) => sheet[..at] + (sheet[at] is '7' ? '8' : '7') + sheet[(at + 1)..];
}
