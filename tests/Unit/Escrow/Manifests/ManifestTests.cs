using System.Text;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;
using Chorus.Unit.Tests.Vectors;
using Shouldly;
using Xunit;

namespace Chorus.Unit.Tests.Escrow.Manifests;

public sealed class ManifestTests
{
    [Fact]
    public void Good_vectors_parse_and_carry_three_signatures()
    {
        foreach (var vector in VectorEntry.Good("manifest.json"))
        {
            var manifest = Manifest.Parse(Encoding.UTF8.GetBytes(vector.Text("manifest")));
            manifest.Hash.ShouldBe(vector.Bytes("hash"));
            var signatures = ManifestSignatures.Parse(new ManifestSignatures(vector.List("signatures")).ToJson());
            signatures.FirstInvalid(manifest).ShouldBeNull();
        }
    }

    [Fact]
    public void Bad_vectors_are_refused_with_a_sentence()
    {
        foreach (var vector in VectorEntry.Bad("manifest.json"))
        {
            Should.Throw<MalformedException>(() => Manifest.Parse(Encoding.UTF8.GetBytes(vector.Text("manifest"))), vector.Name)
                .Message.ShouldContain("the manifest");
        }
    }

    [Fact]
    public void One_space_more_is_another_manifest_that_nobody_signed()
    {
        var trial = new Trial();
        var signatures = new ManifestSignatures([.. trial.Trustees.Select(t => ManifestSignatures.Sign(t, trial.Manifest.Hash))]);
        signatures.FirstInvalid(trial.Manifest).ShouldBeNull();
        signatures.FirstInvalid(Manifest.Parse([.. trial.Manifest.File, (byte)' '])).ShouldBe(0);
    }

    [Fact]
    public void The_trustee_that_did_not_sign_is_named()
    {
        var trial = new Trial();
        var signatures = trial.Trustees.Select(t => ManifestSignatures.Sign(t, trial.Manifest.Hash)).ToArray();
        signatures[2] = ManifestSignatures.Sign(trial.Trustees[1], trial.Manifest.Hash);
        new ManifestSignatures(signatures).FirstInvalid(trial.Manifest).ShouldBe(2);
    }

    [Fact]
    public void An_old_recipient_key_still_leads_to_its_organisation_and_nothing_new_goes_to_it()
    {
        var trial = new Trial();
        var now = trial.Manifest;
        now.IsCurrent(trial.Other.RecipientKey).ShouldBeTrue();
        using var newest = OrganisationKey.New();
        var next = Manifest.Create(new(Manifest.Format, 2, now.Deployment, now.Salt, now.Trial, now.RunEverySeconds, now.Trustees, now.Site, now.Networks,
            [.. now.Organisations.Select(o => o with { Keys = [.. o.Keys, .. o.Id == "union" ? [new ManifestOrganisationKey(2, newest.RecipientKey, newest.Signing.PublicKey)] : Array.Empty<ManifestOrganisationKey>()] })]));

        next.FindRecipient(trial.Other.RecipientKey)!.Id.ShouldBe("union");
        next.IsCurrent(trial.Other.RecipientKey).ShouldBeFalse();
        next.IsCurrent(newest.RecipientKey).ShouldBeTrue();
        next.FindRecipient(new byte[32]).ShouldBeNull();
        next.IsCurrent(new byte[32]).ShouldBeFalse();
        next.FindOrganisation("nobody").ShouldBeNull();
    }
}
