using System.Text.Json;
using Chorus.App.Features.Desk.Cases;
using Chorus.App.Tests.Deployment;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;

namespace Chorus.App.Tests.Features.Desk.Cases;

/// <summary>What a member posts as an event, before any case is looked at.</summary>
public sealed class PostedEventTests
{
    [Theory]
    [InlineData("""{"process":"\udc00\ud800"}""")]
    [InlineData("""{"process":{"\ud800":1}}""")]
    [InlineData("""{"\ud800":"none@1"}""")]
    [InlineData("""{"process":"none@1","process":"fair-process@1"}""")]
    [InlineData("""["none@1"]""")]
    [InlineData("\"none@1\"")]
    [InlineData("null")]
    public void What_is_no_object_of_well_formed_texts_is_refused_with_a_sentence(string posted)
    {
        using var document = JsonDocument.Parse(posted);
        var line = PostedEvent.Line(document.RootElement, "case-opened", 1, new(2026, 11, 28, 7, 0, 0, TimeSpan.Zero), "staff-1", "advocate");
        var (read, refusal) = PostedEvent.Read(line);
        read.ShouldBeNull();
        refusal.ShouldNotBeNull();
    }

    [Fact]
    public void Nothing_new_is_kept_that_is_sealed_to_a_key_which_the_organisation_gave_up()
    {
        using var deployment = new TestDeployment(TimeProvider.System);
        var made = deployment.Manifest;
        var centre = made.FindOrganisation(TestDeployment.Centre)!;
        var newest = deployment.Organisations[TestDeployment.LegalAid];
        var manifest = Manifest.Create(new(Manifest.Format, 2, made.Deployment, made.Salt, made.Trial, made.RunEverySeconds, made.Trustees, made.Site, made.Networks,
            [centre with { Keys = [.. centre.Keys, new(2, newest.RecipientKey, newest.Signing.PublicKey)] }]));
        var id = SecureRandom.Bytes(16);
        Microsoft.AspNetCore.Http.IResult? RefusalOf(uint epoch, byte[] key) => PostedEvent.RefusalOf(
            [new(Convert.ToHexStringLower(id), CaseContent.Seal(key, epoch, new(made.Deployment, TestDeployment.Centre, id, id), "a title"u8))], TestDeployment.Centre, manifest);

        RefusalOf(1, centre.CurrentKey.RecipientKey).ShouldNotBeNull();
        RefusalOf(2, newest.RecipientKey).ShouldBeNull();
    }
}
