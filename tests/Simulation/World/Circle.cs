using Chorus.Escrow.Depositing;
using Chorus.Escrow.Manifests;
using Chorus.Mpc.Links;
using Chorus.Sealing;
using Chorus.Trustee;
using Chorus.Trustee.Depositing;
using Chorus.Trustee.Keys;
using Chorus.Trustee.Running;
using Chorus.Trustee.Settings;
using Chorus.Trustee.Storing;

namespace Chorus.Simulation.Tests.World;

/// <summary>
/// Three trustees in one process under one clock, each with its own keys and store, on disk or in memory, joined by links
/// only; with the manifest, and a site that carries deposits and fetches releases.
/// </summary>
internal sealed class Circle : IDisposable
{
    internal const string Organisation = "workers-centre";

    private readonly DirectoryInfo? _root;
    private readonly FaultyStore[] _stores = new FaultyStore[3];
    private readonly TrusteeKeys[] _keys = new TrusteeKeys[3];

    // By which trustees each version was acknowledged, by handle and statement hash.
    private readonly Dictionary<string, HashSet<int>> _acknowledged = new(StringComparer.Ordinal);

    private PacketKeyList? _published;

    private Circle(bool onDisk)
    {
        var certificates = new byte[3][];
        _root = onDisk ? Directory.CreateTempSubdirectory("chorus-simulation-") : null;
        for (var i = 0; i < 3; i++)
        {
            if (onDisk)
            {
                var settings = new TrusteeSettings(i, $"Trustee {i}", "127.0.0.1:0", "127.0.0.1:0", ["127.0.0.1:1", "127.0.0.1:1"]);
                TrusteeSetup.Initialise(Folder(i), settings, Time);
                _keys[i] = KeyFolder.Load(Folder(i), i);
                using var identity = KeyFolder.LoadTls(Folder(i));
                certificates[i] = identity.SpkiHash;
            }
            else
            {
                _keys[i] = TrusteeKeys.Generate(i);
                certificates[i] = SecureRandom.Bytes(32);
                _stores[i] = new FaultyStore(new MemoryReportStore());
            }
        }

        Manifest = Manifest.Create(new ManifestContent(
            Manifest.Format, 1, SecureRandom.Bytes(16), SecureRandom.Bytes(32), Trial: true, RunEverySeconds: 60,
            [.. _keys.Select(k => Entry(k, certificates[k.Index]))],
            new ManifestSite(SiteIdentity.SpkiHash),
            [],
            [new ManifestOrganisation(Organisation, "Workers' Centre", "support", null, [new ManifestOrganisationKey(1, Recipient.RecipientKey, Recipient.Signing.PublicKey)])]));
        Trustees = new TrusteeCore[3];
        Site = new SiteShelf(this);
        for (var i = 0; i < 3; i++)
        {
            Start(i);
        }
    }

    internal SilenceClock Time { get; } = new(new DateTimeOffset(2026, 11, 23, 21, 0, 10, TimeSpan.Zero));

    internal Manifest Manifest { get; private set; }

    internal OrganisationKey Recipient { get; } = OrganisationKey.New();

    internal TlsIdentity SiteIdentity { get; } = TlsIdentity.Create("site", TimeProvider.System);

    /// <summary>Seals as a browser does now: to the newest list of packet keys that all three have signed.</summary>
    internal ReportSealer Sealer => new(Manifest, Published());

    internal TrusteeCore[] Trustees { get; }

    internal SiteShelf Site { get; }

    internal static Circle InMemory() => new(onDisk: false);

    internal static Circle OnDisk() => new(onDisk: true);

    internal DataFolder Folder(int trustee) => new(Path.Combine(_root!.FullName, $"trustee-{trustee}"));

    internal Reporter NewReporter() => new(() => Sealer);

    /// <summary>Sends a deposit or change to trustees (all of them if none is named).</summary>
    internal DepositAnswer[] Send(SealedDeposit report, params int[] to) => [.. All(to).Select(i => Send(report, i))];

