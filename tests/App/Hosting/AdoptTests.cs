using Chorus.App.Tests.Deployment;
using Chorus.Escrow.Manifests;

namespace Chorus.App.Tests.Hosting;

/// <summary><c>chorus manifest adopt</c>: a proposed manifest comes into place whole or not at all.</summary>
public sealed class AdoptTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TestDeployment _deployment = new(TimeProvider.System);

    public AdoptTests()
    {
        File.WriteAllBytes(Site.ManifestFile, _deployment.Manifest.File);
        File.WriteAllBytes(Site.SignaturesFile, _deployment.Signatures.ToJson());
    }

    public void Dispose()
    {
        _deployment.Dispose();
        _folder.Dispose();
    }

    private SiteFolder Site => new(_folder.Path);

    [Fact]
    public void Without_a_proposal_and_without_all_three_signatures_of_it_nothing_changes()
    {
        var (first, signed) = (_deployment.Manifest, _deployment.Signatures);
        Should.Throw<SiteStartException>(() => Site.AdoptNext(signed)).Message.ShouldContain("No new manifest is proposed");
        Propose();
        Should.Throw<SiteStartException>(() => Site.AdoptNext(signed)).Message.ShouldContain("Nothing was changed");
        Site.ReadManifest().Manifest.Hash.ShouldBe(first.Hash);
    }

    [Fact]
    public void A_signed_proposal_is_in_place_and_the_one_before_is_kept()
    {
        var first = _deployment.Manifest;
        Propose();
        Site.AdoptNext(_deployment.Signatures).ShouldBe(2);
        Site.ReadManifest().Manifest.Hash.ShouldBe(_deployment.Manifest.Hash);
        File.ReadAllBytes(_folder["manifest.000001.json"]).ShouldBe(first.File);
        File.Exists(_folder["manifest.000001.signatures.json"]).ShouldBeTrue();
        File.Exists(Site.NextManifestFile).ShouldBeFalse();
        // Its number stays taken where the one before is put back.
        Site.HighestKept().ShouldBe(2);
    }

    /// <summary>After each of its steps the process may be killed: the next start reads one whole manifest with its own signatures.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Killed_on_the_way_the_next_start_goes_on(bool moved)
    {
        Propose();
        File.WriteAllBytes(_folder["manifest.next.signatures.json"], _deployment.Signatures.ToJson());
        if (moved)
        {
            File.Move(Site.NextManifestFile, Site.ManifestFile, overwrite: true);
        }

        Site.ReadManifest().Manifest.Hash.ShouldBe(_deployment.Manifest.Hash);
        Site.ReadManifest().Manifest.Version.ShouldBe(2);
    }

    private void Propose()
    {
        var now = _deployment.Manifest;
        _deployment.Sign(Manifest.Create(new(Manifest.Format, 2, now.Deployment, now.Salt, now.Trial, now.RunEverySeconds, now.Trustees, now.Site, now.Networks, now.Organisations)));
        File.WriteAllBytes(Site.NextManifestFile, _deployment.Manifest.File);
    }
}
