using System.Text.Json;
using System.Text.Json.Nodes;
using Chorus.Escrow.TimeStamps;
using Chorus.Sealing;
using Chorus.Sealing.TimeStamps;
using Chorus.Unit.Tests.Vectors;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Escrow.TimeStamps;

/// <summary>
/// vectors/timestamp.json, whose signatures are random: the file is made once, by CHORUS_WRITE_VECTORS, and read from then on.
/// </summary>
public sealed class VersionStampTests
{
    private static readonly DateTimeOffset s_time = new(2026, 11, 23, 22, 0, 3, TimeSpan.Zero);

    [Fact]
    public void A_stamp_holds_for_its_version_under_its_authority()
    {
        WriteAnew();
        foreach (var entry in VectorEntry.Good("timestamp.json"))
        {
            var stamp = VersionStamp.Decode(entry.Bytes("stamp"));
            stamp.Encode().ShouldBe(entry.Bytes("stamp"));
            var roots = TimeStampRoots.FromPem(entry.Text("roots"));
            stamp.Verify(entry.Bytes("statement"), entry.Bytes("signature"), roots, out var token).ShouldBe(TimeStampFault.None, entry.Name);
            token!.Time.ShouldBe(s_time);
            token.AuthorityName.ShouldBe("Chorus trial time-stamps, not evidence");
            stamp.Verify(entry.Bytes("statement"), entry.Bytes("signature"), null, out _).ShouldBe(TimeStampFault.None);
        }
    }

    [Fact]
    public void What_does_not_hold_is_named()
    {
        WriteAnew();
        foreach (var entry in VectorEntry.Bad("timestamp.json"))
        {
            FaultOf(entry).ShouldBe(entry.Text("fault"), entry.Name);
        }
    }

    [Fact]
    public void Every_leaf_of_a_full_tree_leads_to_its_root()
    {
        var random = new SeededRandom("a full tree");
        byte[][] leaves = [.. Enumerable.Range(0, TimeStampTree.Leaves).Select(_ => random.Bytes(32))];
        var tree = new TimeStampTree(leaves);

        foreach (var leaf in leaves)
        {
            var stamp = tree.StampOf(leaf, []);
            TimeStampTree.ImprintOf(TimeStampTree.RootOf(stamp.Place, leaf, stamp.Path)).ShouldBe(tree.Imprint);
        }

        new TimeStampTree([.. leaves.Reverse()]).Imprint.ShouldBe(tree.Imprint);
        Should.Throw<ArgumentException>(() => new TimeStampTree([]));
        Should.Throw<ArgumentException>(() => new TimeStampTree([.. leaves, random.Bytes(32)]));
    }

    private static string FaultOf(VectorEntry entry)
    {
        try
        {
            return FaultName.Of(VersionStamp.Decode(entry.Bytes("stamp"))
                .Verify(entry.Bytes("statement"), entry.Bytes("signature"), TimeStampRoots.FromPem(entry.Text("roots")), out _));
        }
        catch (MalformedException)
        {
            return "malformed";
        }
    }

    private static void WriteAnew()
    {
        if (Environment.GetEnvironmentVariable("CHORUS_WRITE_VECTORS") is { } folder && !File.Exists(Path.Combine(folder, "timestamp.json")))
        {
            File.WriteAllText(Path.Combine(folder, "timestamp.json"), Make().ToJson());
            File.Copy(Path.Combine(folder, "timestamp.json"), Path.Combine(AppContext.BaseDirectory, "vectors", "timestamp.json"), overwrite: true);
        }
    }

    private static VectorSet Make()
    {
        var set = new VectorSet("timestamp");
        var trial = new Trial("timestamp");
        using var authority = TimeStampAuthority.Create(new StoppedClock());
        using var other = TimeStampAuthority.Create(new StoppedClock());
        var deposits = Enumerable.Range(0, 3).Select(_ => trial.Deposit().Signed).ToArray();
        byte[][] leaves = [.. deposits.Select(d => TimeStampTree.LeafOf(d.Bytes, d.Signature))];
        var tree = new TimeStampTree(leaves);
        var token = authority.Token(tree.Imprint, null, withCertificate: true);
        (string, object?)[] Fields(int i, VersionStamp stamp) =>
            [("statement", deposits[i].Bytes), ("signature", deposits[i].Signature), ("roots", authority.Roots.Pem), ("stamp", stamp.Encode())];
        for (var i = 0; i < 3; i++)
        {
            set.Good($"version {i + 1} of three", [.. Fields(i, tree.StampOf(leaves[i], token)), ("time", "2026-11-23T22:00:03Z")]);
        }

        var alone = new TimeStampTree(leaves[..1]);
        var stamp = alone.StampOf(leaves[0], authority.Token(alone.Imprint, null, withCertificate: true));
        set.Good("a version alone", [.. Fields(0, stamp), ("time", "2026-11-23T22:00:03Z")]);
        void Bad(string name, string why, string fault, VersionStamp changed, int version = 0) => set.Bad(name, why, [.. Fields(version, changed), ("fault", fault)]);
        Bad("another version", "the stamp of version 1 with version 2", "imprint", stamp, version: 1);
        Bad("another place", "place 1 with the siblings of place 0", "imprint", stamp with { Place = 1 });
        Bad("flipped sibling", "one bit of the lowest differs", "imprint", stamp with { Path = Change.Flip(stamp.Path, 3) });
        Bad("place 4096", "a tree has 4,096 leaves", "malformed", stamp with { Place = 4096 });
        Bad("cut path", "it ends in the siblings", "malformed", stamp with { Path = stamp.Path[..100], Token = [] });
        Bad("no token", "the token is missing", "token", stamp with { Token = [] });
        Bad("cut token", "its last byte is missing", "token", stamp with { Token = Change.Cut(stamp.Token) });
        Bad("bytes after the token", "one is left over", "token", stamp with { Token = Change.Lengthen(stamp.Token) });
        Bad("flipped signature", "one bit of the token's signature differs, and .NET reads no token whose own certificate did not sign it", "token", stamp with { Token = Change.Flip(stamp.Token, stamp.Token.Length - 3) });
        Bad("another token", "the token of the three", "imprint", stamp with { Token = token });
        Bad("another authority", "its certificate is not the pinned one", "authority", stamp with { Token = other.Token(alone.Imprint, null, withCertificate: true) });
        Bad("an imprint without its label", "the root itself was stamped", "imprint",
            stamp with { Token = authority.Token(TimeStampTree.RootOf(0, leaves[0], stamp.Path), null, withCertificate: true) });
        return set;
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => s_time;
    }
}
