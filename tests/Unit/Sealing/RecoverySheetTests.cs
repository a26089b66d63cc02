using Chorus.Sealing;
using Chorus.Unit.Tests.Escrow;
using Chorus.Unit.Tests.Vectors;
using CsCheck;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Sealing;

public sealed class RecoverySheetTests
{
    [Fact]
    public void Good_vectors_restore_their_master()
    {
        foreach (var vector in VectorEntry.Good("recovery-sheet.json"))
        {
            using var key = Restore(vector);
            key.ExportMaster().ShouldBe(vector.Bytes("master"), vector.Name);
        }
    }

    [Fact]
    public void Bad_vectors_are_refused_for_their_reason()
    {
        foreach (var vector in VectorEntry.Bad("recovery-sheet.json"))
        {
            if (vector.Text("fault") == "pair")
            {
                Should.Throw<ArgumentException>(() => Restore(vector), vector.Name);
            }
            else
            {
                Should.Throw<SealingException>(() => Restore(vector), vector.Name).Fault.ShouldBe(vector.Fault<SealingFault>(), vector.Name);
            }
        }
    }

    [Fact]
    public void Any_two_sheets_restore_any_key_in_either_order() =>
        Gen.Select(Gen.Byte.Array[32], Gen.Int[0, 2], Gen.Int[1, 2], Gen.String[Gen.Char.AlphaNumeric, 1, 20]).Sample((master, first, step, seed) =>
        {
            using var key = OrganisationKey.FromMaster(master);
            var deployment = new byte[16];
            var sheets = RecoverySheet.Make(key, deployment, "union", 3, new SeededRandom(seed).Fill);
            using var a = RecoverySheet.Read(sheets[first]);
            using var b = RecoverySheet.Read(sheets[(first + step) % RecoverySheet.Count]);
            using var restored = RecoverySheet.Restore(a, b, deployment, "union", 3, key.RecipientKey);
            restored.ExportMaster().ShouldBe(master);
            $"{a}".ShouldBe("[secret]");
        });

    // 256 values of the randomness give 256 values of a share, each once: for every master some randomness gives the share that somebody holds.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void One_sheet_fits_every_master(int sheet)
    {
        using var key = OrganisationKey.FromMaster(new byte[OrganisationKey.MasterLength]);
        Enumerable.Range(0, 256)
            .Select(r => RecoverySheet.Make(key, new byte[16], "union", 1, bytes => bytes.Fill((byte)r))[sheet][16..68])
            .Distinct(StringComparer.Ordinal).Count().ShouldBe(256);
    }

    private static OrganisationKey Restore(VectorEntry vector)
    {
        using var first = RecoverySheet.Read(vector.Text("first"));
        using var second = RecoverySheet.Read(vector.Text("second"));
        return RecoverySheet.Restore(first, second, vector.Bytes("deployment"), vector.Text("organisation"), (uint)vector.Int("epoch"), vector.Bytes("recipientKey"));
    }
}