    internal DepositAnswer[] Send(SignedStatement withdrawal, params int[] to) =>
        [.. All(to).Select(i => Trustees[i].Accept(withdrawal.Bytes, withdrawal.Signature, null))];

    /// <summary>Stops a trustee without ceremony and starts it again from what its store holds.</summary>
    internal void Restart(int trustee)
    {
        if (_root is not null)
        {
            Trustees[trustee].Dispose();
        }

        Start(trustee);
    }

    /// <summary>Makes a trustee (in memory) claim a version that it lacks: it has the statement, and random bytes for parts.</summary>
    internal void Claim(int trustee, SealedDeposit report)
    {
        var statement = report.Signed.Statement;
        byte[] Random()
        {
            var made = SecureRandom.Bytes(Part.Length);
            made[Part.EscrowLength] &= 7;
            return made;
        }

        _stores[trustee].Add([new StoredVersion(statement.Handle, statement.Version, report.Signed.Bytes, report.Signed.Signature, Random(), Random())]);
        Start(trustee);
    }

    /// <summary>Takes a claim back: the trustee holds again what it has.</summary>
    internal void Unclaim(int trustee, SealedDeposit report)
    {
        _stores[trustee].Destroy([(report.Signed.Statement.Handle, report.Signed.Statement.Version)]);
        Start(trustee);
    }

    /// <summary>The versions of a report that a trustee's store still has.</summary>
    internal uint[] VersionsAt(int trustee, SealedDeposit report) =>
        [.. _stores[trustee].ReadAll().Where(held => held.Handle == report.Signed.Statement.Handle).Select(held => held.Version).Order()];

    internal void Stop(int trustee) => Trustees[trustee].Dispose();

    /// <summary>Whether a trustee opens its packet of a deposit, now or when the clock has moved.</summary>
    internal bool Opens(int trustee, SealedDeposit deposit, TimeSpan later = default) =>
        _keys[trustee].Packets.Find(Packet.EpochOf(deposit.Packets[trustee]), Time.GetUtcNow() + later) is not null;

    /// <summary>The store of a trustee.</summary>
    internal FaultyStore Store(int trustee) => _stores[trustee];

    /// <summary>A run of all three.</summary>
    internal RunReport[] Run(BeforeSend? beforeSend = null, Alteration? alter = null, MessageLength? length = null) =>
        Meet((trustee, links) => trustee.Run(links), beforeSend, alter, length);

    /// <summary>A refresh of all three.</summary>
    internal RunReport[] Refresh(BeforeSend? beforeSend = null, Alteration? alter = null) => Meet((trustee, links) => trustee.Refresh(links), beforeSend, alter);

    /// <summary>A trustee is lost with all that it had; somebody new, with other keys and an empty store, is in its place in a new manifest.</summary>
    internal void Lose(int trustee)
    {
        _keys[trustee] = TrusteeKeys.Generate(trustee);
        _stores[trustee] = new FaultyStore(new MemoryReportStore());
        var entry = Entry(_keys[trustee], SecureRandom.Bytes(32));
        Manifest = Manifest.Create(new ManifestContent(
            Manifest.Format, Manifest.Version + 1, Manifest.Deployment, Manifest.Salt, Manifest.Trial, Manifest.RunEverySeconds,
            [.. Manifest.Trustees.Select(known => known.Index == trustee ? entry : known with { Epoch = _keys[known.Index].Epoch, PacketKey = _keys[known.Index].Packet.PublicKey })],
            Manifest.Site,
            Manifest.Networks,
            Manifest.Organisations));
        _published = null;
        for (var i = 0; i < 3; i++)
        {
            Start(i);
        }
    }

    /// <summary>The two that are left hand their reports to the third, to which the site has named what it keeps.</summary>
    internal RunReport[] Replace(int trustee, BeforeSend? beforeSend = null, Alteration? alter = null)
    {
        NameKept(trustee);
        return ReplaceUnnamed(trustee, beforeSend, alter);
    }

