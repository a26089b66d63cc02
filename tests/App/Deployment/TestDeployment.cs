using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;
using Chorus.Mpc.Links;
using Chorus.Sealing;
using Chorus.Trustee;
using Chorus.Trustee.Keys;
using Chorus.Trustee.Running;
using Chorus.Trustee.Storing;
using Chorus.Trustee.Witnessing;

namespace Chorus.App.Tests.Deployment;

/// <summary>Three trustees with memory stores, three organisations (two in one network, the third an institution) and the manifest of them all.</summary>
internal sealed class TestDeployment : IDisposable
{
    public const string Centre = "workers-centre";
    public const string LegalAid = "legal-aid";
    public const string Campus = "campus";

    private readonly TrusteeKeys[] _keys = [.. Enumerable.Range(0, 3).Select(TrusteeKeys.Generate)];
    private readonly List<Manifest> _signed = [];
    private readonly TimeProvider _clock;

    public TestDeployment(TimeProvider clock, bool trial = true)
    {
        _clock = clock;
        Organisations = new[] { Centre, LegalAid, Campus }.ToDictionary(id => id, _ => OrganisationKey.New(), StringComparer.Ordinal);
        Manifest = Manifest.Create(new ManifestContent(
            Manifest.Format, 1, SecureRandom.Bytes(16), SecureRandom.Bytes(32), trial, 60,
            [.. _keys.Select(k => new ManifestTrustee(k.Index, $"Trustee {k.Index}", k.Signing.PublicKey, k.Epoch, k.Packet.PublicKey, SecureRandom.Bytes(32)))],
            new ManifestSite(SecureRandom.Bytes(32)),
            [new ManifestNetwork("region", "Region")],
            [Organisation(Centre, "region"), Organisation(LegalAid, "region"), Organisation(Campus, null)]));
        Signatures = Sign();
        Trustees = [.. Enumerable.Range(0, 3).Select(i => new InProcessTrustee(NewCore(i), NewWitness(i)))];
    }

    public IReadOnlyDictionary<string, OrganisationKey> Organisations { get; }

    /// <summary>The newest that all three have signed.</summary>
    public Manifest Manifest { get; private set; }

    public ManifestSignatures Signatures { get; private set; }

    public IReadOnlyList<InProcessTrustee> Trustees { get; }

    public SigningKey SigningKeyOf(int trustee) => _keys[trustee].Signing;

    /// <summary>A trustee with its keys and an empty store.</summary>
    public TrusteeCore NewCore(int trustee) => new(_keys[trustee], new MemoryReportStore(), new KnownManifests(() => [.. _signed]), _clock);

    /// <summary>A trustee as a witness that has seen nothing.</summary>
    public SiteLogWitness NewWitness(int trustee) => new(_keys[trustee], Manifest.Deployment, null, _clock, _ => { });

    /// <summary>All three sign another manifest. Whether they should is for their operators, and tried elsewhere.</summary>
    public void Sign(Manifest next)
    {
        Manifest = next;
        Signatures = Sign();
    }

    private ManifestSignatures Sign()
    {
        _signed.Add(Manifest);
        return new([.. _keys.Select(k => ManifestSignatures.Sign(k.Signing, Manifest.Hash))]);
    }

    /// <summary>A match run of the three, each on a thread of its own, joined by links only.</summary>
    public Task RunAsync() => MeetAsync((core, links) => core.Run(links));

    /// <summary>A refresh of the three.</summary>
    public Task RefreshAsync() => MeetAsync((core, links) => core.Refresh(links));

    private async Task MeetAsync(Func<TrusteeCore, RunLinks, RunReport> meet)
    {
        using var links = new LocalLinks();
        var parts = Trustees.Select((trustee, i) => Task.Factory.StartNew(
            () => meet(trustee.Core, new RunLinks(i, links.Link(i, (i + 1) % 3), links.Link(i, (i + 2) % 3))),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        foreach (var report in await Task.WhenAll(parts))
        {
            report.End.ShouldBe(RunEnd.Completed, report.Sentence);
        }
    }

    public void Dispose()
    {
        foreach (var trustee in Trustees)
        {
            trustee.Core.Dispose();
        }
    }

    private ManifestOrganisation Organisation(string id, string? network) => new(
        id, id, network is null ? "institution" : "support", network, [new ManifestOrganisationKey(1, Organisations[id].RecipientKey, Organisations[id].Signing.PublicKey)]);
}
