using System.Text;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;
using Chorus.Unit.Tests.Vectors;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Escrow.Manifests;

public sealed class PacketKeyListTests
{
    [Fact]
    public void Good_vectors_carry_three_signatures_and_count_where_they_are_later_than_the_manifest()
    {
        foreach (var vector in VectorEntry.Good("packet-keys.json"))
        {
            var manifest = Manifest.Parse(Encoding.UTF8.GetBytes(vector.Text("manifest")));
            var signed = SignedPacketKeys.Parse(Encoding.UTF8.GetBytes(vector.Text("list")));
            signed.List.Keys.ShouldBe(vector.List("packetKeys"), vector.Name);
            signed.FirstInvalid(manifest).ShouldBeNull(vector.Name);
            signed.List.CountsUnder(manifest).ShouldBe(vector.Flag("counts"), vector.Name);
        }
    }

    [Fact]
    public void Bad_vectors_are_refused_or_do_not_count()
    {
        foreach (var vector in VectorEntry.Bad("packet-keys.json"))
        {
            var manifest = Manifest.Parse(Encoding.UTF8.GetBytes(vector.Text("manifest")));
            SignedPacketKeys signed;
            try
            {
                signed = SignedPacketKeys.Parse(Encoding.UTF8.GetBytes(vector.Text("list")));
            }
            catch (MalformedException)
            {
                continue;
            }

            (signed.FirstInvalid(manifest) is null && signed.List.CountsUnder(manifest)).ShouldBeFalse(vector.Name);
        }
    }

    [Fact]
    public void The_trustee_that_did_not_sign_is_named()
    {
        var trial = new Trial();
        var list = ListOf(trial, 2);
        byte[][] signatures = [.. trial.Trustees.Select(list.Sign)];
        signatures[1] = signatures[0];
        new SignedPacketKeys(list, signatures).FirstInvalid(trial.Manifest).ShouldBe(1);
    }

    [Fact]
    public void A_list_does_not_count_where_one_trustee_of_the_manifest_is_in_the_same_epoch()
    {
        var trial = new Trial();
        var known = trial.Manifest;
        var later = Manifest.Create(new ManifestContent(
            Manifest.Format, 2, known.Deployment, known.Salt, known.Trial, known.RunEverySeconds,
            [known.Trustees[0], known.Trustees[1] with { Epoch = 3 }, known.Trustees[2]], known.Site, known.Networks, known.Organisations));
        ListOf(trial, 3).CountsUnder(later).ShouldBeFalse();
        ListOf(trial, 4).CountsUnder(later).ShouldBeTrue();
    }

    private static PacketKeyList ListOf(Trial trial, uint epoch) =>
        new(trial.Manifest.Deployment, epoch, [.. Enumerable.Range(0, 3).Select(_ => BoxKey.Generate(trial.Random.Fill).PublicKey)]);
}
