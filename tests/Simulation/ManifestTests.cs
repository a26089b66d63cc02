using Chorus.Escrow.Manifests;
using Chorus.Sealing;
using Chorus.Simulation.Tests.World;
using Chorus.Trustee;

namespace Chorus.Simulation.Tests;

public sealed class ManifestTests : IDisposable
{
    private readonly Circle _circle = Circle.OnDisk();

    public ManifestTests() => Sign(_circle.Manifest);

    public void Dispose() => _circle.Dispose();

    [Fact]
    public void A_manifest_that_follows_the_last_one_is_signed()
    {
        var next = Next();

        SigningKey.Verify(next.Trustees[0].SigningKey, [.. Label.Of("chorus/v1/manifest-signature"), .. next.Hash], Sign(next)).ShouldBeTrue();
    }

    [Fact]
    public void Another_key_for_another_trustee_is_not_signed() =>
        Refusal(Next(trustees: [_circle.Manifest.Trustees[0], _circle.Manifest.Trustees[1] with { SigningKey = SecureRandom.Bytes(32) }, _circle.Manifest.Trustees[2]]))
            .ShouldContain("another signing key for trustee 1");

    [Fact]
    public void A_successors_keys_are_signed_only_for_the_trustee_that_the_operator_knows_to_be_lost()
    {
        var trustees = _circle.Manifest.Trustees;
        var successor = Next(trustees: [trustees[0], trustees[1], trustees[2] with { SigningKey = SecureRandom.Bytes(32), PacketKey = SecureRandom.Bytes(32) }]);
        var file = Path.Combine(_circle.Folder(0).Root, "received.json");
        File.WriteAllBytes(file, successor.File);

        Should.Throw<OperatorException>(() => TrusteeSetup.SignReplacing(_circle.Folder(0), file, 0)).Message.ShouldContain("not your own");
        Should.Throw<OperatorException>(() => TrusteeSetup.SignReplacing(_circle.Folder(0), file, 1)).Message.ShouldContain("another signing key for trustee 2");
        TrusteeSetup.SignReplacing(_circle.Folder(0), file, 2).Length.ShouldBe(64);
    }

    [Fact]
    public void Another_salt_is_not_signed() => Refusal(Next(salt: SecureRandom.Bytes(32))).ShouldContain("another salt");

    [Fact]
    public void Other_keys_for_an_epoch_of_an_organisation_are_not_signed_but_a_new_epoch_is()
    {
        using var stranger = OrganisationKey.New();
        var organisation = _circle.Manifest.Organisations[0];
        var key = new ManifestOrganisationKey(1, stranger.RecipientKey, stranger.Signing.PublicKey);

        Refusal(Next(organisations: [organisation with { Keys = [key] }])).ShouldContain("other keys for an epoch");
        Sign(Next(organisations: [organisation with { Keys = [.. organisation.Keys, key with { Epoch = 2 }] }])).Length.ShouldBe(64);
    }

    private Manifest Next(
        byte[]? salt = null, IReadOnlyList<ManifestTrustee>? trustees = null, IReadOnlyList<ManifestOrganisation>? organisations = null)
    {
        var now = _circle.Manifest;
        return Manifest.Create(new ManifestContent(
            Manifest.Format, now.Version + 1, now.Deployment, salt ?? now.Salt, now.Trial, now.RunEverySeconds, trustees ?? now.Trustees,
            now.Site, now.Networks, organisations ?? now.Organisations));
    }

    private string Refusal(Manifest manifest) => Should.Throw<OperatorException>(() => Sign(manifest)).Message;

    private byte[] Sign(Manifest manifest)
    {
        var file = Path.Combine(_circle.Folder(0).Root, "received.json");
        File.WriteAllBytes(file, manifest.File);
        return TrusteeSetup.Sign(_circle.Folder(0), file);
    }
}
