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
    public void Other_keys_for_an_epoch_of_an_organisation_are_not_signed_but_a_new_epoch_is_with_the_numbers_that_its_member_read_out()
    {
        using var stranger = OrganisationKey.New();
        var organisation = _circle.Manifest.Organisations[0];
        var key = new ManifestOrganisationKey(1, stranger.RecipientKey, stranger.Signing.PublicKey);

        Refusal(Next(organisations: [organisation with { Keys = [key] }])).ShouldContain("other keys for an epoch");
        var next = Next(organisations: [organisation with { Keys = [.. organisation.Keys, key with { Epoch = 2 }] }]);
        var numbers = KeyNumbers.Of(next.Deployment, organisation.Id, 2, key.RecipientKey, key.SigningKey);

        Refusal(next).ShouldContain("has a new key, of epoch 2");
        Refusal(next, (organisation.Id, numbers[1..])).ShouldContain("are 20 digits");
        Refusal(next, (organisation.Id, numbers[..^1] + (char)('0' + ((numbers[^1] - '0' + 1) % 10)))).ShouldContain("other numbers than those you typed");
        Refusal(next, ("nobody", numbers)).ShouldContain("no organisation nobody");
        Sign(next, (organisation.Id, string.Join(' ', numbers.Chunk(4).Select(four => new string(four))))).Length.ShouldBe(64);
        // Once it is signed nobody has to be called again.
        Sign(next).Length.ShouldBe(64);
    }

    [Fact]
    public void A_new_organisation_needs_its_numbers_also_beside_one_that_it_stands_in_for()
    {
        using var stranger = OrganisationKey.New();
        var known = _circle.Manifest.Organisations[0];
        var key = new ManifestOrganisationKey(1, stranger.RecipientKey, stranger.Signing.PublicKey);
        var other = known with { Id = "another", Name = "Another", Keys = [key] };
        var told = ("another", KeyNumbers.Of(_circle.Manifest.Deployment, "another", 1, key.RecipientKey, key.SigningKey));

        Refusal(Next(organisations: [.. _circle.Manifest.Organisations, other])).ShouldContain("the organisation another has a new key");
        var twin = Next(organisations: [.. _circle.Manifest.Organisations, other with { Name = known.Name.ToUpperInvariant() }]);
        Refusal(twin, told).ShouldContain("another has the same name as another organisation");
        Should.Throw<OperatorException>(() => SignAgreed(twin, ["another"], told)).Message.ShouldContain($"--agree {known.Id}");
        Sign(Next(organisations: [.. _circle.Manifest.Organisations, other]), told).Length.ShouldBe(64);
    }

    [Fact]
    public void An_organisation_is_left_out_or_changed_and_a_key_repeated_only_with_the_operators_consent()
    {
        var (known, rest) = (_circle.Manifest.Organisations[0], _circle.Manifest.Organisations.Skip(1).ToList());
        var repeated = known with { Keys = [known.Keys[0], new(2, known.Keys[0].RecipientKey, known.Keys[0].SigningKey)] };
        var numbers = KeyNumbers.Of(_circle.Manifest.Deployment, known.Id, 2, known.Keys[0].RecipientKey, known.Keys[0].SigningKey);

        Refusal(Next(organisations: rest)).ShouldContain($"{known.Id} ({known.Name}) is missing");
        Refusal(Next(organisations: [known with { Kind = known.Kind is "support" ? "institution" : "support" }, .. rest])).ShouldContain("of the kind");
        Refusal(Next(organisations: [repeated, .. rest]), ($"{known.Id}/2", numbers)).ShouldContain("stands in another place");
        var renamed = Next(organisations: [known with { Name = "Somebody else" }, .. rest]);
        Refusal(renamed).ShouldContain("is called Somebody else");
        SignAgreed(renamed, [known.Id]).Length.ShouldBe(64);
    }

    [Fact]
    public void The_key_that_an_organisation_gave_up_does_not_come_back()
    {
        using var newer = OrganisationKey.New();
        using var newest = OrganisationKey.New();
        var organisation = _circle.Manifest.Organisations[0];
        ManifestOrganisation With(params (uint Epoch, OrganisationKey Key)[] keys) =>
            organisation with { Keys = [.. organisation.Keys, .. keys.Select(k => new ManifestOrganisationKey(k.Epoch, k.Key.RecipientKey, k.Key.Signing.PublicKey))] };
        (string, string) Told(uint epoch, OrganisationKey key) =>
            (organisation.Id, KeyNumbers.Of(_circle.Manifest.Deployment, organisation.Id, epoch, key.RecipientKey, key.Signing.PublicKey));
        Sign(Next(organisations: [With((2, newer))], version: 2), Told(2, newer));

        Refusal(Next(organisations: [organisation], version: 3)).ShouldContain("goes back to an older key");
        // Nor by leaving the organisation out for a while.
        SignAgreed(Next(organisations: [], version: 3), _circle.Manifest.Organisations.Select(o => o.Id).ToList()).Length.ShouldBe(64);
        Refusal(Next(organisations: [organisation], version: 4)).ShouldContain("goes back to an older key");
        // A key that was signed and never put in place may be passed over by a later one.
        Sign(Next(organisations: [With((3, newest))], version: 4), Told(3, newest)).Length.ShouldBe(64);
        Refusal(Next(organisations: [With((2, newer))], version: 5)).ShouldContain("goes back to an older key");
    }

    private Manifest Next(
        byte[]? salt = null, IReadOnlyList<ManifestTrustee>? trustees = null, IReadOnlyList<ManifestOrganisation>? organisations = null, int? version = null)
    {
        var now = _circle.Manifest;
        return Manifest.Create(new ManifestContent(
            Manifest.Format, version ?? now.Version + 1, now.Deployment, salt ?? now.Salt, now.Trial, now.RunEverySeconds, trustees ?? now.Trustees,
            now.Site, now.Networks, organisations ?? now.Organisations));
    }

    private string Refusal(Manifest manifest, params (string Organisation, string Digits)[] numbers) => Should.Throw<OperatorException>(() => Sign(manifest, numbers)).Message;

    private byte[] Sign(Manifest manifest, params (string Organisation, string Digits)[] numbers) => SignAgreed(manifest, [], numbers);

    private byte[] SignAgreed(Manifest manifest, IReadOnlyList<string> agreed, params (string Organisation, string Digits)[] numbers)
    {
        var file = Path.Combine(_circle.Folder(0).Root, "received.json");
        File.WriteAllBytes(file, manifest.File);
        return TrusteeSetup.Sign(_circle.Folder(0), file, new(numbers.ToDictionary(n => n.Organisation, n => n.Digits, StringComparer.Ordinal), agreed.ToHashSet(StringComparer.Ordinal)));
    }
}
