using System.Text.Json;
using Chorus.App;
using Chorus.App.Data;
using Chorus.App.Members;
using Chorus.App.Sqlite;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;
using Microsoft.Extensions.DependencyInjection;

namespace Chorus.Cli.Trial;

/// <summary>
/// The first start: trustees, manifest, two demonstration organisations in one network, and an institution to which they can ask
/// reporters to refer something; two members each.
/// </summary>
internal static class TrialSetup
{
    private const string Network = "demonstration";

    private static readonly (string Id, string Name, string Kind, string? Network)[] s_organisations =
    [
        ("workers-centre", "Workers' Centre", "support", Network), ("legal-aid", "Legal Aid", "support", Network), ("equality-office", "Equality Office", "institution", null),
    ];
    private static readonly string[] s_trusteeNames = ["Trustee A", "Trustee B", "Trustee C"];
    private static readonly JsonSerializerOptions s_descriptor = new(JsonSerializerDefaults.Web) { Converters = { new Base64UrlConverter() } };

    public static async Task MakeAsync(TrialFolder folder, int runEverySeconds, CancellationToken cancel)
    {
        var making = folder.BeginMaking();
        var ports = TrialPorts.Free();
        var trustees = await Task.WhenAll(Enumerable.Range(0, Manifest.TrusteeCount).Select(i => InitialiseAsync(making, i, ports, cancel)));
        using var identity = TlsIdentity.Create("chorus-site", TimeProvider.System);
        identity.Save(making.Site.IdentityFile);
        var keys = s_organisations.Select(_ => OrganisationKey.New()).ToArray();
        try
        {
            var manifest = Manifest.Create(new ManifestContent(
                Manifest.Format, 1, SecureRandom.Bytes(16), SecureRandom.Bytes(32), Trial: true, runEverySeconds, trustees,
                new ManifestSite(identity.SpkiHash), [new ManifestNetwork(Network, "Demonstration network")],
                [.. s_organisations.Select((o, i) => new ManifestOrganisation(
                    o.Id, o.Name, o.Kind, o.Network, [new ManifestOrganisationKey(1, keys[i].RecipientKey, keys[i].Signing.PublicKey)]))]));
            await File.WriteAllBytesAsync(making.Site.ManifestFile, manifest.File, cancel);
            var signatures = await Task.WhenAll(Enumerable.Range(0, Manifest.TrusteeCount).Select(i => TrialManifest.SignAsync(making, i, making.Site.ManifestFile, [], cancel)));
            await File.WriteAllBytesAsync(making.Site.SignaturesFile, new ManifestSignatures(signatures).ToJson(), cancel);
            making.Site.SaveTrustees(ports.SiteAddresses);
            making.SaveSignIns(await EnrolAsync(making.Site, keys, cancel));
        }
        finally
        {
            Array.ForEach(keys, k => k.Dispose());
        }
        folder.FinishMaking();
    }

    private static async Task<ManifestTrustee> InitialiseAsync(TrialFolder making, int index, TrialPorts ports, CancellationToken cancel)
    {
        var data = making.Trustee(index);
        await OwnProcess.RunAsync(
            ["trustee", "init", "--data", data, "--index", $"{index}", "--name", s_trusteeNames[index],
                "--listen", ports.Listen(index), "--peer-listen", ports.PeerListen(index), "--peers", string.Join(',', ports.PeersOf(index))],
            cancel);
        return JsonSerializer.Deserialize<ManifestTrustee>(await File.ReadAllBytesAsync(Path.Combine(data, "descriptor.json"), cancel), s_descriptor)!;
    }

    private static async Task<IReadOnlyList<SignIn>> EnrolAsync(SiteFolder folder, OrganisationKey[] keys, CancellationToken cancel)
    {
        await using var site = folder.Build(0, null, (services, file) => services.AddSqliteStore(file));
        await using var scope = site.Services.CreateAsyncScope();
        await StoreStart.PrepareAsync(scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<Manifest>(), cancel);
        var enrolment = scope.ServiceProvider.GetRequiredService<Enrolment>();
        var signIns = new List<SignIn>();
        for (var i = 0; i < s_organisations.Length; i++)
        {
            var (id, name, _, _) = s_organisations[i];
            foreach (var member in TrialMember.All)
            {
                var signIn = new SignIn(id, name, $"{member.Mailbox}@{id}.example", ReadableSecret.New(4), ReadableSecret.New(5), member.Title);
                await enrolment.AddAsync(id, member.Roles, $"{member.Title}, {name}", signIn.Email, signIn.Password, signIn.Passphrase, keys[i], cancel);
                signIns.Add(signIn);
            }
        }
        return signIns;
    }
}