    /// <summary>The same before the site has named anything.</summary>
    internal RunReport[] ReplaceUnnamed(int trustee, BeforeSend? beforeSend = null, Alteration? alter = null) =>
        Meet((core, links) => core.Refresh(links, RunKinds.Replace(trustee)), beforeSend, alter);

    /// <summary>A refresh in which one message of one trustee arrives with its first bit changed.</summary>
    internal RunReport[] Refresh(int liar, int altered, out bool sentSoMany)
    {
        var reached = false;
        var reports = Meet((trustee, links) => trustee.Refresh(links), null, (trustee, sent, message) =>
        {
            if (trustee == liar && sent == altered)
            {
                reached = true;
                message[0] ^= 1;
            }
        });
        sentSoMany = reached;
        return reports;
    }

    /// <summary>The site names to a trustee what it keeps: what three trustees acknowledged.</summary>
    internal void NameKept(int trustee) =>
        Trustees[trustee].NoteKept([.. _acknowledged.Where(version => version.Value.Count == 3).Select(version => Convert.FromHexString(version.Key))], last: true);

    private DepositAnswer Send(SealedDeposit report, int to)
    {
        var answer = Trustees[to].Accept(report.Signed.Bytes, report.Signed.Signature, report.Packets[to]);
        if (answer.Ack is not null)
        {
            var name = Convert.ToHexString([.. report.Signed.Statement.Handle.ToArray(), .. report.Signed.Hash]);
            _acknowledged.TryAdd(name, []);
            _acknowledged[name].Add(to);
        }

        return answer;
    }

    private RunReport[] Meet(Func<TrusteeCore, RunLinks, RunReport> take, BeforeSend? beforeSend, Alteration? alter = null, MessageLength? length = null)
    {
        using var links = new LocalLinks();
        var reports = new RunReport[3];
        var threads = Enumerable.Range(0, 3).Select(i => new Thread(() =>
        {
            var sent = 0;
            void Before(ReadOnlySpan<byte> message)
            {
                beforeSend?.Invoke(i, sent, message, links.Close);
                sent++;
            }

            void Change(Span<byte> message) => alter!(i, sent - 1, message);
            ILink Counted(int to) => new CountingLink(links.Link(i, to), Before, alter is null ? null : Change, length is null ? null : bytes => length(i, sent - 1, bytes));
            try
            {
                reports[i] = take(Trustees[i], new RunLinks(i, Counted((i + 1) % 3), Counted((i + 2) % 3)));
            }
            catch (IOException e)
            {
                // As the trustee's node does with an error of its store.
                reports[i] = new RunReport(RunEnd.Aborted, "", 0, e.Message, null);
            }

            if (reports[i].End == RunEnd.Aborted)
            {
                links.Close(i);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Site.Fetch();
        return reports;
    }

    public void Dispose()
    {
        foreach (var trustee in Trustees)
        {
            trustee.Dispose();
        }

        _root?.Delete(recursive: true);
    }

    private static ManifestTrustee Entry(TrusteeKeys keys, byte[] certificate) =>
        new(keys.Index, $"Trustee {keys.Index}", keys.Signing.PublicKey, keys.Epoch, keys.Packet.PublicKey, certificate);

    private PacketKeyList? Published()
    {
        if (Trustees.Select(trustee => trustee.PacketKeys).ToList() is [var (list, first), var (_, second), var (_, third)]
            && new SignedPacketKeys(list, [first, second, third]).FirstInvalid(Manifest) is null)
        {
            _published = list;
        }

        return _published;
    }

    private void Start(int trustee)
    {
        if (_root is not null)
        {
            _keys[trustee] = KeyFolder.Load(Folder(trustee), trustee);
            _stores[trustee] = new FaultyStore(SqliteReportStore.Open(Folder(trustee).Database, Folder(trustee).ReportKeys, KeyFolder.LoadSalt(Folder(trustee))));
        }

        Trustees[trustee] = new TrusteeCore(_keys[trustee], _stores[trustee], new KnownManifests(Manifest), Time);
    }

    private static int[] All(int[] to) => to.Length == 0 ? [0, 1, 2] : to;
}
